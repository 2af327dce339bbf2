import { afterEach, describe, expect, it } from 'vitest';
import { father, mother } from './test-support/school-stand-in.ts';
import { answerAs, decisionsAt, mutate } from './test-support/staff-work.ts';
import type { TestHub } from './test-support/test-hub.ts';
import { startTwoHubs, type TwoHubs } from './test-support/two-hubs.ts';

let hubs: TwoHubs;
afterEach(() => hubs.close());

const held = { 'development-observations': 'Plays well with others', health: 'Allergic to nuts' };
const begin = async (options: Parameters<typeof startTwoHubs>[0] = {}) => {
  hubs = await startTwoHubs({ held, ...options });
  return hubs;
};

const prepare = (over: Record<string, unknown> = {}, by: TestHub = hubs.ringsaker) =>
  mutate(by, 'prepareHandOver', 'PrepareHandOverInput', {
    childId: hubs.from,
    toOrganisation: hubs.sarpsborg.controller.organisationNumber,
    startsOn: '2027-08-16',
    direction: 'KINDERGARTEN_TO_SCHOOL',
    ...over,
  });
const begun = async (over: Record<string, unknown> = {}): Promise<string> => {
  const { transfer, userErrors } = await prepare(over);
  expect(userErrors).toEqual([]);
  if (!transfer) throw new Error('nothing was prepared');
  await hubs.settle();
  return transfer.id;
};
const answer = async (
  id: string,
  deed: 'permitTransfer' | 'refuseTransfer' | 'withdrawPermission',
  categories: readonly string[],
  ...persons: readonly string[]
) => {
  for (const person of persons) {
    const { userErrors } = await answerAs(hubs.ringsaker, hubs.from, person, deed, id, categories);
    expect(userErrors).toEqual([]);
  }
  await hubs.settle();
};
const phaseAt = async (hub: TestHub, id: string) => {
  const { data } = await hub.query<{ transfer: { phase: string } | null }>(
    'query ($id: ID!) { transfer(id: $id) { phase } }',
    { id },
  );
  return data?.transfer?.phase ?? null;
};
const waitsAt = async (hub: TestHub, id: string) => {
  const text = 'query ($id: ID!) { transfer(id: $id) { waitsFor { what why since until } } }';
  const { data, errors } = await hub.query<{ transfer: { waitsFor: ReadonlyArray<Record<string, unknown>> } }>(text, {
    id,
  });
  expect(errors ?? []).toEqual([]);
  return data?.transfer.waitsFor ?? [];
};
const passDays = async (days: number) => {
  hubs.clock.now = new Date(hubs.clock.now.getTime() + days * 86_400_000);
  await hubs.settle();
};
const all = [
  'attendance-totals',
  'attendance-reasons',
  'ongoing-assessment',
  'language-mapping',
  'individual-decisions',
  'development-observations',
  'expert-assessment-plans',
  'health',
];

