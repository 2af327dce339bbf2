import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  act,
  announce,
  announcement,
  asked,
  askFor,
  beginJourney,
  childAt,
  eventsOf,
  holdersOf,
  type Journey,
  refusals,
  statusesOf,
  transferAt,
  untilPermissionIsAsked,
  untilPhase,
  untilStatus,
} from '#test/support/journey.ts';
import { trafficOf } from '#test/support/look-inside.ts';
import { until } from '#test/support/until.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney();
}, 120_000);
afterAll(() => journey.end());

const reason = 'The family did not move after all';

describe('a move that is cancelled', () => {
  it('before anything was asked: the other hub never hears of it', async () => {
    const transferId = await announce(journey, journey.ordinaryMover(0));
    expect(await refusals(act(journey.receiving, 'cancelTransfer', { transferId, reason }))).toEqual([]);
    await untilPhase(journey.receiving, transferId, 'CANCELLED');
    expect(await trafficOf(journey, 'sarpsborg', transferId)).toMatchObject({ sent: 0 });
    expect(await trafficOf(journey, 'ringsaker')).toEqual({ sent: 0, received: 0 });
    expect(await transferAt(journey.sending, transferId)).toBeNull();
    const categories = asked(['enrolment']);
    expect(await refusals(act(journey.receiving, 'requestTransfer', { transferId, categories }))).toEqual([
      'CANCELLED',
    ]);
  });

  it('must have a reason', async () => {
    const transferId = await announce(journey, journey.ordinaryMover(1));
    expect(await refusals(act(journey.receiving, 'cancelTransfer', { transferId, reason: ' ' }))).toEqual([
      'REASON_MISSING',
    ]);
    expect((await transferAt(journey.receiving, transferId))?.phase).toBe('ANNOUNCED');
  });

  it('after it was asked for: the sender is told, stops, and takes no more answers', async () => {
    const mover = journey.mover('main');
    const transferId = await askFor(journey, mover, [], ['health']);
    await untilPermissionIsAsked(journey, transferId, 'health', 2);
    expect(await refusals(act(journey.receiving, 'cancelTransfer', { transferId, reason }))).toEqual([]);
    const stopped = await untilPhase(journey.sending, transferId, 'CANCELLED');
    expect(stopped.open).toBe(false);
    expect(stopped.waitsFor).toEqual([]);
    const holder = (await holdersOf(journey, mover))[0];
    if (!holder) throw new Error('nobody decides');
    expect(await refusals(act(holder, 'permitTransfer', { transferId, categories: ['health'] }))).toEqual([
      'CANCELLED',
    ]);
    expect(eventsOf(stopped)).not.toContain('PartsSent');
  });

  it('while parts are under way: parts that come for it are refused, and nothing of them is kept', async () => {
    const mover = journey.ordinaryMover(2);
    const line = journey.linkTo.sarpsborg;
    line.hold();
    const transferId = await askFor(journey, mover, ['enrolment']);
    await untilStatus(journey.sending, transferId, 'enrolment', 'sent');
    expect(await refusals(act(journey.receiving, 'cancelTransfer', { transferId, reason }))).toEqual([]);
    await untilPhase(journey.sending, transferId, 'CANCELLED');
    const before = (await trafficOf(journey, 'sarpsborg')).received;
    line.release();
    await until('the parts have come', async () => (await trafficOf(journey, 'sarpsborg')).received > before);
    expect(await refusals(act(journey.receiving, 'receiveTransfer', { transferId }))).toEqual(['CANCELLED']);
    const received = await untilPhase(journey.receiving, transferId, 'CANCELLED');
    expect(received.batches).toEqual([]);
    const child = await childAt(journey.receiving, mover);
    expect(
      await journey.receiving.ask('query ($id: ID!) { pupil(id: $id) { receivedRecords { category } } }', child),
    ).toEqual({
      pupil: { receivedRecords: [] },
    });
  });

  it('after all was received: it is over and cannot be cancelled; that the child never started is told instead', async () => {
    const mover = journey.ordinaryMover(3);
    const transferId = await askFor(journey, mover, ['enrolment']);
    await untilPhase(journey.sending, transferId, 'CLOSED');
    await untilPhase(journey.receiving, transferId, 'CLOSED');
    expect(await refusals(act(journey.receiving, 'cancelTransfer', { transferId, reason }))).toEqual(['CLOSED']);
    expect(await refusals(act(journey.receiving, 'reportNeverStarted', { transferId, reason }))).toEqual([]);
    await untilPhase(journey.receiving, transferId, 'NEVER_STARTED');
    const sender = await until('the sender knows that the child never started', async () => {
      const transfer = await transferAt(journey.sending, transferId);
      return transfer && eventsOf(transfer).includes('ChildNeverStarted') && transfer;
    });
    // What was received was received: nobody's receipt is taken back.
    expect(statusesOf(sender)).toMatchObject({ enrolment: 'received' });
  });
});

describe('a move that was announced wrongly', () => {
  it('is corrected by one announcement in its place: the wrong one is cancelled in the same stroke', async () => {
    const mover = journey.ordinaryMover(4);
    const wrong = await announce(journey, mover, { startsOn: '2026-12-24' });
    const right = await announce(journey, mover, { replaces: wrong });
    const cancelled = await untilPhase(journey.receiving, wrong, 'CANCELLED');
    expect(eventsOf(cancelled).at(-1)).toBe('MoveCancelled');
    const { transfer } = await journey.receiving.ask<{ transfer: { replacedBy: string } }>(
      'query ($id: ID!) { transfer(id: $id) { replacedBy } }',
      { id: wrong },
    );
    expect(transfer.replacedBy).toBe(right);
    const categories = asked(['enrolment']);
    expect(await refusals(act(journey.receiving, 'requestTransfer', { transferId: right, categories }))).toEqual([]);
    await untilPhase(journey.receiving, right, 'CLOSED');
    expect(await transferAt(journey.sending, wrong)).toBeNull();
  });

  it('cannot be corrected by a move of another child', async () => {
    const wrong = await announce(journey, journey.ordinaryMover(5));
    const other = await announcement(journey, journey.ordinaryMover(6), { replaces: wrong });
    expect(await refusals(act(journey.receiving, 'announceTransfer', other))).toEqual(['OTHER_CHILD']);
    expect((await transferAt(journey.receiving, wrong))?.phase).toBe('ANNOUNCED');
  });
});
