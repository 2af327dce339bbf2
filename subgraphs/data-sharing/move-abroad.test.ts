import { createHash } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fact } from '#contracts/facts.ts';
import type { Viewer } from '#kit/access/viewer.ts';
import { father, mother } from './test-support/school-stand-in.ts';
import { decisionsAt, mutate } from './test-support/staff-work.ts';
import { Killed, prepareDatabase } from './test-support/test-hub.ts';
import { startTwoHubs, type TwoHubs } from './test-support/two-hubs.ts';

let hubs: TwoHubs;
beforeAll(prepareDatabase, 120_000);
afterEach(() => hubs.close());

const input = (over: Record<string, unknown> = {}) => ({
  childId: hubs.from,
  lastDay: '2026-11-30',
  reason: 'The family has told us',
  language: 'EN',
  ...over,
});
const record = (over: Record<string, unknown> = {}) =>
  mutate(hubs.ringsaker, 'recordMoveAbroad', 'RecordMoveAbroadInput', input(over));
const recorded = async (over: Record<string, unknown> = {}): Promise<string> => {
  const { transfer, userErrors } = await record(over);
  expect(userErrors).toEqual([]);
  if (!transfer) throw new Error('nothing was recorded');
  await hubs.settle();
  return transfer.id;
};

interface Got {
  readonly document: { readonly text: string | null; readonly checksum: string; readonly fileName: string } | null;
  readonly userErrors: ReadonlyArray<{ readonly code: string }>;
}
const parent: readonly Fact[] = ['isParent', 'holdsParentalResponsibility', 'clearedToKnowPlace', 'livesWithChild'];
const head: readonly Fact[] = ['leadsSchool', 'isEmployee'];

/** Somebody with these facts about the child, and none other, gets the document. */
async function get(
  transferId: string,
  {
    facts,
    personId,
    givenTo,
    key = crypto.randomUUID(),
  }: { facts: readonly Fact[]; personId?: string; givenTo?: string; key?: string },
) {
  const before = hubs.ringsaker.facts[hubs.from] ?? [];
  hubs.ringsaker.facts[hubs.from] = facts;
  const [name, type] = givenTo ? ['giveDocument', 'GiveDocumentInput'] : ['collectDocument', 'TransferInput'];
  const viewer: Partial<Viewer> = personId ? ({ personId } as Partial<Viewer>) : {};
  const answer = await hubs.ringsaker.query<{ result: Got }>(
    `mutation ($input: ${type}!) { result: ${name}(input: $input) { document { fileName checksum text } userErrors { code } } }`,
    { input: { idempotencyKey: key, transferId, ...(givenTo ? { givenTo } : {}) } },
    viewer,
  );
  hubs.ringsaker.facts[hubs.from] = before;
  return answer;
}
const passTo = async (day: string) => {
  hubs.clock.now = new Date(day);
  await hubs.settle();
};

