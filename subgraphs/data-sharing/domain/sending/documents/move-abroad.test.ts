import { describe, expect, it } from 'vitest';
import { type CategoryId, transferableCategoryIds } from '#contracts/categories.ts';
import type { AddressGrading } from '../../actor.ts';
import { sendingGiven } from '../../given-when-then.ts';
import { at, mother, rektor, sixteenYearOld, system, tenYearOld } from '../../transfer-builders.ts';
import type { PermissionFacts } from '../../who-permits.ts';
import type { SendingCommand } from '../commands.ts';
import { nextSendingSteps, sendingWaitsFor } from '../next-steps.ts';
import { asked, decided, matched, released, sealed, sent, wanted } from '../sending-story.ts';
import { categoriesAt } from '../state.ts';

const recorded = (grading: AddressGrading = 'none', reason = 'The family has told us'): SendingCommand => ({
  type: 'RecordMoveAbroad',
  transferId: 'transfer-1',
  childId: 'child-1',
  grading,
  self: '312000008',
  selfName: 'Ringsaker kommune',
  fromUnit: 'unit-1',
  lastDay: '2026-11-30',
  language: 'en',
  reason,
  holdUntil: '2026-11-22T09:01:00.000Z',
  ...at('09:00', rektor),
});
const empty = (category: CategoryId): SendingCommand => ({
  type: 'FindPartEmpty',
  category,
  partId: `part-${category}`,
  ...at('11:00'),
});
const made = (...categories: readonly CategoryId[]): SendingCommand => ({
  type: 'MakeDocument',
  categories,
  checksum: '9f86',
  size: 1000,
  ...at('11:05'),
});
const given = (
  by = 'mother',
  facts: PermissionFacts = tenYearOld,
  actor = by === 'mother' ? mother : rektor,
): SendingCommand => ({ type: 'GiveDocument', by, facts, on: '2026-11-22', ...at('12:00', actor) });
const cancelled = (actor = rektor): SendingCommand => ({ type: 'Cancel', reason: 'They stay', ...at('13:00', actor) });
const closed = (time: string): SendingCommand => ({ type: 'Close', ...at(time) });

const decidedAbroad = [recorded(), decided];
const inDocument = categoriesAt(sendingGiven(decidedAbroad).state, 'ready');
const holding: readonly CategoryId[] = ['identity', 'health'];
const gathered = [
  ...decidedAbroad,
  wanted(...inDocument),
  ...inDocument.map((category) => (holding.includes(category) ? sealed(category) : empty(category))),
];
const documented = [...gathered, made(...holding)];
const steps = (commands: readonly SendingCommand[]) => nextSendingSteps(sendingGiven(commands).state);

describe('a move abroad', () => {
  it('is held before anything is done, so that it can be corrected', () => {
    const state = sendingGiven([recorded()]).when(recorded()).gives().state;
    expect(state).toMatchObject({ phase: 'matched', form: 'documents', direction: 'abroad', startsOn: '2026-12-01' });
    expect(steps([recorded()])).toEqual([{ step: 'decide', at: '2026-11-22T09:01:00.000Z' }]);
    expect(sendingWaitsFor(state)).toMatchObject([{ what: 'hold' }]);
  });

  it('says how it is known, and is outside the hub for a strictly graded child', () => {
    sendingGiven([]).when(recorded('none', ' ')).refuses('REASON_MISSING');
    sendingGiven([]).when(recorded('strengt-fortrolig')).refuses('HANDLED_OUTSIDE_THE_HUB');
  });

  it('decides every category: documents, or nothing at all', () => {
    const { state } = sendingGiven(decidedAbroad);
    expect(Object.keys(state.categories).sort()).toEqual([...transferableCategoryIds].sort());
    expect(inDocument).toEqual(
      expect.arrayContaining(['identity', 'final-assessment', 'individual-decisions', 'health']),
    );
    for (const category of ['guardians-contact', 'attendance-reasons', 'messages', 'concern-report', 'photos'] as const)
      expect(state.categories[category]?.status).toBe('withheld');
  });

  it('asks nobody for permission, and tells no other controller anything', () => {
    expect(steps(decidedAbroad)).toEqual([{ step: 'gather-parts' }]);
    sendingGiven(gathered).when(sent('health')).refuses('NOT_HANDED_OVER');
    for (const story of [decidedAbroad, gathered, documented])
      expect(steps(story).map(({ step }) => step)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/send-parts|tell|offer|permission/)]),
      );
  });

  it('makes one document when everything is gathered, and once', () => {
    expect(steps(gathered)).toEqual([{ step: 'make-document' }]);
    sendingGiven(gathered)
      .when(made(...holding))
      .gives('DocumentMade');
    sendingGiven(documented)
      .when(made(...holding))
      .gives();
    sendingGiven(decidedAbroad).when(made('health')).refuses('NOT_READY');
    sendingGiven(gathered).when(made()).refuses('NOT_READY');
    expect(sendingGiven(documented).state.categories.health?.status).toBe('documents-to-parents');
    expect(sendingGiven(documented).state.categories['own-work']?.status).toBe('empty');
  });

  it('makes none of a transfer that another controller has asked for', () => {
    sendingGiven([asked('health'), matched(), decided])
      .when(made('health'))
      .refuses('NOT_HANDED_OVER');
  });

  it('closes when the last day is over, and not before', () => {
    expect(steps(documented)).toEqual([{ step: 'close', at: '2026-12-01T00:00:00.000Z' }]);
    sendingGiven(documented).when(closed('14:00')).refuses('NOT_STARTED_YET');
    sendingGiven(documented).when(closed('2026-12-01T00:00:00.000Z')).gives('TransferClosed');
  });
});

