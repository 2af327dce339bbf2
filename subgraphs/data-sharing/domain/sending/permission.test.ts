import { describe, expect, it } from 'vitest';
import { sendingGiven } from '../given-when-then.ts';
import { at, deadline, mother, rektor, tenYearOld } from '../transfer-builders.ts';
import type { SendingCommand } from './commands.ts';
import { nextSendingSteps } from './next-steps.ts';
import {
  answers,
  asked,
  askedForPermission,
  decided,
  matched,
  released,
  sealed,
  waitingForPermission,
  wanted,
} from './sending-story.ts';

describe('a permission', () => {
  it('needs both who hold foreldreansvar, and is asked once', () => {
    sendingGiven(waitingForPermission).when(askedForPermission).gives();
    sendingGiven(waitingForPermission).when(answers('Permit', 'mother')).gives('AnswerRecorded');
    const bothButOne = [...waitingForPermission, answers('Permit', 'mother')];
    sendingGiven(bothButOne).when(answers('Permit', 'mother')).gives();
    const { state } = sendingGiven(bothButOne)
      .when(answers('Permit', 'father'))
      .gives('AnswerRecorded', 'PermissionGiven');
    expect(state.categories.health?.status).toBe('ready');
  });

  it('is refused by one refusal, which withholds that category and nothing else', () => {
    const { state, events } = sendingGiven(waitingForPermission)
      .when(answers('Refuse', 'father'))
      .gives('AnswerRecorded', 'CategoryWithheld');
    expect(events[1]).toMatchObject({ why: 'refused', legalBasis: 'opplæringslova § 25-1 (4)' });
    expect(state.categories.health?.status).toBe('withheld');
    expect(state.categories['final-assessment']?.status).toBe('ready');
  });

  it('cannot be given after a refusal', () => {
    const refused = [...waitingForPermission, answers('Refuse', 'father')];
    sendingGiven(refused).when(answers('Permit', 'mother')).refuses('PERMITTED_AFTER_REFUSAL');
    sendingGiven(refused).when(answers('Permit', 'father')).refuses('PERMITTED_AFTER_REFUSAL');
    sendingGiven(refused).when(answers('Refuse', 'father')).gives();
  });

  it('cannot be given by somebody who does not decide, nor for what needs none', () => {
    sendingGiven(waitingForPermission).when(answers('Permit', 'uncle')).refuses('NOT_THEIRS_TO_DECIDE');
    sendingGiven(waitingForPermission)
      .when(answers('Permit', 'mother', { category: 'final-assessment' }))
      .refuses('NOT_WAITING_FOR_PERMISSION');
    sendingGiven(waitingForPermission)
      .when(answers('Permit', 'mother', { category: 'placement' }))
      .refuses('NOT_A_CATEGORY');
  });

  it('keeps who recorded an answer given through an interpreter', () => {
    const onPaper = {
      ...answers('Refuse', 'mother'),
      actor: rektor,
      channel: 'interpreter',
      interpreter: 'Interpreter 4711, Dari',
      answeredOn: '2026-11-21',
    } as SendingCommand;
    const { events } = sendingGiven(waitingForPermission).when(onPaper).gives('AnswerRecorded', 'CategoryWithheld');
    expect(events[0]).toMatchObject({
      by: 'mother',
      actor: rektor,
      channel: 'interpreter',
      interpreter: 'Interpreter 4711, Dari',
      answeredOn: '2026-11-21',
    });
    sendingGiven(waitingForPermission)
      .when({ ...onPaper, interpreter: ' ' } as SendingCommand)
      .refuses('INTERPRETER_MISSING');
    sendingGiven(waitingForPermission)
      .when({ ...onPaper, answeredOn: '2026-11-23' } as SendingCommand)
      .refuses('ANSWERED_IN_THE_FUTURE');
  });

  it('is withheld by silence past the deadline, and not a minute before', () => {
    const pass = (time: string): SendingCommand => ({ type: 'PassDeadline', ...at(time) });
    sendingGiven(waitingForPermission).when(pass('12:00')).refuses('DEADLINE_NOT_PASSED');
    const { state } = sendingGiven(waitingForPermission).when(pass(deadline)).gives('CategoryWithheld');
    expect(state.categories.health?.withheldWhy).toBe('silence');
    sendingGiven([...waitingForPermission, pass(deadline)])
      .when(pass(deadline))
      .gives();
    sendingGiven(waitingForPermission)
      .when(answers('Permit', 'mother', { time: deadline }))
      .refuses('DEADLINE_PASSED');
  });

  it('passes to the pupil who turns 15 after the question and before the answer', () => {
    const almost = { ...tenYearOld, pupil: { id: 'pupil', birthDate: '2011-11-25' } };
    const given = sendingGiven([
      asked('health'),
      matched(),
      decided,
      { type: 'AskPermission', facts: almost, deadline, ...at('09:03') },
      { ...answers('Permit', 'mother'), facts: almost } as SendingCommand,
    ]);
    const later = '2026-11-26T10:00:00.000Z';
    expect(nextSendingSteps(given.state)).toContainEqual({ step: 'ask-permission', at: '2026-11-25T00:00:00.000Z' });
    const father = { ...answers('Permit', 'father', { time: later }), facts: almost } as SendingCommand;
    given.when(father).refuses('NOT_THEIRS_TO_DECIDE');
    const anew: SendingCommand = {
      type: 'AskPermission',
      facts: almost,
      deadline: '2027-01-01T00:00:00.000Z',
      ...at(later),
    };
    const { events, state } = given.when(anew).gives('PermissionAsked');
    expect(events[0]).toMatchObject({ of: ['pupil'], deadline });
    expect(nextSendingSteps(state)).not.toContainEqual(expect.objectContaining({ step: 'ask-permission' }));
    given
      .when({ ...answers('Permit', 'pupil', { time: later }), facts: almost } as SendingCommand)
      .gives('AnswerRecorded', 'PermissionGiven');
  });

  it('is not asked of one parent around another who may not know the new place', () => {
    const holders = [
      { id: 'mother', clearedForNewPlace: true },
      { id: 'father', clearedForNewPlace: false },
    ];
    const ask: SendingCommand = { type: 'AskPermission', facts: { ...tenYearOld, holders }, deadline, ...at('09:03') };
    const { state } = sendingGiven([asked('health'), matched(), decided])
      .when(ask)
      .gives('CategoryWithheld');
    expect(state.categories.health?.withheldWhy).toBe('holder-not-cleared');
  });

  it('can be taken back before sealing, and recalls nothing afterwards', () => {
    const permitted = [...waitingForPermission, answers('Permit', 'mother'), answers('Permit', 'father')];
    const back: SendingCommand = {
      type: 'Withdraw',
      category: 'health',
      by: 'mother',
      facts: tenYearOld,
      ...at('10:30', mother),
    };
    const { state } = sendingGiven(permitted).when(back).gives('CategoryWithheld');
    expect(state.categories.health).toMatchObject({ status: 'withheld', withheldWhy: 'withdrawn' });
    sendingGiven([...permitted, back])
      .when(back)
      .gives();
    sendingGiven([...permitted, wanted('health'), back])
      .when(sealed('health'))
      .refuses('NOT_READY');
    sendingGiven([...permitted, wanted('health'), sealed('health')])
      .when(back)
      .refuses('ALREADY_SEALED');
    sendingGiven(permitted)
      .when({ ...back, by: 'uncle' })
      .refuses('NOT_THEIRS_TO_DECIDE');
  });
});

