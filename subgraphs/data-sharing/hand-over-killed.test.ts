import { afterEach, beforeAll, expect, it } from 'vitest';
import { father, mother } from './test-support/school-stand-in.ts';
import { answerAs, mutate } from './test-support/staff-work.ts';
import { Killed, prepareDatabase } from './test-support/test-hub.ts';
import { startTwoHubs, type TwoHubs } from './test-support/two-hubs.ts';

let hubs: TwoHubs;
beforeAll(prepareDatabase, 120_000);
afterEach(() => hubs.close());

const steps = [
  ['prepared', 'ringsaker', 'HandOverPrepared'],
  ['decided', 'ringsaker', 'CategoriesDecided'],
  ['asked', 'ringsaker', 'PermissionAsked'],
  ['permitted', 'ringsaker', 'PermissionGiven'],
  ['offered', 'ringsaker', 'OfferSent'],
  ['offered, as it arrives', 'sarpsborg', 'OfferReceived'],
  ['matched', 'sarpsborg', 'OfferMatched'],
  ['matched, as the answer leaves', 'sarpsborg', 'OfferAnswered'],
  ['matched, as the answer arrives', 'ringsaker', 'OfferAccepted'],
  ['sealed', 'ringsaker', 'PartSealed'],
  ['sealed, as it leaves', 'ringsaker', 'PartsSent'],
  ['received', 'sarpsborg', 'PartsReceived'],
  ['received, as the receipt leaves', 'sarpsborg', 'ReceiptSent'],
  ['closed', 'ringsaker', 'TransferClosed'],
] as const;

it.each(steps)(
  'a hand-over whose hub is killed as it is %s, before and after the commit, goes on with no effect twice',
  async (_, where, type) => {
    hubs = await startTwoHubs();
    const deaths: string[] = [];
    hubs[where].atCommit = (moment, happened) => {
      if (!happened.includes(type) || deaths.includes(moment)) return;
      deaths.push(moment);
      throw new Killed();
    };
    const id = await wholeHandOver();
    expect(deaths).toEqual(['before', 'after']);
    const { ringsaker, sarpsborg, to } = hubs;
    for (const hub of [ringsaker, sarpsborg]) {
      const history = await hub.history(id);
      for (const [, name, event] of steps.filter(([, name]) => hubs[name] === hub))
        expect([name, event, history.filter((one) => one === event).length]).toEqual([name, event, 1]);
      expect(await hub.published('transfer-closed.v1')).toHaveLength(1);
    }
    expect(await ringsaker.published('permission-asked.v1')).toHaveLength(1);
    expect(sarpsborg.school.stored.map((part) => part.split('/')[1])).toEqual(['health']);
    expect(sarpsborg.school.children.get(to)?.held.get('health')).toBe('Allergic to nuts');
  },
);

/** The whole story of one hand-over, with the permission of both parents. */
async function wholeHandOver(): Promise<string> {
  const { transfer, userErrors } = await mutate(hubs.ringsaker, 'prepareHandOver', 'PrepareHandOverInput', {
    childId: hubs.from,
    toOrganisation: hubs.sarpsborg.controller.organisationNumber,
    startsOn: '2027-08-16',
    direction: 'KINDERGARTEN_TO_SCHOOL',
    categories: ['health'],
  });
  expect(userErrors).toEqual([]);
  if (!transfer) throw new Error('nothing was prepared');
  await hubs.settle();
  for (const parent of [mother, father])
    await answerAs(hubs.ringsaker, hubs.from, parent, 'permitTransfer', transfer.id, ['health']);
  await hubs.settle();
  return transfer.id;
}
