import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ofHub } from '#cli/demo/demo-folder.ts';
import { beginHandOverJourney, type HandOverJourney, handOver, record } from '#test/support/hand-over-journey.ts';
import { act, refusals, statusesOf, transferAt, untilPhase, untilStatus } from '#test/support/journey.ts';
import { until } from '#test/support/until.ts';

let journey: HandOverJourney;
beforeAll(async () => {
  // A private owner is a controller of its own: the same provisions bind it (barnehageloven § 47 a).
  journey = await beginHandOverJourney({ children: 4, to: 'kindergarten', kinds: { ringsaker: 'PRIVATE_OWNER' } });
  for (const place of [0, 1, 2, 3])
    await record(journey.sending, await journey.childId(place, 'ringsaker'), 'HEALTH_NOTE', 'Tåler ikke nøtter');
}, 240_000);
afterAll(() => journey.end());

const over = { direction: 'KINDERGARTEN_TO_KINDERGARTEN', startsOn: '2027-01-04' };
const permit = async (place: number, transferId: string, categories: readonly string[]) => {
  for (const holder of journey.holders(place))
    expect(await refusals(act(holder, 'permitTransfer', { transferId, categories }))).toEqual([]);
};
const seen = () => ofHub(journey.linkTo, 'sarpsborg').seen;

describe('a child who changes from a private owner’s kindergarten to a municipality’s', () => {
  it('goes with what both parents permit, who it is included', async () => {
    const id = await handOver(journey, 0, { ...over, categories: ['health', 'guardians-contact'] });
    await permit(0, id, ['identity', 'health', 'guardians-contact']);
    const closed = await untilPhase(journey.sending, id, 'CLOSED');
    expect(statusesOf(closed)).toMatchObject({ identity: 'received', health: 'received', enrolment: 'withheld' });
    const received = await untilPhase(journey.receiving, id, 'CLOSED');
    expect(received.decisions?.every(({ citation }) => citation === 'barnehageloven § 47 a (2)')).toBe(true);
  });

  it('is journalled by the private owner too: every hand-over must be shown, although only decisions are archived', async () => {
    const [edge] = await transfersOf(0);
    await until('it is journalled', async () => (await transferAt(journey.sending, edge ?? ''))?.journalEntry);
    expect(ofHub(journey.settings, 'ringsaker').controller.kind).toBe('PRIVATE_OWNER');
  });

  it('stays unknown there when a parent refuses to have it named, whatever else is permitted', async () => {
    const before = seen().length;
    const id = await handOver(journey, 1, over);
    await permit(1, id, ['health']);
    const [first] = journey.holders(1);
    if (first)
      expect(await refusals(act(first, 'refuseTransfer', { transferId: id, categories: ['identity'] }))).toEqual([]);
    const closed = await untilPhase(journey.sending, id, 'CLOSED');
    expect(closed.decisions?.find(({ category }) => category === 'health')).toMatchObject({
      status: 'withheld',
      withheldWhy: 'identity-withheld',
    });
    expect(await transferAt(journey.receiving, id)).toBeNull();
    expect(seen()).toHaveLength(before);
  });

  it('stays unknown there when one of two parents is silent', async () => {
    const before = seen().length;
    const id = await handOver(journey, 2, over);
    const [first] = journey.holders(2);
    if (first) await act(first, 'permitTransfer', { transferId: id, categories: ['identity', 'health'] });
    journey.clock.pass({ days: 15 });
    const closed = await untilPhase(journey.sending, id, 'CLOSED');
    expect(statusesOf(closed)).toMatchObject({ identity: 'withheld', health: 'withheld' });
    expect(seen()).toHaveLength(before);
  });

  it('moved twice in a week is two hand-overs, one after the other', async () => {
    const first = await handOver(journey, 3, { ...over, categories: ['health'] });
    await permit(3, first, ['identity', 'health']);
    await untilPhase(journey.sending, first, 'CLOSED');
    const second = await handOver(journey, 3, { ...over, startsOn: '2027-01-08', categories: ['health'] });
    expect(second).not.toBe(first);
    await permit(3, second, ['identity']);
    await untilStatus(journey.sending, second, 'identity', 'received');
    const reason = 'Stays after all';
    expect(await refusals(act(journey.sending, 'cancelTransfer', { transferId: second, reason }))).toEqual([]);
    await untilPhase(journey.receiving, second, 'CANCELLED');
  });
});

async function transfersOf(place: number): Promise<readonly string[]> {
  const { pupil } = await journey.sending.ask<{
    pupil: { transfers: { edges: ReadonlyArray<{ node: { id: string } }> } };
  }>('query ($id: ID!) { pupil(id: $id) { transfers(first: 5) { edges { node { id } } } } }', {
    id: await journey.childId(place, 'ringsaker'),
  });
  return pupil.transfers.edges.map(({ node }) => node.id);
}
