import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Capacity } from '#contracts/capacities.ts';
import type { CategoryId } from '#contracts/categories.ts';
import type { Fact } from '#contracts/facts.ts';
import type { Viewer } from '#kit/access/viewer.ts';
import { createDatabaseTrail } from '#kit/audit/database-trail.ts';
import type { AuditTables } from '#kit/audit/tables.ts';
import { testController } from '#test/support/test-subgraph.ts';
import { entryInWords } from './access-log/words.ts';
import { prepareDatabase, TestHub } from './test-support/test-hub.ts';

const child = '10000000-0000-4000-8000-000000000001';
const sibling = '10000000-0000-4000-8000-000000000002';
const [mother, father, teacher, head] = ['a1', 'a2', 'b1', 'b2'].map(
  (end) => `20000000-0000-4000-8000-0000000000${end}`,
) as [string, string, string, string];
const atHome: readonly Fact[] = ['isParent', 'holdsParentalResponsibility', 'clearedToKnowPlace', 'livesWithChild'];

let hub: TestHub;
beforeAll(prepareDatabase, 120_000);
beforeEach(async () => {
  hub = await TestHub.start(testController, { now: new Date('2026-11-25T12:00:00Z') });
  hub.facts[child] = atHome;
  hub.facts[sibling] = atHome;
  hub.school.port.lookers = async (asked) =>
    asked.map((one) => ({ ...one, name: 'Kari Lærer', place: 'Brumunddal skole' }));
});
afterEach(() => hub.close());

interface Look {
  readonly viewer: string;
  readonly capacity: Capacity | null;
  readonly at?: string;
  readonly of?: readonly string[];
  readonly categories?: readonly CategoryId[];
  readonly purpose?: string | null;
}
/** Somebody was shown something of children. */
async function look({ viewer, capacity, at = '2026-11-24T10:00:00Z', of = [child], ...rest }: Look) {
  const trail = await createDatabaseTrail(hub.database.as<AuditTables>(), 'looks');
  const categories = new Map((rest.categories ?? ['health']).map((one) => [one, ['opplæringslova § 25-1']] as const));
  await trail.record({
    at: new Date(at),
    viewer,
    organisation: null,
    purpose: rest.purpose === undefined ? 'education' : rest.purpose,
    requestId: randomUUID(),
    disclosures: of.map((childId) => ({ childId, capacity, categories })),
  });
  await trail.close();
}

interface Entry {
  readonly id: string;
  readonly text: string;
  readonly times: number;
  readonly staffName: string | null;
  readonly questions: ReadonlyArray<{ readonly question: string; readonly answer: string | null }>;
}
interface Log {
  readonly edges: ReadonlyArray<{ readonly node: Entry }>;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}
const logQuery = `query ($ids: [_Any!]!, $month: String, $category: String, $first: Int, $after: String) {
  _entities(representations: $ids) { ... on Pupil { accessLog(month: $month, category: $category, first: $first, after: $after) {
    edges { node { id text times staffName questions { question answer } } } pageInfo { hasNextPage endCursor } } } } }`;
async function logOf(args: Record<string, unknown> = {}, personId = mother): Promise<Log> {
  const answer = await hub.query<{ _entities: ReadonlyArray<{ accessLog: Log }> }>(
    logQuery,
    { ids: [{ __typename: 'Pupil', id: child }], ...args },
    { personId, purpose: null } as Partial<Viewer>,
  );
  expect(answer.errors).toBeUndefined();
  const log = answer.data?._entities[0]?.accessLog;
  if (!log) throw new Error('there is no log');
  return log;
}
const sentences = (log: Log) => log.edges.map(({ node }) => node.text);

