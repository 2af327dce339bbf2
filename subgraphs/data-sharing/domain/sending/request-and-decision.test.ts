import { describe, expect, it } from 'vitest';
import { sendingGiven } from '../given-when-then.ts';
import { at, deadline, rektor } from '../transfer-builders.ts';
import type { SendingCommand } from './commands.ts';
import { nextSendingSteps, sendingWaitsFor } from './next-steps.ts';
import {
  asked,
  askedForPermission,
  decided,
  matched,
  released,
  sealed,
  sent,
  waitingForPermission,
  wanted,
} from './sending-story.ts';

describe('a request', () => {
  it('is received once: the same again is nothing new, another under the same id is refused', () => {
    sendingGiven([]).when(asked('health')).gives('RequestReceived');
    sendingGiven([asked('health')])
      .when(asked('health'))
      .gives();
    const other = { ...asked('health'), contentHash: 'sha-256:other' } as SendingCommand;
    sendingGiven([asked('health')])
      .when(other)
      .refuses('ASKED_TWICE');
    sendingGiven([]).when(asked()).refuses('NOTHING_ASKED');
  });

  it('that matches no child waits for a person, who says which child it is or dismisses it with a reason', () => {
    const unmatched: SendingCommand = { type: 'FindNoMatch', why: 'No national id', ...at('09:01') };
    const given = sendingGiven([asked('health'), unmatched]);
    expect(sendingWaitsFor(given.state)).toMatchObject([{ what: 'a-person-to-match', why: 'No national id' }]);
    expect(nextSendingSteps(given.state)).toEqual([]);
    const byHand = { ...matched(), how: 'person' } as SendingCommand;
    given.when(byHand).refuses('NOT_MATCHED');
    given.when({ ...byHand, actor: rektor }).gives('ChildMatched', 'GradingKnown');
    given.when({ type: 'DismissRequest', reason: '', ...at('09:02', rektor) }).refuses('REASON_MISSING');
    const dismissed = given
      .when({ type: 'DismissRequest', reason: 'No such pupil', ...at('09:02', rektor) })
      .gives('RequestDismissed');
    expect(nextSendingSteps(dismissed.state)).toEqual([{ step: 'tell-decision' }]);
  });

  it('cannot be decided before the child is matched', () => {
    sendingGiven([asked('health')])
      .when(decided)
      .refuses('NOT_MATCHED');
    sendingGiven([]).when(decided).refuses('UNKNOWN_TRANSFER');
  });
});

describe('a decision', () => {
  it('decides every category, each with rule and citation', () => {
    const { state } = sendingGiven([asked('final-assessment', 'health'), matched()])
      .when(decided)
      .gives('CategoriesDecided');
    expect(Object.keys(state.categories)).toHaveLength(24);
    expect(state.categories['final-assessment']?.status).toBe('ready');
    expect(state.categories.health?.status).toBe('awaiting-permission');
    expect(state.categories.enrolment?.status).toBe('withheld');
    expect(state.categories.identity?.status).toBe('collected-anew');
    expect(
      sendingGiven([asked('health'), matched(), decided])
        .when(decided)
        .refuses('ALREADY_DECIDED'),
    );
  });

  it('lets what follows be gathered while a permission is waited for', () => {
    const { state } = sendingGiven(waitingForPermission);
    expect(nextSendingSteps(state)).toEqual([
      { step: 'pass-deadline', at: deadline },
      { step: 'gather-parts' },
      { step: 'tell-decision' },
    ]);
    expect(sendingWaitsFor(state)).toMatchObject([
      { what: 'permission', categories: ['health'], of: ['mother', 'father'], until: deadline },
    ]);
  });
});

describe('a graded address', () => {
  it('that is strictly confidential bars the transfer: nothing is decided, asked, sealed, sent or told', () => {
    const given = sendingGiven([asked('final-assessment'), matched('strengt-fortrolig')]);
    expect(given.state.phase).toBe('barred');
    expect(nextSendingSteps(given.state)).toEqual([]);
    for (const command of [decided, askedForPermission, sealed('final-assessment'), sent('final-assessment')])
      given.when(command).refuses('HANDLED_OUTSIDE_THE_HUB');
    given.when({ type: 'TellDecision', messageId: 'm', ...at('12:00') }).refuses('HANDLED_OUTSIDE_THE_HUB');
  });

  it('that becomes strictly confidential in the middle stops what was sealed and not sent', () => {
    const graded: SendingCommand = { type: 'LearnGrading', grading: 'strengt-fortrolig', ...at('11:01') };
    const given = sendingGiven([
      asked('final-assessment'),
      matched(),
      decided,
      wanted('final-assessment'),
      sealed('final-assessment'),
      graded,
    ]);
    given.when(sent('final-assessment')).refuses('HANDLED_OUTSIDE_THE_HUB');
  });

  it('that becomes confidential in the middle puts a person in the way of everything that has not left', () => {
    const graded: SendingCommand = { type: 'LearnGrading', grading: 'fortrolig', ...at('11:01') };
    const given = sendingGiven([
      asked('final-assessment', 'enrolment'),
      matched(),
      decided,
      wanted('final-assessment'),
      sealed('final-assessment'),
    ]);
    const { state } = given.when(graded).gives('GradingKnown');
    expect(state.categories['final-assessment']?.status).toBe('awaiting-release');
    expect(state.categories.enrolment?.status).toBe('awaiting-release');
  });

  it('that is confidential waits for a person also where the receiver would collect anew', () => {
    const given = sendingGiven([asked('final-assessment'), matched('fortrolig'), decided]);
    expect(given.state.categories.identity?.status).toBe('awaiting-release');
    const { state } = given.when(released('identity')).gives('PartReleased');
    expect(state.categories.identity?.status).toBe('collected-anew');
  });
});