describe('a kindergarten that hands a child over to a school', () => {
  it('asks every category that needs permission, and tells the school nothing, not even that the child is there', async () => {
    await begin();
    const id = await begun();
    const decisions = await decisionsAt(hubs.ringsaker, id);
    for (const category of all)
      expect(decisions[category]).toMatchObject({
        status: 'awaiting-permission',
        asked: 2,
        citation: 'barnehageloven § 2 a',
      });
    expect(decisions.identity).toMatchObject({ status: 'collected-anew' });
    expect(decisions['belief-exemption']).toMatchObject({ status: 'withheld' });
    expect(await phaseAt(hubs.sarpsborg, id)).toBeNull();
    expect(await hubs.sarpsborg.history(id)).toEqual([]);
    expect((await waitsAt(hubs.ringsaker, id)).map(({ what }) => what)).toEqual(all.map(() => 'permission'));
  });

  it('hands over what is permitted, withholds what is refused or left unanswered, and both sides close', async () => {
    await begin();
    const id = await begun();
    await answer(id, 'refuseTransfer', ['expert-assessment-plans'], father);
    await answer(id, 'permitTransfer', ['development-observations'], mother, father);
    await answer(id, 'permitTransfer', ['health'], mother);
    expect(await phaseAt(hubs.sarpsborg, id)).toBe('DECIDED');
    expect(hubs.sarpsborg.school.children.get(hubs.to)?.held.get('development-observations')).toBe(
      'Plays well with others',
    );
    await passDays(15);
    expect(await phaseAt(hubs.ringsaker, id)).toBe('CLOSED');
    expect(await phaseAt(hubs.sarpsborg, id)).toBe('CLOSED');
    const sent = await decisionsAt(hubs.ringsaker, id);
    expect(sent['development-observations']).toMatchObject({ status: 'received' });
    expect(sent.health).toMatchObject({ status: 'withheld', withheldWhy: 'silence' });
    expect(sent['expert-assessment-plans']).toMatchObject({ status: 'withheld', withheldWhy: 'refused' });
    const [closed] = await hubs.ringsaker.published('transfer-closed.v1');
    expect(closed?.data).toMatchObject({ form: 'HAND_OVER', side: 'SENDER' });
  });

  it('never tells the school what was asked, refused or left unanswered', async () => {
    await begin();
    const id = await begun();
    await answer(id, 'refuseTransfer', ['health'], father);
    await answer(id, 'permitTransfer', ['development-observations'], mother, father);
    await passDays(15);
    const told = await decisionsAt(hubs.sarpsborg, id);
    expect(Object.keys(told)).toEqual(['development-observations']);
  });

  it('closes without a word to the school when nothing is permitted', async () => {
    await begin();
    const id = await begun();
    await answer(id, 'refuseTransfer', all, mother);
    expect(await phaseAt(hubs.ringsaker, id)).toBe('CLOSED');
    await passDays(15);
    expect(await hubs.sarpsborg.history(id)).toEqual([]);
  });

  it('lets a permission be taken back until the school has found its child', async () => {
    await begin();
    const child = hubs.sarpsborg.school.children.get(hubs.to);
    hubs.sarpsborg.school.children.delete(hubs.to);
    const id = await begun();
    await answer(id, 'permitTransfer', ['health', 'development-observations'], mother, father);
    expect((await waitsAt(hubs.ringsaker, id)).map(({ what }) => what)).toContain('offer-answer');
    await answer(id, 'withdrawPermission', ['health'], father);
    if (child) hubs.sarpsborg.school.children.set(hubs.to, child);
    await passDays(2);
    await passDays(15);
    expect(await phaseAt(hubs.sarpsborg, id)).toBe('CLOSED');
    expect(hubs.sarpsborg.school.children.get(hubs.to)?.held.has('health')).toBe(false);
    expect(hubs.sarpsborg.school.children.get(hubs.to)?.held.has('development-observations')).toBe(true);
  });

  it('reminds those who have not answered before the deadline, once, and nobody else', async () => {
    await begin({ settings: { permissionDays: 10, permissionReminderDays: [3] } });
    const id = await begun();
    await answer(id, 'permitTransfer', all, mother);
    await passDays(6);
    expect(await hubs.ringsaker.published('permission-reminded.v1')).toEqual([]);
    await passDays(1.01);
    await passDays(0.5);
    const reminded = await hubs.ringsaker.published('permission-reminded.v1');
    expect(reminded.map(({ data }) => (data as { personIds: string[] }).personIds)).toEqual([[father]]);
  });
});

describe('a hand-over whose child the receiver does not surely know', () => {
  it('waits in a person’s queue, and is matched by a person or declined, never guessed', async () => {
    await begin();
    const child = hubs.sarpsborg.school.children.get(hubs.to);
    if (!child) throw new Error('no child');
    const { identity } = child;
    hubs.sarpsborg.school.children.set(hubs.to, { ...child, identity: { ...identity, nationalId: null } });
    const id = await begun();
    await answer(id, 'permitTransfer', ['health'], mother, father);
    hubs.sarpsborg.facts.viewer = ['isCaseWorker'];
    const queue = await hubs.sarpsborg.query<{ requestsToMatch: { edges: ReadonlyArray<{ node: unknown }> } }>(
      '{ requestsToMatch { edges { node { id offered givenName why counterpart { name } } } } }',
      {},
    );
    expect(queue.data?.requestsToMatch.edges.map(({ node }) => node)).toEqual([
      {
        id,
        offered: true,
        givenName: 'Nora',
        why: 'No sure match: look at name and birth date',
        counterpart: { name: 'Ringsaker kommune' },
      },
    ]);
    const { userErrors } = await mutate(hubs.sarpsborg, 'matchTransferRequest', 'MatchTransferRequestInput', {
      transferId: id,
      childId: hubs.to,
    });
    expect(userErrors).toEqual([]);
    await passDays(15);
    expect(await phaseAt(hubs.sarpsborg, id)).toBe('CLOSED');
  });

  it('is over at both hubs when the receiver says that no child of theirs is meant', async () => {
    await begin();
    hubs.sarpsborg.school.children.delete(hubs.to);
    const id = await begun();
    await answer(id, 'permitTransfer', ['health'], mother, father);
    hubs.sarpsborg.facts.viewer = ['isCaseWorker'];
    const input = { transferId: id, reason: 'Lives elsewhere' };
    const { userErrors } = await mutate(hubs.sarpsborg, 'dismissTransferRequest', 'TransferReasonInput', input);
    expect(userErrors).toEqual([]);
    await hubs.settle();
    expect(await phaseAt(hubs.ringsaker, id)).toBe('CANCELLED');
    expect(await hubs.ringsaker.history(id)).toContain('OfferDeclined');
    expect(await hubs.ringsaker.history(id)).not.toContain('PartSealed');
  });
});

