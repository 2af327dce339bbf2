import { describe, expect, it } from 'vitest';
import type { CategoryId } from '#contracts/categories.ts';
import type { AddressGrading } from '../actor.ts';
import { receivingGiven } from '../given-when-then.ts';
import { at, peerHub, policy, rektor, requests } from '../transfer-builders.ts';
import type { ReceivingCommand } from './commands.ts';
import { nextReceivingSteps, receivingWaitsFor } from './next-steps.ts';

const announced = (grading: AddressGrading = 'none', peer = '312000008'): ReceivingCommand => ({
  type: 'Announce',
  transferId: 'transfer-1',
  childId: 'child-1',
  peer,
  peerName: 'Ringsaker kommune',
  self: '312000016',
  direction: 'school-to-school',
  unit: 'school-1',
  startsOn: '2026-11-22',
  source: 'roster',
  privateReceiver: false,
  holdUntil: '2026-11-22T09:00:00.000Z',
  grading,
  ...at('08:00'),
});
const confirmed: ReceivingCommand = { type: 'ConfirmAfterHold', ...at('09:00') };
const askedFor = (...categories: readonly CategoryId[]): ReceivingCommand => ({
  type: 'Ask',
  policy,
  requests: requests(...categories),
  ...at('09:10', rektor),
});
const requestSent: ReceivingCommand = { type: 'SendRequest', messageId: 'request-1', ...at('09:11') };
const decision = (revision: number, final: boolean, batches: number): ReceivingCommand => ({
  type: 'RecordDecision',
  round: 1,
  revision,
  policyVersion: '2026-08-01',
  decisions: [],
  batches,
  final,
  ...at('09:20', peerHub),
});
const parts = (batch: number, ...categories: readonly CategoryId[]): ReceivingCommand => ({
  type: 'ReceiveParts',
  batch,
  messageId: `parts-${batch}`,
  contentHash: `sha-256:${batch}`,
  categories,
  ...at('09:30', peerHub),
});
const stored = (category: CategoryId, batch = 1): ReceivingCommand => ({
  type: 'StorePart',
  batch,
  category,
  ...at('09:31'),
});
const receipted = (batch = 1): ReceivingCommand => ({
  type: 'SendReceipt',
  batch,
  messageId: 'm',
  receipt: 'jws',
  ...at('09:32'),
});
const close: ReceivingCommand = { type: 'Close', ...at('09:40') };
const cancelled: ReceivingCommand = { type: 'Cancel', reason: 'Registered by mistake', ...at('10:00', rektor) };
const requested = [announced(), confirmed, askedFor('enrolment', 'health'), requestSent];
const whole = [...requested, parts(1, 'enrolment'), stored('enrolment'), receipted(), decision(1, true, 1), close];

describe('a move', () => {
  it('is held for a while, so that a mistyped line can be mended before anybody is told', () => {
    const given = receivingGiven([announced()]);
    expect(nextReceivingSteps(given.state)).toEqual([{ step: 'confirm', at: '2026-11-22T09:00:00.000Z' }]);
    given.when({ ...confirmed, at: '2026-11-22T08:59:00.000Z' }).refuses('STILL_HELD');
    given.when(askedFor('enrolment')).refuses('STILL_HELD');
    given.when(confirmed).gives('MoveAnnounced');
    receivingGiven([announced(), confirmed]).when(confirmed).gives();
  });

  it('is announced once: the same again is nothing new, another is refused', () => {
    const given = receivingGiven([announced()]);
    given.when(announced()).gives();
    given.when({ ...announced(), unit: 'school-2' } as ReceivingCommand).refuses('ALREADY_ANNOUNCED');
  });

  it('is corrected by cancelling it and announcing a new one', () => {
    const corrected = { ...cancelled, replacedBy: 'transfer-2' } as ReceivingCommand;
    const { state } = receivingGiven([announced()]).when(corrected).gives('MoveCancelled');
    expect(state.replacedBy).toBe('transfer-2');
    const { events } = receivingGiven([])
      .when({ ...announced(), transferId: 'transfer-2', replaces: 'transfer-1' } as ReceivingCommand)
      .gives('MoveRecorded', 'GradingKnown');
    expect(events[0]).toMatchObject({ replaces: 'transfer-1' });
  });

  it('within one municipality continues the record: nothing is asked for, sealed or sent', () => {
    const given = receivingGiven([announced('none', '312000016'), confirmed]);
    given.when(askedFor('enrolment')).refuses('NOTHING_ASKED');
    expect(nextReceivingSteps(given.state)).toEqual([{ step: 'continue-record', at: '2026-11-22T00:00:00.000Z' }]);
    const { state } = given.when({ type: 'ContinueRecord', ...at('09:05') }).gives('RecordContinued');
    expect(nextReceivingSteps(state)).toEqual([{ step: 'close', at: '2026-11-22T00:00:00.000Z' }]);
    receivingGiven([announced(), confirmed])
      .when({ type: 'ContinueRecord', ...at('09:05') })
      .refuses('NOT_ASKED_FOR');
  });
});

