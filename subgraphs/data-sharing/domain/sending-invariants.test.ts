import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transferableCategoryIds } from '#contracts/categories.ts';
import {
  asked,
  batch,
  category,
  facts,
  grading,
  is,
  mostly,
  often,
  person,
  run,
  seldom,
  stamped,
} from './any-command.ts';
import type { SendingCommand } from './sending/commands.ts';
import { decideSending } from './sending/decide.ts';
import type { SendingEvent } from './sending/events.ts';
import { nextSendingSteps } from './sending/next-steps.ts';
import { evolveSending, initialSendingState } from './sending/state.ts';
import { deadline, peerHub, policy, requests, system, tenYearOld } from './transfer-builders.ts';

const sendingCommand: fc.Arbitrary<SendingCommand> = stamped(
  fc.oneof(
    often(
      fc.record({
        type: is('ReceiveRequest'),
        transferId: is('t'),
        peer: is('312000016'),
        peerName: is('Sarpsborg kommune'),
        round: fc.constant(1),
        direction: is('school-to-school'),
        privateReceiver: fc.boolean(),
        startsOn: is('2026-11-23'),
        requests: fc.constant(requests(...asked)),
        contentHash: is('sha-256:r'),
      }),
    ),
    often(fc.record({ type: is('MatchChild'), childId: is('child-1'), how: is('national-id'), grading })),
    seldom(fc.record({ type: is('LearnGrading'), grading })),
    often(fc.record({ type: is('Decide'), policy: fc.constant(policy), privateSender: fc.boolean() })),
    often(fc.record({ type: is('AskPermission'), facts, deadline: is(deadline) })),
    mostly(
      fc.record({
        type: fc.constantFrom('Permit', 'Permit', 'Refuse'),
        category,
        by: person,
        channel: is('portal'),
        facts,
      }),
    ),
    often(fc.record({ type: is('Withdraw'), category, by: person, facts })),
    often(fc.record({ type: is('PassDeadline') })),
    mostly(
      fc.record({
        type: is('ReleaseByHand'),
        category,
        reason: is('needed'),
        thirdPartiesRemoved: fc.constantFrom(true, true, false),
      }),
    ),
    mostly(fc.record({ type: is('SealPart'), category, partId: is('part') })),
    seldom(fc.record({ type: is('FindPartEmpty'), category, partId: is('part') })),
    mostly(
      fc.record({ type: is('WantParts'), partIds: fc.constant(Object.fromEntries(asked.map((id) => [id, 'part']))) }),
    ),
    mostly(
      fc.record({
        type: is('SendParts'),
        categories: fc.subarray([...asked], { minLength: 1, maxLength: 1 }),
        messageId: fc.uuid(),
        contentHash: is('sha-256:p'),
      }),
    ),
    often(fc.record({ type: is('TellDecision'), messageId: is('d') })),
    often(fc.record({ type: is('RecordRejection'), batch, why: is('unknown format') })),
    often(fc.record({ type: is('ReopenParts'), batch, reason: is('mended') })),
    often(fc.record({ type: is('RecordReceipt'), batch, contentHash: is('sha-256:p'), receipt: is('jws') })),
    often(fc.record({ type: is('RecordJournal'), journalpost: is('1/1') })),
    often(fc.record({ type: fc.constantFrom('Close') })),
    seldom(fc.record({ type: is('Cancel'), reason: is('mistake') })),
  ),
);
const askedOfHolders = {
  type: 'AskPermission',
  facts: tenYearOld,
  deadline,
  at: '2026-11-22T00:00:00.000Z',
  actor: system,
} as const;
const [received, matched, decided]: readonly SendingCommand[] = [
  {
    type: 'ReceiveRequest',
    transferId: 't',
    peer: '312000016',
    peerName: 'Sarpsborg kommune',
    round: 1,
    direction: 'school-to-school',
    privateReceiver: false,
    startsOn: '2026-11-23',
    requests: requests(...asked),
    contentHash: 'sha-256:r',
    at: '2026-11-22T00:00:00.000Z',
    actor: peerHub,
  },
  {
    type: 'MatchChild',
    childId: 'child-1',
    how: 'national-id',
    grading: 'none',
    at: '2026-11-22T00:00:00.000Z',
    actor: system,
  },
  { type: 'Decide', policy, privateSender: false, at: '2026-11-22T00:00:00.000Z', actor: system },
];
const partsWanted: SendingCommand = {
  type: 'WantParts',
  partIds: Object.fromEntries(asked.map((id) => [id, 'part'])),
  at: '2026-11-22T00:00:00.000Z',
  actor: system,
};
const opening = [received, matched, decided, askedOfHolders, partsWanted].flatMap((command) =>
  command ? [command] : [],
);
/** From anywhere, or from a decided transfer: otherwise few runs would come as far as sending. */
const sendingRun = fc
  .tuple(fc.boolean(), fc.array(sendingCommand, { minLength: 20, maxLength: 80, size: 'max' }))
  .map(([open, commands]) =>
    run([...(open ? opening : []), ...commands], decideSending, evolveSending, initialSendingState()),
  );