describe('a hand-over that is corrected or cancelled', () => {
  it('is told to the receiver when the sender cancels what it has offered', async () => {
    await begin({ settings: { receiveAutomatically: false } });
    const id = await begun();
    await answer(id, 'permitTransfer', ['health'], mother, father);
    const { userErrors } = await mutate(hubs.ringsaker, 'cancelTransfer', 'TransferReasonInput', {
      transferId: id,
      reason: 'The family stays',
    });
    expect(userErrors).toEqual([]);
    await hubs.settle();
    expect(await phaseAt(hubs.ringsaker, id)).toBe('CANCELLED');
    expect(await phaseAt(hubs.sarpsborg, id)).toBe('CANCELLED');
    // Said once, and not back again.
    expect((await hubs.sarpsborg.history(id)).filter((type) => type === 'CancellationTold')).toEqual([]);
  });

  it('is cancelled by the receiver too', async () => {
    await begin({ settings: { receiveAutomatically: false } });
    const id = await begun();
    await answer(id, 'permitTransfer', ['health'], mother, father);
    await mutate(hubs.sarpsborg, 'cancelTransfer', 'TransferReasonInput', { transferId: id, reason: 'Not coming' });
    await hubs.settle();
    expect(await phaseAt(hubs.ringsaker, id)).toBe('CANCELLED');
  });

  it('is replaced by another: the first is cancelled, nobody is asked twice at once', async () => {
    await begin();
    const first = await begun();
    expect((await prepare()).userErrors).toMatchObject([{ code: 'ALREADY_ANNOUNCED' }]);
    const second = await begun({ startsOn: '2027-08-17', replaces: first });
    expect(await phaseAt(hubs.ringsaker, first)).toBe('CANCELLED');
    expect(await phaseAt(hubs.ringsaker, second)).toBe('DECIDED');
  });

  it('asks nobody before its hold is over', async () => {
    await begin({ settings: { holdSeconds: 86_400 } });
    const id = await begun();
    expect(await phaseAt(hubs.ringsaker, id)).toBe('MATCHED');
    expect((await waitsAt(hubs.ringsaker, id)).map(({ what }) => what)).toEqual(['hold']);
    expect(await hubs.ringsaker.published('permission-asked.v1')).toEqual([]);
  });
});

describe('a school that hands over on its own initiative', () => {
  it('shares after permission alone: what the receiver may fetch is left for it to ask for', async () => {
    await begin();
    const id = await begun({ direction: 'SCHOOL_TO_SCHOOL', startsOn: '2026-12-01' });
    const decisions = await decisionsAt(hubs.ringsaker, id);
    expect(decisions.health).toMatchObject({ status: 'awaiting-permission', citation: 'opplæringslova § 25-1 (4)' });
    expect(decisions.enrolment).toMatchObject({ status: 'withheld', withheldWhy: 'not-asked-for' });
  });

  it('refuses a category that no permission opens', async () => {
    await begin();
    for (const category of ['enrolment', 'messages'])
      expect((await prepare({ direction: 'SCHOOL_TO_SCHOOL', categories: [category] })).userErrors).toMatchObject([
        { code: 'NOT_HANDED_OVER' },
      ]);
    expect((await prepare({ direction: 'ABROAD' })).userErrors).toMatchObject([{ code: 'NOTHING_TO_HAND_OVER' }]);
  });
});

