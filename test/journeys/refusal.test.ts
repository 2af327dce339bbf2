import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  act,
  askFor,
  beginJourney,
  holdersOf,
  type Journey,
  refusals,
  statusesOf,
  transferAt,
  untilPermissionIsAsked,
  untilPhase,
  untilStatus,
} from '#test/support/journey.ts';
import type { PersonGraph } from '#test/support/person-graph.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney();
}, 120_000);
afterAll(() => journey.end());

describe('a move where one who decides says no to a category', () => {
  let transferId: string;
  let holders: readonly PersonGraph[];

  it('withholds that category at once, although the other has not answered', async () => {
    transferId = await askFor(journey, journey.mover('main'), ['enrolment'], ['health', 'ongoing-assessment']);
    holders = await holdersOf(journey, journey.mover('main'));
    await untilPermissionIsAsked(journey, transferId, 'health', 2);
    const [first] = holders;
    if (!first) throw new Error('nobody decides');
    expect(await refusals(act(first, 'refuseTransfer', { transferId, categories: ['health'] }))).toEqual([]);
    const transfer = await untilStatus(journey.sending, transferId, 'health', 'withheld');
    expect(transfer.decisions?.find(({ category }) => category === 'health')).toMatchObject({
      withheldWhy: 'refused',
      citation: 'opplæringslova § 25-1 (4)',
    });
    expect(statusesOf(transfer)).toMatchObject({ 'ongoing-assessment': 'awaiting-permission' });
  });

  it('takes no yes after the no: a typed user error says that it must be asked for again', async () => {
    for (const holder of holders)
      expect(await refusals(act(holder, 'permitTransfer', { transferId, categories: ['health'] }))).toEqual([
        'PERMITTED_AFTER_REFUSAL',
      ]);
    expect(statusesOf((await transferAt(journey.sending, transferId)) ?? never())).toMatchObject({
      health: 'withheld',
    });
  });

  it('lets nobody but those who decide answer, and nobody of the staff in their own name', async () => {
    const rektor = journey.as('ringsaker', 'rektor');
    const input = { input: { idempotencyKey: 'k', transferId, categories: ['ongoing-assessment'] } };
    const text = 'mutation ($input: AnswerTransferInput!) { permitTransfer(input: $input) { userErrors { code } } }';
    for (const graph of [rektor, journey.sending])
      expect((await graph.answerTo(text, input)).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('carries all the rest, and nothing of what was refused', async () => {
    for (const holder of holders)
      expect(await refusals(act(holder, 'permitTransfer', { transferId, categories: ['ongoing-assessment'] }))).toEqual(
        [],
      );
    const closed = await untilPhase(journey.sending, transferId, 'CLOSED');
    expect(statusesOf(closed)).toMatchObject({
      enrolment: 'received',
      'ongoing-assessment': 'received',
      health: 'withheld',
    });
    const received = await untilPhase(journey.receiving, transferId, 'CLOSED');
    const carried = received.batches?.flatMap(({ categories }) => categories) ?? [];
    expect([...carried].sort()).toEqual(['enrolment', 'ongoing-assessment']);
  });

  it('does not tell the receiver why: only that it does not come', async () => {
    const received = (await transferAt(journey.receiving, transferId)) ?? never();
    const health = received.decisions?.find(({ category }) => category === 'health');
    expect(health).toMatchObject({ status: 'withheld', withheldWhy: null, outcome: null });
  });
});

function never(): never {
  throw new Error('the transfer is not to be seen');
}