describe('with a graded address (fortrolig)', () => {
  it('a named person looks at every part before any of it is gathered', () => {
    const graded = [recorded('fortrolig'), decided];
    const waiting = categoriesAt(sendingGiven(graded).state, 'awaiting-release');
    expect(waiting).toEqual(inDocument);
    const [first, ...rest] = waiting.map((category) => released(category));
    expect(steps([...graded, ...(first ? [first] : [])])).toEqual([]);
    expect(steps([...graded, ...(first ? [first] : []), ...rest])).toEqual([{ step: 'gather-parts' }]);
  });

  it('known when all is gathered, it is released and gathered anew', () => {
    const learnt: SendingCommand = { type: 'LearnGrading', grading: 'fortrolig', ...at('11:01') };
    const { state } = sendingGiven([...gathered, learnt]);
    expect(categoriesAt(state, 'awaiting-release')).toEqual(holding);
    expect(state.categories.health?.partId).toBeUndefined();
  });

  it('a strict grading that comes late bars it, and the document with it', () => {
    const learnt: SendingCommand = { type: 'LearnGrading', grading: 'strengt-fortrolig', ...at('11:30') };
    sendingGiven([...documented, learnt])
      .when(given())
      .refuses('HANDLED_OUTSIDE_THE_HUB');
    const over = [...documented, closed('2026-12-01T00:00:00.000Z'), learnt];
    sendingGiven(over).when(given()).refuses('HANDLED_OUTSIDE_THE_HUB');
  });
});

describe('the document', () => {
  it('is for those who decide: a parent alone, from 15 the pupil, and after a care order those who have the care', () => {
    const careOrder = { ...tenYearOld, careOrder: { barnevern: 'barnevern', carers: ['carer'] } };
    sendingGiven(documented).when(given('mother')).gives('DocumentGiven');
    sendingGiven(documented).when(given('mother', sixteenYearOld)).refuses('NOT_THEIRS_TO_DECIDE');
    sendingGiven(documented).when(given('pupil', sixteenYearOld)).gives('DocumentGiven');
    sendingGiven(documented).when(given('pupil')).refuses('NOT_THEIRS_TO_DECIDE');
    sendingGiven(documented).when(given('mother', careOrder)).refuses('NOT_THEIRS_TO_DECIDE');
    sendingGiven(documented).when(given('carer', careOrder)).gives('DocumentGiven');
  });

  it('is not for a parent who may not know the new place; the other one gets it', () => {
    const [one, other] = tenYearOld.holders;
    const facts = { ...tenYearOld, holders: one && other ? [{ ...one, clearedForNewPlace: false }, other] : [] };
    sendingGiven(documented).when(given('mother', facts)).refuses('NOT_THEIRS_TO_DECIDE');
    sendingGiven(documented).when(given('father', facts)).gives('DocumentGiven');
  });

  it('is told of each time, also after the child has left', () => {
    sendingGiven(gathered).when(given()).refuses('NOT_READY');
    const over = [...documented, given(), closed('2026-12-01T00:00:00.000Z')];
    const { state } = sendingGiven(over).when(given()).gives('DocumentGiven');
    expect(state.abroad?.given).toBe(2);
    expect(sendingWaitsFor(sendingGiven(documented).state).map(({ what }) => what)).toContain('somebody-to-get-it');
    expect(sendingWaitsFor(state).map(({ what }) => what)).not.toContain('somebody-to-get-it');
  });
});

describe('cancelled', () => {
  it('before the document is given it just stops', () => {
    sendingGiven(decidedAbroad).when(cancelled()).gives('TransferCancelled');
    sendingGiven(documented).when(cancelled()).gives('TransferCancelled');
    sendingGiven([...documented, cancelled()])
      .when(given())
      .refuses('CANCELLED');
    expect(steps([...documented, cancelled()])).toEqual([]);
  });

  it('afterwards it recalls nothing, and says so', () => {
    const { events } = sendingGiven([...documented, given()])
      .when(cancelled())
      .gives('GivenNotRecalled', 'TransferCancelled');
    expect(events[0]).toMatchObject({ given: 1 });
  });

  it('and when the child has left it is too late', () => {
    const over = [...documented, closed('2026-12-01T00:00:00.000Z')];
    sendingGiven(over).when(cancelled()).refuses('CLOSED');
    sendingGiven(over)
      .when(given('mother', tenYearOld, system))
      .gives('DocumentGiven');
  });
});