describe('from kindergarten to kindergarten', () => {
  const direction = 'KINDERGARTEN_TO_KINDERGARTEN';
  it('nothing goes of a child that may not be named', async () => {
    await begin();
    const id = await begun({ direction });
    await answer(id, 'permitTransfer', ['health'], mother, father);
    expect(await hubs.sarpsborg.history(id)).toEqual([]);
    await answer(id, 'refuseTransfer', ['identity'], mother);
    expect(await hubs.sarpsborg.history(id)).toEqual([]);
    expect((await decisionsAt(hubs.ringsaker, id)).health).toMatchObject({
      status: 'withheld',
      withheldWhy: 'identity-withheld',
    });
    expect(await phaseAt(hubs.ringsaker, id)).toBe('CLOSED');
  });

  it('goes when the child may be named', async () => {
    await begin();
    const id = await begun({ direction, categories: ['health'] });
    await answer(id, 'permitTransfer', ['identity', 'health'], mother, father);
    expect(await phaseAt(hubs.sarpsborg, id)).toBe('CLOSED');
    expect(hubs.sarpsborg.school.children.get(hubs.to)?.held.get('health')).toBe('Allergic to nuts');
  });
});

describe('a child on a graded address', () => {
  it('strictly graded is answered as one that is not here, and nothing is kept', async () => {
    await begin();
    const child = hubs.ringsaker.school.children.get(hubs.from);
    if (child) child.standing = { ...child.standing, grading: 'STRICTLY_CONFIDENTIAL' };
    expect((await prepare()).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const { data } = await hubs.ringsaker.query<{ transfers: { edges: unknown[] } }>(
      '{ transfers { edges { cursor } } }',
      {},
    );
    expect(data?.transfers.edges).toEqual([]);
  });

  it('graded is released part by part by a named person, at both hubs', async () => {
    await begin();
    for (const [hub, id] of [
      [hubs.ringsaker, hubs.from],
      [hubs.sarpsborg, hubs.to],
    ] as const) {
      const child = hub.school.children.get(id);
      if (child) child.standing = { ...child.standing, grading: 'CONFIDENTIAL' };
      hub.facts[id] = ['namedForCase', 'isEmployee', 'addressConfidential'];
    }
    const id = await begun({ categories: ['health'] });
    await answer(id, 'permitTransfer', ['health'], mother, father);
    expect(await hubs.sarpsborg.history(id)).toEqual([]);
    for (const category of ['health', 'identity', 'guardians-contact', 'enrolment', 'own-work']) {
      const { userErrors } = await mutate(hubs.ringsaker, 'releaseTransferPart', 'ReleaseTransferPartInput', {
        transferId: id,
        category,
        release: true,
        reason: 'Looked through',
      });
      expect(userErrors).toEqual([]);
    }
    await hubs.settle();
    expect((await waitsAt(hubs.sarpsborg, id)).map(({ what }) => what)).toEqual(['release-of-the-answer']);
    await mutate(hubs.sarpsborg, 'releaseTransferRequest', 'TransferReasonInput', {
      transferId: id,
      reason: 'Known to us',
    });
    await hubs.settle();
    expect(await phaseAt(hubs.sarpsborg, id)).toBe('CLOSED');
    expect(await phaseAt(hubs.ringsaker, id)).toBe('CLOSED');
  });
});

describe('from a kindergarten to a school of the same municipality', () => {
  const within = () => ({ toOrganisation: hubs.ringsaker.controller.organisationNumber });

  it('sends nothing: what is permitted is opened to the school, and the rest is not', async () => {
    await begin();
    const id = await begun({ ...within(), categories: ['health', 'development-observations'] });
    await answer(id, 'permitTransfer', ['development-observations'], mother, father);
    const shared = await hubs.ringsaker.published('shared-within.v1');
    expect(shared.map(({ data }) => data)).toMatchObject([
      {
        transferId: id,
        childId: hubs.from,
        categories: ['development-observations'],
        legalBasis: 'barnehageloven § 2 a',
      },
    ]);
    await answer(id, 'refuseTransfer', ['health'], father);
    expect(await phaseAt(hubs.ringsaker, id)).toBe('CLOSED');
    const decisions = await decisionsAt(hubs.ringsaker, id);
    expect(decisions['development-observations']).toMatchObject({ status: 'shared' });
    expect(decisions.health).toMatchObject({ status: 'withheld', withheldWhy: 'refused' });
    expect(await hubs.ringsaker.published('parts-requested.v1')).toEqual([]);
    const [closed] = await hubs.ringsaker.published('transfer-closed.v1');
    expect(closed?.data).toMatchObject({ side: 'WITHIN', form: 'HAND_OVER' });
  });

  it('is refused in the other directions: there the record simply goes on', async () => {
    await begin();
    for (const direction of ['SCHOOL_TO_SCHOOL', 'KINDERGARTEN_TO_KINDERGARTEN'])
      expect((await prepare({ ...within(), direction })).userErrors).toMatchObject([{ code: 'ONE_CONTROLLER' }]);
  });
});