describe('who has looked', () => {
  it('is told by day in one sentence, with what was seen, where they worked and why, the newest first', async () => {
    await look({ viewer: `person:${teacher}`, capacity: 'contact-teacher', at: '2026-11-23T10:00:00Z' });
    await look({ viewer: `person:${teacher}`, capacity: 'contact-teacher' });
    await look({ viewer: `person:${teacher}`, capacity: 'contact-teacher', categories: ['attendance-reasons'] });
    const log = await logOf();
    expect(sentences(log)).toEqual([
      'Kontaktlærer ved Brumunddal skole så fravær: årsaker; helse og allergi, for å følge opp opplæringen.',
      'Kontaktlærer ved Brumunddal skole så helse og allergi, for å følge opp opplæringen.',
    ]);
    expect(log.edges.map(({ node }) => [node.times, node.staffName])).toEqual([
      [2, null],
      [1, null],
    ]);
  });

  it('counts the day as it is in Norway', async () => {
    await look({ viewer: `person:${teacher}`, capacity: 'teacher', at: '2026-10-31T23:30:00Z' });
    expect((await logOf({ month: '2026-11' })).edges).toHaveLength(1);
    expect((await logOf({ month: '2026-10' })).edges).toHaveLength(0);
  });

  it('names staff only where the controller has chosen it', async () => {
    await look({ viewer: `person:${teacher}`, capacity: 'teacher' });
    hub.settings.showStaffNames = true;
    await hub.restart();
    const [entry] = (await logOf()).edges;
    expect(entry?.node).toMatchObject({
      staffName: 'Kari Lærer',
      text: 'Lærer Kari Lærer ved Brumunddal skole så helse og allergi, for å følge opp opplæringen.',
    });
  });

  it('tells what others of the home looked at to themselves alone, and of systems by their name', async () => {
    hub.clients = [
      { clientId: 'vokal', name: 'Vokal', organisationNumber: '312000008', purposes: ['resource-access'] },
    ];
    await hub.restart();
    await look({ viewer: `person:${mother}`, capacity: 'parent', purpose: null });
    await look({ viewer: 'system:vokal', capacity: null, purpose: 'resource-access' });
    const system = 'Systemet Vokal så helse og allergi, for å gi tilgang til digitale læremidler.';
    expect(sentences(await logOf()).sort()).toEqual(expect.arrayContaining(['Du så helse og allergi.', system]));
    expect(sentences(await logOf({}, father))).toEqual([system]);
  });

  it('can be narrowed to a category and read by pages, each entry once', async () => {
    for (const day of ['20', '21', '22', '23'])
      await look({ viewer: `person:${teacher}`, capacity: 'teacher', at: `2026-11-${day}T10:00:00Z` });
    await look({ viewer: `person:${head}`, capacity: 'leader', categories: ['placement'] });
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const log = await logOf({ first: 2, category: 'health', ...(after ? { after } : {}) }, father);
      seen.push(...log.edges.map(({ node }) => node.id));
      if (!log.pageInfo.hasNextPage) break;
      after = log.pageInfo.endCursor;
    }
    expect(seen).toHaveLength(4);
    expect(new Set(seen).size).toBe(4);
    expect((await logOf({ category: 'placement' })).edges).toHaveLength(1);
  });

  it.each([
    ['month', '2026-13'],
    ['category', 'shoe-size'],
  ])('refuses a %s that is none', async (name, value) => {
    const answer = await hub.query(logQuery, { ids: [{ __typename: 'Pupil', id: child }], [name]: value });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT' });
  });

  it('is asked of many children in as many statements as of one', async () => {
    const count = async (ids: readonly string[]) => {
      const texts: string[] = [];
      const stop = hub.database.observe((text) => texts.push(text));
      await hub.query(logQuery, { ids: ids.map((id) => ({ __typename: 'Pupil', id })) });
      stop();
      return texts.length;
    };
    await look({ viewer: `person:${teacher}`, capacity: 'teacher', of: [child, sibling] });
    expect(await count([child, sibling])).toBe(await count([child]));
  });

  it('is withheld from the staff of the school', async () => {
    hub.facts[child] = ['leadsSchool', 'isEmployee'];
    const answer = await hub.query(logQuery, { ids: [{ __typename: 'Pupil', id: child }] });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'WITHHELD', category: 'access-log' });
  });

  it.each([
    ['nb', 'Kontaktlærer ved Brumunddal skole så helse og allergi, for å følge opp opplæringen.'],
    ['nn', 'Kontaktlærar ved Brumunddal skole såg helse og allergi, for å følgje opp opplæringa.'],
    [
      'se',
      'Oktavuođaoahpaheaddji (Brumunddal skole) geahčai: dearvvašvuohta ja allergiija, vai sáhttá čuovvolit oahpahusa.',
    ],
    ['en', 'Contact teacher at Brumunddal skole looked at health and allergy, to follow up the education.'],
  ] as const)('is worded in %s', (language, sentence) => {
    const entry = { own: false, capacity: 'contact-teacher', place: 'Brumunddal skole', staffName: null, system: null };
    expect(entryInWords({ ...entry, purpose: 'education', categories: ['health'] }, language)).toBe(sentence);
  });
});