const before = (log: readonly SendingEvent[], end: SendingEvent) => log.slice(0, log.indexOf(end));
const isOutbound = (event: SendingEvent) =>
  event.type === 'PartsSent' || event.type === 'DecisionTold' || event.type === 'PermissionAsked';

describe('whatever is asked of the sender, in whatever order', () => {
  it('no category is sent unless it follows, everybody has permitted it, or a person has released it', () => {
    let sent = 0;
    fc.assert(
      fc.property(sendingRun, ({ log }) => {
        for (const event of log) {
          if (event.type !== 'PartsSent') continue;
          const earlier = before(log, event);
          for (const id of event.categories) {
            sent++;
            const decision = earlier
              .flatMap((one) => (one.type === 'CategoriesDecided' ? one.decisions : []))
              .find((one) => one.category === id);
            expect(decision?.onceFree).toBe('sent');
            if (decision?.outcome === 'needs-permission')
              expect(earlier.some((one) => one.type === 'PermissionGiven' && one.category === id)).toBe(true);
            const known = earlier.findLastIndex((one) => one.type === 'GradingKnown');
            const lastKnown = earlier[known];
            const graded = lastKnown?.type === 'GradingKnown' && lastKnown.grading === 'fortrolig';
            if (decision?.byHand || graded) {
              const since = graded ? earlier.slice(known + 1) : earlier;
              expect(since.some((one) => one.type === 'PartReleased' && one.category === id)).toBe(true);
            }
            expect(earlier.some((one) => one.type === 'CategoryWithheld' && one.category === id)).toBe(false);
          }
        }
      }),
      { numRuns: 1500 },
    );
    // Enough were sent for this to say something.
    expect(sent).toBeGreaterThan(100);
  });

  it('nothing leaves after a cancellation, and nothing at all for a strictly graded child', () => {
    fc.assert(
      fc.property(sendingRun, ({ log }) => {
        const end = log.findIndex(
          (one) =>
            one.type === 'TransferCancelled' || (one.type === 'GradingKnown' && one.grading === 'strengt-fortrolig'),
        );
        if (end < 0) return;
        const after = log.slice(end + 1);
        const reopened = after.findIndex((one) => one.type === 'GradingKnown' && one.grading !== 'strengt-fortrolig');
        const silent = log[end]?.type === 'TransferCancelled' || reopened < 0 ? after : after.slice(0, reopened);
        expect(silent.filter(isOutbound)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('each category stands in exactly one place, each sent one in exactly one open batch, and there is always a way on', () => {
    fc.assert(
      fc.property(sendingRun, ({ state }) => {
        if (Object.keys(state.categories).length === 0) return;
        expect(Object.keys(state.categories).sort()).toEqual([...transferableCategoryIds].sort());
        const open = state.batches.filter((one) => !one.reopened).flatMap((one) => one.categories);
        expect(new Set(open).size).toBe(open.length);
        for (const [id, { status }] of Object.entries(state.categories))
          expect(status === 'sent' || status === 'received', id).toBe(open.some((one) => one === id));
      }),
      { numRuns: 1000 },
    );
  });

  it('a step that the hub takes is never refused, save for a time that has not come', () => {
    fc.assert(
      fc.property(sendingRun, ({ state }) => {
        const late = { at: '2027-03-01T00:00:00.000Z', actor: system };
        for (const step of nextSendingSteps(state)) {
          if (step.step === 'pass-deadline')
            expect(decideSending({ type: 'PassDeadline', ...late }, state)).not.toEqual([]);
          if (step.step === 'tell-decision')
            expect(decideSending({ type: 'TellDecision', messageId: 'x', ...late }, state)).toHaveLength(1);
          if (step.step === 'close') expect(decideSending({ type: 'Close', ...late }, state)).toHaveLength(1);
          if (step.step === 'gather-parts') {
            const partIds = Object.fromEntries(asked.map((id) => [id, 'part']));
            expect(decideSending({ type: 'WantParts', partIds, ...late }, state)).toHaveLength(1);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('every event carries its time, its actor and its legal basis', () => {
    fc.assert(
      fc.property(sendingRun, ({ log }) => {
        for (const event of log)
          expect([event.at, event.actor.id, event.legalBasis].every((part) => part.length > 0)).toBe(true);
      }),
    );
  });
});
