import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { father, mother, tenYearOld } from './test-support/school-stand-in.ts';
import { answerAs, decisionsAt, mutate } from './test-support/staff-work.ts';
import type { TestHub } from './test-support/test-hub.ts';
import { startTwoHubs, type TwoHubs } from './test-support/two-hubs.ts';

let hubs: TwoHubs;
afterEach(() => hubs.close());

interface Twin {
  readonly givenName: string;
  /** Null: it has no number yet. */
  readonly nationalId: string | null;
  readonly health: string;
}
const ella: Twin = { givenName: 'Ella', nationalId: '17842152062', health: 'Allergic to nuts' };
const emil: Twin = { givenName: 'Emil', nationalId: '17842154073', health: 'Has asthma' };

/** Born on the same day, of the same parents: at a hub, with what it holds of the twin. */
function at(hub: TestHub, { givenName, nationalId }: Twin, held: Readonly<Record<string, string>> = {}): string {
  const id = randomUUID();
  const child = tenYearOld(id, held);
  hub.school.children.set(id, {
    ...child,
    identity: { givenName, nationalId, familyName: 'Haugen', birthDate: '2021-04-17' },
  });
  hub.facts[id] = ['isCaseWorker'];
  return id;
}

/** Both are handed over in one go, and their parents are asked of each; gives the hand-overs' ids. */
async function prepareTwins(...childIds: readonly string[]): Promise<readonly string[]> {
  const text = `mutation ($input: PrepareHandOversInput!) { prepareHandOvers(input: $input) { begun userErrors { code } } }`;
  const input = {
    idempotencyKey: randomUUID(),
    childIds,
    toOrganisation: hubs.sarpsborg.controller.organisationNumber,
    startsOn: '2027-08-16',
    direction: 'KINDERGARTEN_TO_SCHOOL',
    categories: ['health'],
  };
  const { data } = await hubs.ringsaker.query<{ prepareHandOvers: unknown }>(text, { input });
  expect(data?.prepareHandOvers).toEqual({ begun: 2, userErrors: [] });
  await hubs.settle();
  const asked = await hubs.ringsaker.published('permission-asked.v1');
  return childIds.map((childId) => {
    const { transferId } = (asked.find(({ subject }) => subject === childId)?.data ?? {}) as { transferId?: string };
    if (!transferId) throw new Error('nobody was asked of this twin');
    return transferId;
  });
}

const permit = async (childId: string, transferId: string) => {
  for (const parent of [mother, father])
    await answerAs(hubs.ringsaker, childId, parent, 'permitTransfer', transferId, ['health']);
  await hubs.settle();
};
const healthAt = (childId: string) => hubs.sarpsborg.school.children.get(childId)?.held.get('health');

it('twins in one batch are two hand-overs: an answer for one says nothing of the other, and each gets its own', async () => {
  hubs = await startTwoHubs();
  const from = [ella, emil].map((twin) => at(hubs.ringsaker, twin, { health: twin.health }));
  const [ellaThere = '', emilThere = ''] = [ella, emil].map((twin) => at(hubs.sarpsborg, twin));
  const [ofElla = '', ofEmil = ''] = await prepareTwins(...from);
  await permit(from[0] ?? '', ofElla);
  expect([healthAt(ellaThere), healthAt(emilThere)]).toEqual([ella.health, undefined]);
  expect(await decisionsAt(hubs.ringsaker, ofEmil)).toMatchObject({
    health: { status: 'awaiting-permission', answered: 0 },
  });
  await permit(from[1] ?? '', ofEmil);
  expect([healthAt(ellaThere), healthAt(emilThere)]).toEqual([ella.health, emil.health]);
});

it('a twin without a number waits for a person at the receiver: it is not taken for the other', async () => {
  hubs = await startTwoHubs();
  const unnumbered: Twin = { ...emil, nationalId: null };
  const from = [ella, unnumbered].map((twin) => at(hubs.ringsaker, twin, { health: twin.health }));
  const [ellaThere = '', emilThere = ''] = [ella, unnumbered].map((twin) => at(hubs.sarpsborg, twin));
  const [ofElla = '', ofEmil = ''] = await prepareTwins(...from);
  await permit(from[0] ?? '', ofElla);
  await permit(from[1] ?? '', ofEmil);
  expect([healthAt(ellaThere), healthAt(emilThere)]).toEqual([ella.health, undefined]);
  expect(await hubs.sarpsborg.history(ofEmil)).toContain('OfferNotMatched');
  hubs.sarpsborg.facts.viewer = ['isCaseWorker'];
  const input = { transferId: ofEmil, childId: emilThere };
  const { userErrors } = await mutate(hubs.sarpsborg, 'matchTransferRequest', 'MatchTransferRequestInput', input);
  expect(userErrors).toEqual([]);
  await hubs.settle();
  expect([healthAt(ellaThere), healthAt(emilThere)]).toEqual([ella.health, emil.health]);
});
