import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  act,
  askFor,
  beginJourney,
  holdersOf,
  type Journey,
  refusals,
  statusesOf,
  untilPermissionIsAsked,
  untilPhase,
  untilStatus,
} from '#test/support/journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney();
}, 120_000);
afterAll(() => journey.end());

describe('a move where one who decides never answers', () => {
  let transferId: string;

  it('carries what follows by law while the others are waited for', async () => {
    transferId = await askFor(journey, journey.mover('main'), ['enrolment'], ['health']);
    await untilPermissionIsAsked(journey, transferId, 'health', 2);
    const [first] = await holdersOf(journey, journey.mover('main'));
    if (!first) throw new Error('nobody decides');
    expect(await refusals(act(first, 'permitTransfer', { transferId, categories: ['health'] }))).toEqual([]);
    const transfer = await untilStatus(journey.sending, transferId, 'enrolment', 'received');
    expect(statusesOf(transfer)).toMatchObject({ health: 'awaiting-permission' });
  });

  it('still waits on the last day', async () => {
    journey.clock.pass({ days: 13, minutes: 23 * 60 });
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const transfer = await untilPhase(journey.sending, transferId, 'DECIDED');
    expect(statusesOf(transfer)).toMatchObject({ health: 'awaiting-permission' });
  });

  it('withholds the category when the time to answer has passed, and closes', async () => {
    journey.clock.pass({ minutes: 90 });
    const closed = await untilPhase(journey.sending, transferId, 'CLOSED');
    expect(closed.decisions?.find(({ category }) => category === 'health')).toMatchObject({
      status: 'withheld',
      withheldWhy: 'silence',
    });
    expect(statusesOf(closed)).toMatchObject({ enrolment: 'received' });
    await untilPhase(journey.receiving, transferId, 'CLOSED');
  });

  it('takes no answer after that', async () => {
    const [, second] = await holdersOf(journey, journey.mover('main'));
    if (!second) throw new Error('there is no second holder');
    const [refusal] = await refusals(act(second, 'permitTransfer', { transferId, categories: ['health'] }));
    expect(['CLOSED', 'NOT_WAITING_FOR_PERMISSION']).toContain(refusal);
  });
});