interface Answered {
  readonly result: {
    readonly question: { readonly id: string; readonly entry: string; readonly answer: string | null } | null;
    readonly userErrors: ReadonlyArray<{ readonly code: string }>;
  };
}
const change = (name: 'askAboutAccess' | 'answerAccessQuestion', input: object, personId: string) =>
  hub.query<Answered>(
    `mutation ($input: ${name === 'askAboutAccess' ? 'AskAboutAccessInput' : 'AnswerAccessQuestionInput'}!) {
      result: ${name}(input: $input) { question { id entry answer } userErrors { code } } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
    { personId } as Partial<Viewer>,
  );
const queue = (personId: string) =>
  hub.query<{ accessQuestions: { edges: ReadonlyArray<{ node: { id: string; question: string } }> } }>(
    '{ accessQuestions(open: true) { edges { node { id question } } } }',
    {},
    { personId } as Partial<Viewer>,
  );
const asHead = () => {
  hub.facts[child] = ['leadsSchool', 'isEmployee'];
  hub.facts.viewer = ['isEmployee'];
};
const place = () =>
  sql`insert into data_sharing.child_placement values (${child}, array[${randomUUID()}::uuid], array[]::uuid[], false, true)`.execute(
    hub.database.kysely,
  );

describe('a question about who has looked', () => {
  const ask = async (question = 'Why?') => {
    await look({ viewer: `person:${teacher}`, capacity: 'teacher' });
    const entryId = (await logOf()).edges[0]?.node.id;
    const answer = await change('askAboutAccess', { childId: child, entryId, question }, mother);
    return answer.data?.result;
  };

  it('reaches the head, who answers; the mother reads the answer beside the entry, the father does not', async () => {
    await place();
    const asked = await ask();
    expect(asked).toMatchObject({ userErrors: [], question: { entry: expect.stringContaining('Lærer ved') } });
    asHead();
    const [waiting] = (await queue(head)).data?.accessQuestions.edges ?? [];
    expect(waiting?.node).toEqual({ id: asked?.question?.id, question: 'Why?' });
    const input = { questionId: asked?.question?.id, answer: 'To plan the trip.' };
    expect((await change('answerAccessQuestion', input, head)).data?.result.userErrors).toEqual([]);
    expect((await change('answerAccessQuestion', input, head)).data?.result.userErrors).toMatchObject([
      { code: 'ANSWERED' },
    ]);
    expect((await queue(head)).data?.accessQuestions.edges).toEqual([]);
    hub.facts[child] = atHome;
    const answered = [{ question: 'Why?', answer: 'To plan the trip.' }];
    const entryOf = async (personId: string) =>
      (await logOf({}, personId)).edges.find(({ node }) => node.text.startsWith('Lærer'))?.node.questions;
    expect(await entryOf(mother)).toEqual(answered);
    expect(await entryOf(father)).toEqual([]);
  });

  it('is not answered by the one whom it is about, nor by a teacher, who does not see it either', async () => {
    await place();
    const asked = await ask();
    asHead();
    const input = { questionId: asked?.question?.id, answer: 'Because.' };
    expect((await change('answerAccessQuestion', input, teacher)).data?.result.userErrors).toMatchObject([
      { code: 'OWN_LOOK_UP' },
    ]);
    hub.facts[child] = ['isContactTeacher', 'isEmployee'];
    expect((await change('answerAccessQuestion', input, head)).errors?.[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect((await queue(head)).data?.accessQuestions.edges).toEqual([]);
  });

  it('is refused about an entry that is none, and without words', async () => {
    const of = (input: object) => change('askAboutAccess', { childId: child, ...input }, mother);
    expect((await of({ entryId: randomUUID(), question: 'Why?' })).data?.result.userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    expect((await of({ entryId: 'none', question: ' ' })).data?.result.userErrors).toMatchObject([
      { code: 'TEXT_LENGTH' },
    ]);
  });

  it('is not asked by one who does not see the log', async () => {
    hub.facts[child] = ['isParent', 'holdsParentalResponsibility', 'clearedToKnowPlace'];
    const answer = await change('askAboutAccess', { childId: child, entryId: randomUUID(), question: 'Why?' }, father);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});
