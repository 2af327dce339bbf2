import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DemoHubName } from '#cli/demo/demo-folder.ts';
import {
  act,
  askFor,
  beginJourney,
  type Journey,
  present,
  refusals,
  untilPermissionIsAsked,
  untilPhase,
} from '#test/support/journey.ts';
import { childIdOf } from '#test/support/look-inside.ts';
import type { MutationResult, PersonGraph } from '#test/support/person-graph.ts';
import { everyAnswer, knownOf, marksOf, tracesIn } from '#test/support/traces.ts';
import { until } from '#test/support/until.ts';

// A child is placed in another municipality from one day to the next (akutt omsorgsvedtak, opplæringslova § 24-4): barnevernstjenesten and
// the foster parents decide, and the parents must not learn where.

// Everything is asked, by everybody.
vi.setConfig({ testTimeout: 240_000 });
let journey: Journey;
let childId: string;
let parents: Readonly<Record<'mother' | 'father', string>>;
let transferId: string;
const hubs = ['ringsaker', 'sarpsborg'] as const;
const mover = () => journey.mover('main');
const protection: PersonInput = {
  nationalId: '03828002170',
  givenName: 'Barnevernstjenesten',
  familyName: 'Ringsaker',
};
const foster: PersonInput = { nationalId: '06858402040', givenName: 'Liv', familyName: 'Moen' };
interface PersonInput {
  readonly nationalId: string;
  readonly givenName: string;
  readonly familyName: string;
}
const as = (hub: DemoHubName, { nationalId }: Pick<PersonInput, 'nationalId'>) =>
  journey.as(hub, { kind: 'national-id', nationalId });
const rows = async <Row>(hub: DemoHubName, query: ReturnType<typeof sql<Row>>) =>
  (await query.execute(journey.hub(hub).database.kysely)).rows;
const idOf = async (graph: PersonGraph) =>
  (await graph.ask<{ me: { personId: string } | null }>('{ me { personId } }')).me?.personId ?? '';

async function recordRight(hub: DemoHubName, right: Record<string, unknown>): Promise<void> {
  const mutation =
    'mutation ($input: RecordRightInput!) { result: recordRight(input: $input) { userErrors { code message } } }';
  const input = {
    childId: await childIdOf(journey, mover(), hub),
    reason: 'Akutt omsorgsvedtak, sak 2026/114',
    validFrom: journey.clock.now().toISOString().slice(0, 10),
    ...right,
  };
  expect((await journey.as(hub, 'case-worker').act<MutationResult>(mutation, input)).userErrors).toEqual([]);
}
async function tellAll(): Promise<void> {
  for (const hub of hubs) {
    await journey.hub(hub).settle();
    await journey.hub(hub).subgraphs.parentCommunication.tellDueNotices();
  }
}
/** Who has been told that something of the child waits since it was decided, or is to be told. */
const toldOfChild = async () =>
  (
    await rows(
      'ringsaker',
      sql<{ recipient: string }>`select distinct recipient from parent_communication.notice
        where child_id = ${childId} and (told_at is null or told_at > ${decidedAt.toISOString()})`,
    )
  ).map(({ recipient }) => recipient);
const send = (graph: PersonGraph, of: string, to: readonly string[]) =>
  graph.act<MutationResult>(
    'mutation ($input: SendMessageInput!) { result: sendMessage(input: $input) { userErrors { code message } } }',
    { childId: of, to, subject: 'Velkommen', text: 'Møt ved hovedinngangen på mandag.' },
  );
/** What is shown of the child, wherever one asks. */
async function seenBy(hub: DemoHubName, graph: PersonGraph): Promise<readonly string[]> {
  const marks = await marksOf(journey.hub(hub), await childIdOf(journey, mover(), hub));
  return tracesIn(await everyAnswer(graph, await knownOf(journey.hub(hub), marks)), marks);
}

let decidedAt: Date;
let exportId: string;
beforeAll(async () => {
  journey = await beginJourney();
  childId = await childIdOf(journey, mover(), 'ringsaker');
  const mother = journey.as('ringsaker', 'mother');
  parents = { mother: await idOf(mother), father: await idOf(journey.as('ringsaker', 'father')) };
  // What was under way before: a digest that has not gone out, and a copy of all that is held.
  await mother.act(
    'mutation ($input: ChooseNotificationsInput!) { result: chooseNotifications(input: $input) { userErrors { code message } } }',
    { language: 'nb', digest: { every: 'DAY', at: '17:00' } },
  );
  await send(journey.as('ringsaker', 'contact-teacher', 'education'), childId, [parents.mother]);
  const request = `mutation ($input: RequestExportInput!) { result: requestExport(input: $input) { export { id } userErrors { code message } } }`;
  const asked = await mother.act<MutationResult & { readonly export: { readonly id: string } }>(request, {
    childId,
    language: 'NB',
  });
  exportId = asked.export.id;
  await tellAll();
  await until('the export is made', async () => {
    const { pupil } = await mother.ask<{ pupil: { dataExports: readonly { state: string }[] } }>(
      'query ($id: ID!) { pupil(id: $id) { dataExports { state } } }',
      { id: childId },
    );
    return pupil.dataExports[0]?.state === 'MADE';
  });
  const screen = `mutation ($input: ScreenExportInput!) { result: screenExport(input: $input) { userErrors { code message } } }`;
  await journey.as('ringsaker', 'rektor', 'education').act(screen, { exportId, holdBack: [] });
}, 240_000);
afterAll(() => journey.end());

