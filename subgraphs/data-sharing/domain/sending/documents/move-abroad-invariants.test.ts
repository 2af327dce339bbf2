import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CategoryId } from '#contracts/categories.ts';
import { facts, grading, is, mostly, often, person, run, seldom, stamped } from '../../any-command.ts';
import { policy, rektor, system } from '../../transfer-builders.ts';
import type { SendingCommand } from '../commands.ts';
import { decideSending } from '../decide.ts';
import type { SendingEvent } from '../events.ts';
import { nextSendingSteps } from '../next-steps.ts';
import { evolveSending, initialSendingState, type SendingState } from '../state.ts';

const documented: readonly CategoryId[] = [
  'identity',
  'enrolment',
  'attendance-certificate',
  'attendance-totals',
  'final-assessment',
  'half-year-marks-year-10',
  'written-language-form',
  'language-mapping',
  'individual-decisions',
  'expert-assessment-plans',
  'health',
  'own-work',
];
const category = fc.constantFrom<CategoryId>(...documented, 'messages');
const partIds = Object.fromEntries(documented.map((id) => [id, 'part']));

const recorded = (known: SendingState['grading']): SendingCommand => ({
  type: 'RecordMoveAbroad',
  transferId: 't',
  childId: 'child-1',
  grading: known,
  self: '312000008',
  selfName: 'Ringsaker kommune',
  fromUnit: null,
  lastDay: '2026-11-30',
  language: 'nb',
  reason: 'They told us',
  holdUntil: '2026-11-22T00:00:00.000Z',
  at: '2026-11-22T00:00:00.000Z',
  actor: system,
});
const command: fc.Arbitrary<SendingCommand> = stamped(
  fc.oneof(
    often(fc.record({ type: is('Decide'), policy: fc.constant(policy), privateSender: fc.boolean() })),
    seldom(fc.record({ type: is('LearnGrading'), grading })),
    mostly(fc.record({ type: is('ReleaseByHand'), category, reason: is('needed'), thirdPartiesRemoved: fc.boolean() })),
    often(fc.record({ type: is('WantParts'), partIds: fc.constant(partIds) })),
    mostly(
      fc.record({ type: fc.constantFrom('SealPart', 'FindPartEmpty', 'FindPartEmpty'), category, partId: is('part') }),
    ),
    often(
      fc.record({
        type: is('SendParts'),
        categories: fc.constant<readonly CategoryId[]>(['health']),
        messageId: is('m'),
        contentHash: is('h'),
      }),
    ),
    often(fc.record({ type: is('TellDecision'), messageId: is('m') })),
    often(fc.record({ type: is('GiveDocument'), by: person, facts, on: is('2026-11-22') })),
    seldom(fc.record({ type: is('Cancel'), reason: is('They stay') })),
    often(fc.record({ type: is('Close') })),
  ),
);

const late = { at: '2027-03-01T00:00:00.000Z', actor: system };
/** The document's step is taken as the hub takes it: of all that is gathered, when it is due. */
const takeDocumentStep = (state: SendingState): readonly SendingEvent[] => {
  if (!nextSendingSteps(state).some(({ step }) => step === 'make-document')) return [];
  const categories = documented.filter((id) => state.categories[id]?.status === 'sealed');
  return decideSending({ type: 'MakeDocument', categories, checksum: 'c', size: 1, ...late }, state);
};
const decideWithSteps = (next: SendingCommand, state: SendingState): readonly SendingEvent[] => {
  const events = decideSending(next, state);
  return [...events, ...takeDocumentStep(events.reduce(evolveSending, state))];
};
/** What a story that goes well comes to: from anywhere few runs would come as far as a document. */
const plain = { at: '2026-11-22T00:00:00.000Z', actor: rektor };
const ending: readonly SendingCommand[] = [
  { type: 'Decide', policy, privateSender: false, ...plain },
  ...documented.map(
    (id): SendingCommand => ({
      type: 'ReleaseByHand',
      category: id,
      reason: 'needed',
      thirdPartiesRemoved: true,
      ...plain,
    }),
  ),
  { type: 'WantParts', partIds, ...plain },
  ...documented.map((id): SendingCommand => ({ type: 'SealPart', category: id, partId: 'part', ...plain })),
];
const anyRun = fc
  .tuple(grading, fc.boolean(), fc.array(command, { minLength: 10, maxLength: 60, size: 'max' }), fc.array(command))
  .map(([known, isLed, commands, after]) =>
    run(
      [recorded(known), ...commands, ...(isLed ? ending : []), ...after],
      decideWithSteps,
      evolveSending,
      initialSendingState(),
    ),
  );
const leaves = ['PartsSent', 'DecisionTold', 'PermissionAsked', 'OfferSent', 'CancellationTold'];

describe('whatever is asked of a move abroad, in whatever order', () => {
  it('nothing is sent or told to another controller, and nobody is asked for permission', () => {
    fc.assert(
      fc.property(anyRun, ({ log, state }) => {
        expect(log.filter(({ type }) => leaves.includes(type))).toEqual([]);
        const steps = nextSendingSteps(state).map(({ step }) => step);
        expect(steps.filter((step) => /^(?:send|tell|ask|remind|share)/.test(step))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('there is one document at most, of nothing that a person had still to release, and it is given only when there is one', () => {
    let made = 0;
    fc.assert(
      fc.property(anyRun, ({ log }) => {
        const at = log.findIndex(({ type }) => type === 'DocumentMade');
        if (at >= 0) made++;
        expect(log.filter(({ type }) => type === 'DocumentMade').length).toBeLessThan(2);
        const given = log.findIndex(({ type }) => type === 'DocumentGiven');
        if (given >= 0) expect(at >= 0 && at < given).toBe(true);
        const document = log[at];
        if (document?.type !== 'DocumentMade') return;
        const known = log.slice(0, at).findLast((event) => event.type === 'GradingKnown');
        const since = log.slice(log.indexOf(known ?? document), at);
        if (known?.type === 'GradingKnown' && known.grading === 'fortrolig')
          for (const id of document.categories)
            expect(since.some((event) => event.type === 'PartReleased' && event.category === id)).toBe(true);
      }),
      { numRuns: 500 },
    );
    // Enough were made for this to say something.
    expect(made).toBeGreaterThan(20);
  });

  it('a step that the hub takes is never refused', () => {
    fc.assert(
      fc.property(anyRun, ({ state }) => {
        for (const { step } of nextSendingSteps(state)) {
          if (step === 'close') expect(decideSending({ type: 'Close', ...late }, state)).toHaveLength(1);
          if (step === 'gather-parts')
            expect(decideSending({ type: 'WantParts', partIds, ...late }, state)).toHaveLength(1);
          if (step === 'make-document') expect(takeDocumentStep(state)).toHaveLength(1);
        }
      }),
      { numRuns: 500 },
    );
  });
});