describe('a move abroad', () => {
  it('makes one document of what is held, and tells no other hub', async () => {
    hubs = await startTwoHubs();
    const id = await recorded();
    expect(await decisionsAt(hubs.ringsaker, id)).toMatchObject({
      health: { status: 'documents-to-parents', asked: 0 },
      'own-work': { status: 'empty' },
      'guardians-contact': { status: 'withheld' },
      messages: { status: 'withheld' },
    });
    const { data } = await get(id, { facts: parent, personId: mother });
    const { document } = data?.result ?? {};
    expect(document?.text).toContain('Allergic to nuts');
    expect(
      createHash('sha256')
        .update(document?.text ?? '', 'utf8')
        .digest('hex'),
    ).toBe(document?.checksum);
    expect(await hubs.sarpsborg.history(id)).toEqual([]);
    const [made] = await hubs.ringsaker.published('transfer-document-made.v1');
    expect(made?.data).toMatchObject({ transferId: id, language: 'en', checksum: document?.checksum });
    expect(JSON.stringify(made)).not.toContain('nuts');
    const [asked] = await hubs.ringsaker.published('parts-requested.v1');
    expect(asked?.data).toMatchObject({ receiver: hubs.ringsaker.controller.organisationNumber });
  });

  it('closes when the last day is over: the child has left, and the document can still be got', async () => {
    hubs = await startTwoHubs();
    const id = await recorded();
    expect(await hubs.ringsaker.published('transfer-closed.v1')).toEqual([]);
    await passTo('2026-12-01T00:00:01Z');
    const [closed] = await hubs.ringsaker.published('transfer-closed.v1');
    expect(closed?.data).toMatchObject({
      side: 'SENDER',
      form: 'FETCH',
      abroad: true,
      unitId: null,
      receiptHash: null,
    });
    expect((await get(id, { facts: parent, personId: father })).data?.result.userErrors).toEqual([]);
  });

  it('gives the document to those who decide alone, and says on the timeline who got it', async () => {
    hubs = await startTwoHubs();
    const id = await recorded();
    for (const facts of [['isCaseWorker'], ['isContactTeacher'], ['isPupil'], ['isParent', 'livesWithChild']] as const)
      expect((await get(id, { facts })).errors?.length).toBeGreaterThan(0);
    expect((await get(id, { facts: ['isCaseWorker'], givenTo: mother })).errors?.length).toBeGreaterThan(0);
    const stranger = await get(id, { facts: head, givenTo: crypto.randomUUID() });
    expect(stranger.data?.result).toMatchObject({ document: null, userErrors: [{ code: 'NOT_THEIRS_TO_DECIDE' }] });
    const key = crypto.randomUUID();
    for (let times = 0; times < 2; times += 1)
      expect((await get(id, { facts: head, givenTo: father, key })).data?.result.document?.text).toContain('nuts');
    await get(id, { facts: parent, personId: mother });
    const { data } = await hubs.ringsaker.query<{
      transfer: { document: object; timeline: ReadonlyArray<{ type: string; actorRole: string | null }> };
    }>(
      `query ($id: ID!) { transfer(id: $id) { lastDay document { language timesGiven categories }
        timeline { type actorRole } } }`,
      { id },
    );
    expect(data?.transfer).toMatchObject({
      lastDay: '2026-11-30',
      document: { language: 'EN', timesGiven: 2, categories: ['enrolment', 'final-assessment', 'health'] },
    });
    const given = data?.transfer.timeline.filter(({ type }) => type === 'DocumentGiven') ?? [];
    expect(given.map(({ actorRole }) => actorRole)).toEqual(['staff', 'decider']);
  });

  it('is refused of a strictly graded child as of one who does not exist', async () => {
    hubs = await startTwoHubs();
    const child = hubs.ringsaker.school.children.get(hubs.from);
    if (child) child.standing = { ...child.standing, grading: 'STRICTLY_CONFIDENTIAL' };
    const refused = await record();
    hubs.ringsaker.school.children.delete(hubs.from);
    expect(await record()).toEqual(refused);
    expect(refused.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it('is out of reach as soon as the child is strictly graded', async () => {
    hubs = await startTwoHubs();
    const id = await recorded();
    const key = crypto.randomUUID();
    const before = await get(id, { facts: parent, personId: mother, key });
    expect(before.data?.result.document?.text).toContain('nuts');
    const child = hubs.ringsaker.school.children.get(hubs.from);
    if (child) child.standing = { ...child.standing, grading: 'STRICTLY_CONFIDENTIAL' };
    // Also to one who asks again with the key under which it was given.
    expect((await get(id, { facts: parent, personId: mother, key })).data?.result).toMatchObject({
      document: null,
      userErrors: [{ code: 'NOT_FOUND' }],
    });
  });

  it('says how it is known, is recorded once, and is corrected by a new one in its place', async () => {
    hubs = await startTwoHubs();
    expect((await record({ reason: ' ' })).userErrors).toMatchObject([{ code: 'REASON_MISSING' }]);
    const first = await recorded();
    expect((await record()).userErrors).toMatchObject([{ code: 'ALREADY_ANNOUNCED' }]);
    await get(first, { facts: parent, personId: mother });
    const second = await recorded({ lastDay: '2026-12-04', replaces: first });
    expect((await hubs.ringsaker.history(first)).slice(-2)).toEqual(['GivenNotRecalled', 'TransferCancelled']);
    expect((await get(first, { facts: parent, personId: mother })).data?.result.userErrors).toMatchObject([
      { code: 'CANCELLED' },
    ]);
    const cancel = { transferId: second, reason: 'They stay' };
    expect((await mutate(hubs.ringsaker, 'cancelTransfer', 'TransferReasonInput', cancel)).userErrors).toEqual([]);
    expect((await hubs.ringsaker.history(second)).at(-1)).toBe('TransferCancelled');
    expect((await record({ replaces: crypto.randomUUID() }).catch((error) => error)) instanceof Error).toBe(true);
  });

  it('waits for a move to another controller that is under way', async () => {
    hubs = await startTwoHubs();
    const elsewhere = await mutate(hubs.ringsaker, 'prepareHandOver', 'PrepareHandOverInput', {
      childId: hubs.from,
      toOrganisation: hubs.sarpsborg.controller.organisationNumber,
      startsOn: '2027-08-16',
      direction: 'KINDERGARTEN_TO_SCHOOL',
    });
    expect(elsewhere.userErrors).toEqual([]);
    expect((await record()).userErrors).toMatchObject([{ code: 'MOVES_ELSEWHERE' }]);
  });
});

describe('a move abroad whose hub is killed', () => {
  const steps = [
    'MoveAbroadRecorded',
    'CategoriesDecided',
    'PartsWanted',
    'PartSealed',
    'DocumentMade',
    'TransferClosed',
  ];
  it.each(steps)('at %s, before and after the commit, goes on with no effect twice', async (type) => {
    hubs = await startTwoHubs();
    const deaths: string[] = [];
    hubs.ringsaker.atCommit = (moment, happened) => {
      if (!happened.includes(type) || deaths.includes(moment)) return;
      deaths.push(moment);
      throw new Killed();
    };
    const id = await recorded();
    await passTo('2026-12-01T00:00:01Z');
    const history = await hubs.ringsaker.history(id);
    for (const one of ['MoveAbroadRecorded', 'CategoriesDecided', 'DocumentMade', 'TransferClosed'])
      expect([one, history.filter((each) => each === one).length]).toEqual([one, 1]);
    expect(await hubs.ringsaker.published('transfer-document-made.v1')).toHaveLength(1);
    const [ready, ...more] = await hubs.ringsaker.published('transfer-document-ready.v1');
    expect([ready?.data, more]).toMatchObject([{ transferId: id, toTell: expect.arrayContaining([mother]) }, []]);
    expect((await get(id, { facts: parent, personId: mother })).data?.result.document?.text).toContain('nuts');
    expect(deaths).toEqual(['before', 'after']);
  });
});