describe('an acute placement in another municipality', () => {
  it('begins where a parent sees the child', async () => {
    expect((await seenBy('ringsaker', journey.as('ringsaker', 'mother'))).length).toBeGreaterThan(10);
  });

  it('is asked about to barnevernstjenesten and the foster home, and the parents are neither asked nor told', async () => {
    decidedAt = journey.clock.now();
    for (const hub of hubs) {
      await recordRight(hub, { kind: 'CARE_ORDER' });
      await recordRight(hub, { kind: 'CHILD_PROTECTION', person: protection });
      await recordRight(hub, { kind: 'FOSTER_PARENT', person: foster });
    }
    await tellAll();
    transferId = await askFor(journey, mover(), ['enrolment'], ['health']);
    await untilPermissionIsAsked(journey, transferId, 'health', 2);
    // The morning after, and the hour of the digest.
    journey.clock.pass({ days: 1, minutes: 600 });
    await tellAll();
    const told = await toldOfChild();
    expect(told).toContain(await idOf(as('ringsaker', foster)));
    expect(told).toContain(await idOf(as('ringsaker', protection)));
    for (const parent of Object.values(parents)) expect(told).not.toContain(parent);
  });

  it('is permitted by those two, and by no parent', async () => {
    for (const parent of ['mother', 'father'])
      await expect(
        act(journey.as('ringsaker', parent), 'permitTransfer', { transferId, categories: ['health'] }),
      ).rejects.toThrow();
    for (const one of [foster, protection])
      expect(
        await refusals(act(as('ringsaker', one), 'permitTransfer', { transferId, categories: ['health'] })),
      ).toEqual([]);
    await untilPhase(journey.sending, transferId, 'CLOSED');
    await untilPhase(journey.receiving, transferId, 'CLOSED');
  });

  it('leaves the parents nothing of the child: in no answer, list, count, log, move or record of either hub; the foster home sees', async () => {
    for (const [hub, parent] of [
      ['ringsaker', 'mother'],
      ['ringsaker', 'father'],
      ['sarpsborg', 'mother'],
    ] as const)
      expect([hub, parent, await seenBy(hub, await parentAt(hub, parent))]).toEqual([hub, parent, []]);
    for (const hub of hubs) expect((await seenBy(hub, as(hub, foster))).length).toBeGreaterThan(10);
  });

  it('nor what was made before: the copy is not collected, the thread is closed, the log is not theirs', async () => {
    const mother = journey.as('ringsaker', 'mother');
    const collect =
      'mutation ($input: CollectExportInput!) { collectExport(input: $input) { file { json } userErrors { code } } }';
    const { errors } = await mother.answerTo(collect, { input: { exportId } });
    expect(errors.map(({ code }) => code)).toEqual(['NOT_FOUND']);
    const threads = await rows(
      'ringsaker',
      sql<{ status: string }>`select distinct status from parent_communication.thread where child_id = ${childId}`,
    );
    expect(threads).toEqual([{ status: 'CLOSED' }]);
    const log = 'query ($id: ID!) { pupil(id: $id) { accessLog(first: 1) { edges { node { id } } } } }';
    expect((await mother.answerTo(log, { id: childId })).data).toEqual({ pupil: null });
    const fosters = await as('ringsaker', foster).ask<{ pupil: { accessLog: { edges: unknown[] } } }>(log, {
      id: childId,
    });
    expect(fosters.pupil.accessLog.edges.length).toBeGreaterThan(0);
  });

  it('names the new place in no public title of the archive, and lets the new school write to the foster home alone', async () => {
    const there = await childIdOf(journey, mover(), 'sarpsborg');
    const teacher = await contactTeacherAt('sarpsborg', there);
    const mother = await idOf(await parentAt('sarpsborg', 'mother'));
    expect((await send(teacher, there, [mother])).userErrors.map(({ code }) => code)).toEqual(['MAY_NOT_RECEIVE']);
    expect((await send(teacher, there, [await idOf(as('sarpsborg', foster))])).userErrors).toEqual([]);
    const [place] = await rows(
      'sarpsborg',
      sql<{ names: string[] }>`select array_agg(unit.name) as names from school_administration.enrolment
        join school_administration.unit on unit.id = enrolment.unit_id where enrolment.child_id = ${there}`,
    );
    const titles = await rows(
      'ringsaker',
      sql<{
        title: string;
      }>`select body->>'publicTitle' as title from archive.journal_entry where child_id = ${childId}`,
    );
    expect(titles.length).toBeGreaterThan(0);
    for (const name of [...present(place, 'place').names, 'Sarpsborg'])
      expect(titles.filter(({ title }) => title.includes(name))).toEqual([]);
  });
});

/** A parent at the other hub: Folkeregisteret has given it the right, whoever they are there. */
async function parentAt(hub: DemoHubName, parent: string): Promise<PersonGraph> {
  const [row] = await rows(
    'ringsaker',
    sql<{
      nationalId: string;
    }>`select national_id from school_administration.person where id = ${parents[parent as 'mother' | 'father']}`,
  );
  return as(hub, present(row, 'parent'));
}

async function contactTeacherAt(hub: DemoHubName, of: string): Promise<PersonGraph> {
  const [row] = await rows(
    hub,
    sql<{ nationalId: string | null; feideId: string | null }>`select person.national_id, person.feide_id
      from school_administration.membership mine join school_administration.membership theirs
        on theirs.group_id = mine.group_id and theirs.person_id = ${of} and theirs.role = 'PUPIL'
      join school_administration.person on person.id = mine.person_id
      where mine.role in ('CONTACT_TEACHER', 'TEACHER') order by mine.role limit 1`,
  );
  const { nationalId, feideId } = present(row, 'teacher');
  return journey.as(
    hub,
    feideId ? { kind: 'feide', feideId } : { kind: 'national-id', nationalId: nationalId ?? '' },
    'education',
  );
}