describe('release by hand', () => {
  const waiting = [asked('imposed-school-change'), matched(), decided];

  it('needs a named person, a reason, and that other persons are removed', () => {
    const given = sendingGiven(waiting);
    given.when(wanted('imposed-school-change')).gives();
    given.when(sealed('imposed-school-change')).gives();
    given.when(released('imposed-school-change', { person: false })).refuses('NOT_BY_HAND');
    given.when(released('imposed-school-change', { reason: ' ' })).refuses('REASON_MISSING');
    given.when(released('imposed-school-change', { thirdPartiesRemoved: false })).refuses('THIRD_PARTIES_NOT_REMOVED');
    const { state } = given.when(released('imposed-school-change')).gives('PartReleased');
    expect(state.categories['imposed-school-change']?.status).toBe('ready');
  });

  it('comes after the permission, does not replace it, and is not for what follows by itself', () => {
    const given = sendingGiven([
      asked('expert-assessment-plans', 'final-assessment'),
      matched(),
      decided,
      askedForPermission,
    ]);
    given.when(released('expert-assessment-plans')).refuses('NOT_READY');
    given.when(released('final-assessment')).refuses('NOT_BY_HAND');
  });

  it('may be declined, with a reason', () => {
    const decline: SendingCommand = {
      type: 'DeclineRelease',
      category: 'imposed-school-change',
      reason: 'Not needed',
      ...at('10:30', rektor),
    };
    const { state } = sendingGiven(waiting).when(decline).gives('CategoryWithheld');
    expect(state.categories['imposed-school-change']?.withheldWhy).toBe('not-released');
  });
});
