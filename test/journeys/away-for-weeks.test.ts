import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  askFor,
  beginJourney,
  childAt,
  type Journey,
  statusesOf,
  transferAt,
  untilPhase,
  untilStatus,
} from '#test/support/journey.ts';
import { until } from '#test/support/until.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney({ dataSharing: { peerTimeoutSeconds: 1 } });
}, 120_000);
afterAll(() => journey.end());

const problems = 'query ($id: ID!) { transfer(id: $id) { problems { problem } } }';
/** The case worker sees that what was sent is not taken. */
const untilShown = (graph: Journey['sending'], id: string) =>
  until('it is shown that the other hub does not answer', async () => {
    type Shown = { readonly transfer: { readonly problems: ReadonlyArray<{ readonly problem: string }> } };
    const { transfer } = await graph.ask<Shown>(problems, { id });
    return transfer.problems.some(({ problem }) => problem === 'The peer does not answer in time');
  });
const threeWeeks = { days: 22 };

describe('a hub that is away for three weeks', () => {
  it('is asked for a child when it is back, and sends what follows', async () => {
    const line = journey.linkTo.ringsaker;
    line.hold();
    const transferId = await askFor(journey, journey.ordinaryMover(0), ['enrolment']);
    await untilShown(journey.receiving, transferId);
    journey.clock.pass(threeWeeks);
    expect(await transferAt(journey.sending, transferId)).toBeNull();
    line.release();
    await untilPhase(journey.receiving, transferId, 'CLOSED');
    await untilPhase(journey.sending, transferId, 'CLOSED');
  });

  it('gets all that was sealed while it was away, once, and its receipt is for that', async () => {
    const mover = journey.ordinaryMover(1);
    const line = journey.linkTo.sarpsborg;
    line.hold();
    const transferId = await askFor(journey, mover, ['enrolment', 'written-language-form']);
    await untilStatus(journey.sending, transferId, 'enrolment', 'sent');
    await untilShown(journey.sending, transferId);
    journey.clock.pass(threeWeeks);
    line.release();
    const closed = await untilPhase(journey.sending, transferId, 'CLOSED');
    expect(statusesOf(closed)).toMatchObject({ enrolment: 'received', 'written-language-form': 'received' });
    expect(closed.batches).toHaveLength(1);
    await untilPhase(journey.receiving, transferId, 'CLOSED');
    const { pupil } = await journey.receiving.ask<{ pupil: { receivedRecords: Array<{ category: string }> } }>(
      'query ($id: ID!) { pupil(id: $id) { receivedRecords { category } } }',
      await childAt(journey.receiving, mover),
    );
    expect(pupil.receivedRecords.map(({ category }) => category).toSorted()).toEqual([
      'enrolment',
      'written-language-form',
    ]);
  });
});