describe('a request', () => {
  it('names categories with a reason that the law knows, once each', () => {
    const given = receivingGiven([announced(), confirmed]);
    const { events } = given.when(askedFor('enrolment', 'health')).gives('TransferAsked');
    expect(events[0]?.legalBasis).toBe('opplæringslova § 25-1 (2); opplæringslova § 25-1 (4)');
    given.when(askedFor()).refuses('NOTHING_ASKED');
    given.when(askedFor('enrolment', 'enrolment')).refuses('ASKED_TWICE');
    given.when(askedFor('placement')).refuses('NOT_A_CATEGORY');
    const curious = {
      ...askedFor('enrolment'),
      requests: [{ category: 'enrolment', purpose: 'curiosity' }],
    } as ReceivingCommand;
    given.when(curious).refuses('NO_NECESSITY');
    receivingGiven(requested).when(askedFor('enrolment')).refuses('ASKED_TWICE');
  });

  it('is sent once', () => {
    receivingGiven(requested).when(requestSent).gives();
    receivingGiven([announced(), confirmed]).when(requestSent).refuses('NOTHING_ASKED');
  });
});

describe('a graded address', () => {
  it('that is strictly confidential bars the move: nothing is announced, asked or sent', () => {
    const given = receivingGiven([announced('strengt-fortrolig')]);
    expect(given.state.phase).toBe('barred');
    expect(nextReceivingSteps(given.state)).toEqual([]);
    for (const command of [confirmed, askedFor('enrolment'), requestSent, receipted()])
      given.when(command).refuses('HANDLED_OUTSIDE_THE_HUB');
  });

  it('that becomes so in the middle is not even told of as cancelled', () => {
    const graded: ReceivingCommand = { type: 'LearnGrading', grading: 'strengt-fortrolig', ...at('09:15') };
    const given = receivingGiven([...requested, graded, cancelled]);
    expect(nextReceivingSteps(given.state)).toEqual([]);
    given.when({ type: 'TellCancelled', messageId: 'm', ...at('10:01') }).refuses('HANDLED_OUTSIDE_THE_HUB');
    const late = receivingGiven([...requested, cancelled, graded]);
    expect(nextReceivingSteps(late.state)).toEqual([]);
  });

  it('that is confidential: a named person releases the request, for it tells where the child goes', () => {
    const given = receivingGiven([announced('fortrolig'), confirmed, askedFor('enrolment')]);
    expect(nextReceivingSteps(given.state)).toEqual([]);
    expect(receivingWaitsFor(given.state)).toMatchObject([{ what: 'release-of-the-request' }]);
    given.when(requestSent).refuses('REQUEST_NOT_RELEASED');
    const release: ReceivingCommand = {
      type: 'ReleaseRequest',
      reason: 'Agreed with the police',
      ...at('09:12', rektor),
    };
    given.when({ ...release, actor: peerHub }).refuses('NOT_BY_HAND');
    given.when({ ...release, reason: '' } as ReceivingCommand).refuses('REASON_MISSING');
    given.when(release).gives('RequestReleased');
    receivingGiven([announced('fortrolig'), confirmed, askedFor('enrolment'), release])
      .when(requestSent)
      .gives('TransferRequested');
  });
});

