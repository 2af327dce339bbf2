import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asked, batch, category, grading, is, often, run, seldom, stamped } from './any-command.ts';
import type { ReceivingCommand } from './receiving/commands.ts';
import { decideReceiving } from './receiving/decide.ts';
import type { ReceivingEvent } from './receiving/events.ts';
import { nextReceivingSteps } from './receiving/next-steps.ts';
import { evolveReceiving, initialReceivingState } from './receiving/state.ts';
import { at, peerHub, policy, rektor, requests } from './transfer-builders.ts';

const receivingCommand: fc.Arbitrary<ReceivingCommand> = stamped(
  fc.oneof(
    often(
      fc.record({
        type: is('Announce'),
        transferId: is('t'),
        childId: is('child-1'),
        peer: is('312000008'),
        peerName: is('Ringsaker kommune'),
        self: fc.constantFrom('312000016', '312000008'),
        direction: is('school-to-school'),
        unit: is('school-1'),
        startsOn: is('2026-12-01'),
        source: is('roster'),
        privateReceiver: fc.boolean(),
        holdUntil: is('2026-11-23T00:00:00.000Z'),
        grading,
      }),
    ),
    often(fc.record({ type: fc.constantFrom('ConfirmAfterHold', 'ContinueRecord', 'Close') })),
    seldom(fc.record({ type: is('LearnGrading'), grading })),
    often(fc.record({ type: is('Ask'), policy: fc.constant(policy), requests: fc.constant(requests(...asked)) })),
    seldom(
      fc.record({ type: fc.constantFrom('ReleaseRequest', 'Cancel', 'ReportNeverStarted'), reason: is('because') }),
    ),
    often(fc.record({ type: fc.constantFrom('SendRequest', 'TellCancelled'), messageId: is('m') })),
    often(
      fc.record({
        type: is('RecordDecision'),
        round: fc.integer({ min: 1, max: 2 }),
        revision: fc.integer({ min: 1, max: 3 }),
        policyVersion: is('2026-08-01'),
        decisions: fc.constant([]),
        batches: fc.integer({ min: 0, max: 2 }),
        final: fc.boolean(),
      }),
    ),
    often(
      fc.record({
        type: is('ReceiveParts'),
        batch,
        messageId: fc.constantFrom('p1', 'p2', 'p3'),
        contentHash: is('sha-256:p'),
        categories: fc.subarray([...asked], { minLength: 1, maxLength: 2 }),
      }),
    ),
    often(fc.record({ type: is('DeliverParts'), batch })),
    often(fc.record({ type: is('StorePart'), batch, category })),
    often(fc.record({ type: is('RejectPart'), batch, category, why: is('unknown format') })),
    often(fc.record({ type: is('SendReceipt'), batch, messageId: is('m'), receipt: is('jws') })),
    often(fc.record({ type: is('SendRejection'), batch, messageId: is('m') })),
  ),
);
const [announced, confirmed, asks, requestSent]: readonly ReceivingCommand[] = [
  {
    type: 'Announce',
    transferId: 't',
    childId: 'child-1',
    peer: '312000008',
    peerName: 'Ringsaker kommune',
    self: '312000016',
    direction: 'school-to-school',
    unit: 'school-1',
    startsOn: '2026-12-01',
    source: 'roster',
    privateReceiver: false,
    holdUntil: '2026-11-22T00:00:00.000Z',
    grading: 'none',
    ...at('08:00'),
  },
  { type: 'ConfirmAfterHold', ...at('09:00') },
  { type: 'Ask', policy, requests: requests(...asked), ...at('09:10', rektor) },
  { type: 'SendRequest', messageId: 'request', ...at('09:11') },
];
const begun = [announced, confirmed, asks, requestSent].flatMap((command) => (command ? [command] : []));
const stored: readonly ReceivingCommand[] = [
  {
    type: 'ReceiveParts',
    batch: 1,
    messageId: 'p1',
    contentHash: 'sha-256:p',
    categories: ['health'],
    ...at('09:20', peerHub),
  },
  { type: 'StorePart', batch: 1, category: 'health', ...at('09:21') },
];
const receivingRun = fc
  .tuple(fc.constantFrom([], begun, [...begun, ...stored]), fc.array(receivingCommand, { maxLength: 60, size: 'max' }))
  .map(([open, commands]) => run([...open, ...commands], decideReceiving, evolveReceiving, initialReceivingState()));
const leaves = (event: ReceivingEvent) =>
  ['TransferRequested', 'ReceiptSent', 'RejectionSent', 'CancellationTold'].includes(event.type);

describe('whatever is asked of the receiver, in whatever order', () => {
  it('a strictly graded child produces no outbound message, and a graded one none that a person has not released', () => {
    fc.assert(
      fc.property(receivingRun, ({ log, state }) => {
        let known: string = 'none';
        let released = false;
        for (const event of log) {
          if (event.type === 'GradingKnown') [known, released] = [event.grading, false];
          if (event.type === 'RequestReleased') released = true;
          if (known === 'strengt-fortrolig') expect(leaves(event), event.type).toBe(false);
          if (event.type === 'TransferRequested' && known === 'fortrolig') expect(released).toBe(true);
        }
        if (known === 'strengt-fortrolig') expect(nextReceivingSteps(state)).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it('nothing is taken that was not asked for, nothing receipted that is not stored, and nothing after a cancellation', () => {
    let receipts = 0;
    fc.assert(
      fc.property(receivingRun, ({ log }) => {
        for (const [index, event] of log.entries()) {
          const earlier = log.slice(0, index);
          const over = earlier.some((one) => one.type === 'MoveCancelled');
          if (over) expect(['CancellationTold', 'GradingKnown']).toContain(event.type);
          if (event.type === 'PartsReceived')
            expect(earlier.some((one) => one.type === 'TransferRequested')).toBe(true);
          if (event.type !== 'ReceiptSent') continue;
          receipts++;
          const parts = earlier.find((one) => one.type === 'PartsReceived' && one.batch === event.batch);
          for (const id of parts?.type === 'PartsReceived' ? parts.categories : [])
            expect(
              earlier.some((one) => one.type === 'PartStored' && one.batch === event.batch && one.category === id),
            ).toBe(true);
        }
      }),
      { numRuns: 1500 },
    );
    expect(receipts).toBeGreaterThan(20);
  });
});