describe('what comes back', () => {
  it('is taken only when it was asked for', () => {
    receivingGiven([announced(), confirmed]).when(parts(1, 'enrolment')).refuses('NOT_ASKED_FOR');
    receivingGiven([announced(), confirmed])
      .when(decision(1, true, 0))
      .refuses('NOT_ASKED_FOR');
    receivingGiven(requested)
      .when(parts(1, 'enrolment', 'messages'))
      .refuses('NOT_ASKED_FOR');
  });

  it('is taken once, and an older decision says nothing new', () => {
    const given = receivingGiven([...requested, decision(2, false, 1), parts(1, 'enrolment')]);
    given.when(decision(1, true, 1)).gives();
    given.when(parts(1, 'enrolment')).gives();
    given.when({ ...parts(1, 'enrolment'), messageId: 'other' } as ReceivingCommand).refuses('OTHER_CONTENT');
  });

  it('gets a receipt when every part is stored, not before', () => {
    const given = receivingGiven([...requested, parts(1, 'enrolment', 'health'), stored('enrolment')]);
    expect(nextReceivingSteps(given.state)).toEqual([{ step: 'deliver-parts', batch: 1 }]);
    const delivered: ReceivingCommand = { type: 'DeliverParts', batch: 1, ...at('09:31') };
    expect(nextReceivingSteps(given.when(delivered).gives('PartsDelivered').state)).toEqual([]);
    given.when(receipted()).refuses('NOT_READY');
    const { state } = given.when(stored('health')).gives('PartStored');
    expect(nextReceivingSteps(state)).toEqual([{ step: 'send-receipt', batch: 1 }]);
    given.when(stored('enrolment')).gives();
    given.when(stored('final-assessment')).refuses('NOT_RECEIVED');
    given.when(stored('enrolment', 2)).refuses('NOT_RECEIVED');
  });

  it('is rejected with a reason when it cannot be stored, and comes anew', () => {
    const rejected: ReceivingCommand = {
      type: 'RejectPart',
      batch: 1,
      category: 'health',
      why: 'unknown format',
      ...at('09:31'),
    };
    const given = receivingGiven([...requested, parts(1, 'enrolment', 'health'), stored('enrolment'), rejected]);
    expect(nextReceivingSteps(given.state)).toEqual([{ step: 'send-rejection', batch: 1 }]);
    expect(receivingWaitsFor(given.state)).toMatchObject([
      { what: 'mended-parts', why: 'Parts could not be stored: unknown format' },
    ]);
    given.when(receipted()).refuses('NOT_READY');
    given.when({ type: 'SendRejection', batch: 1, messageId: 'm', ...at('09:33') }).gives('RejectionSent');
    given.when(parts(2, 'enrolment', 'health')).gives('PartsReceived');
  });
});

describe('the end', () => {
  it('comes when the sender has decided everything and every batch is receipted', () => {
    const received = [...requested, parts(1, 'enrolment'), stored('enrolment'), receipted()];
    receivingGiven([...received, decision(1, false, 1)])
      .when(close)
      .refuses('STILL_OPEN');
    receivingGiven([...received, decision(1, true, 2)])
      .when(close)
      .refuses('STILL_OPEN');
    receivingGiven([...received, decision(1, true, 1)])
      .when(close)
      .gives('TransferClosed');
    receivingGiven(whole).when(close).gives();
    receivingGiven(whole).when(cancelled).refuses('CLOSED');
  });

  it('by cancellation: nothing more is taken, and the sender is told once', () => {
    const given = receivingGiven([...requested, cancelled]);
    given.when(parts(1, 'enrolment')).refuses('CANCELLED');
    given.when(decision(1, true, 1)).refuses('CANCELLED');
    given.when(cancelled).gives();
    const told: ReceivingCommand = { type: 'TellCancelled', messageId: 'm', ...at('10:01') };
    expect(nextReceivingSteps(given.state)).toEqual([{ step: 'tell-cancelled' }]);
    given.when(told).gives('CancellationTold');
    receivingGiven([...requested, cancelled, told])
      .when(told)
      .gives();
    expect(nextReceivingSteps(receivingGiven([announced(), cancelled]).state)).toEqual([]);
  });

  it('may turn out to be that the child never started', () => {
    const never: ReceivingCommand = {
      type: 'ReportNeverStarted',
      reason: 'Did not come on the first day',
      ...at('11:00', rektor),
    };
    receivingGiven(requested).when(never).refuses('NOT_STARTED_YET');
    const { state } = receivingGiven(whole).when(never).gives('ChildNeverStarted');
    expect(nextReceivingSteps(state)).toEqual([{ step: 'tell-cancelled' }]);
  });

  it('knows nothing of a move that was never announced', () => {
    receivingGiven([]).when(close).refuses('UNKNOWN_TRANSFER');
  });
});
