import { describe, expect, it } from 'vitest';
import { sendingGiven } from '../given-when-then.ts';
import { at, peerHub, rektor } from '../transfer-builders.ts';
import type { SendingCommand } from './commands.ts';
import { nextSendingSteps, sendingWaitsFor } from './next-steps.ts';
import {
  answers,
  asked,
  decided,
  journalled,
  matched,
  receipt,
  sealed,
  sent,
  waitingForPermission,
  wanted,
} from './sending-story.ts';

describe('delivery', () => {
  const ready = [asked('final-assessment', 'enrolment'), matched(), decided];
  const both = [...ready, wanted('final-assessment', 'enrolment'), sealed('final-assessment'), sealed('enrolment')];

  it('goes from sealed to sent to received, then the archive, then closed', () => {
    const given = sendingGiven([...both, sent('final-assessment', 'enrolment')]);
    given.when(journalled).refuses('NOT_READY');
    given.when({ type: 'Close', ...at('11:12') }).refuses('STILL_OPEN');
    expect(sendingWaitsFor(given.state)).toMatchObject([{ what: 'receipt' }]);
    const { state } = given.when(receipt).gives('ReceiptRecorded');
    expect(nextSendingSteps(state)).toEqual([{ step: 'tell-decision' }]);
    const done = sendingGiven([...both, sent('final-assessment', 'enrolment'), receipt]);
    const closed = done.when({ type: 'Close', ...at('11:12') }).gives('TransferClosed');
    expect(sendingWaitsFor(closed.state)).toMatchObject([{ what: 'archive' }]);
  });

  it('has no second effect when a step is taken again', () => {
    const all = [...both, sent('final-assessment', 'enrolment')];
    sendingGiven(both).when(sealed('enrolment')).gives();
    sendingGiven(all).when(sealed('enrolment')).gives();
    sendingGiven(all).when(sent('final-assessment', 'enrolment')).gives();
    sendingGiven([...all, receipt])
      .when(receipt)
      .gives();
    const closed = [...all, receipt, { type: 'Close', ...at('11:12') } as const];
    sendingGiven(closed).when(journalled).gives('HandOverJournalled');
    sendingGiven([...closed, journalled])
      .when(journalled)
      .gives();
  });

  it('refuses a receipt for other content, or for what was not sent', () => {
    const given = sendingGiven([...both, sent('final-assessment', 'enrolment')]);
    given.when({ ...receipt, contentHash: 'sha-256:other' } as SendingCommand).refuses('OTHER_CONTENT');
    given.when({ ...receipt, batch: 2 } as SendingCommand).refuses('NOT_SENT');
  });

  it('tells the receiver only what is new', () => {
    const tell: SendingCommand = { type: 'TellDecision', messageId: 'm', ...at('11:20') };
    const { events } = sendingGiven(ready).when(tell).gives('DecisionTold');
    expect(events[0]).toMatchObject({
      revision: 1,
      final: false,
      told: { 'final-assessment': 'coming', messages: 'withheld' },
    });
    sendingGiven([...ready, tell])
      .when(tell)
      .gives();
  });

  it('counts a category in which nothing is held as settled', () => {
    const empty: SendingCommand = {
      type: 'FindPartEmpty',
      category: 'enrolment',
      partId: 'part-enrolment',
      ...at('11:00'),
    };
    const { state } = sendingGiven([...ready, wanted('enrolment')])
      .when(empty)
      .gives('PartEmpty');
    expect(nextSendingSteps(state)).toContainEqual({ step: 'gather-parts' });
  });

  it('that the receiver cannot take waits for a person, who lets it be sealed anew', () => {
    const rejected: SendingCommand = {
      type: 'RecordRejection',
      batch: 1,
      why: 'unknown format',
      ...at('11:10', peerHub),
    };
    const given = sendingGiven([...both, sent('final-assessment', 'enrolment'), rejected]);
    expect(sendingWaitsFor(given.state)).toMatchObject([{ what: 'a-person-after-rejection' }]);
    const reopen: SendingCommand = {
      type: 'ReopenParts',
      batch: 1,
      reason: 'Mended the marks',
      ...at('11:20', rektor),
    };
    const { state } = given.when(reopen).gives('PartsReopened');
    expect(state.categories.enrolment?.status).toBe('ready');
    expect(nextSendingSteps(state)).toContainEqual({ step: 'gather-parts' });
  });

  it('takes no answer to an older question: the facts were others then', () => {
    const stale = { ...sealed('enrolment'), partId: 'older' } as SendingCommand;
    sendingGiven([...ready, wanted('enrolment')])
      .when(stale)
      .gives();
  });
});

describe('a cancellation', () => {
  const cancelled: SendingCommand = { type: 'Cancel', reason: 'Registered by mistake', ...at('10:10', peerHub) };

  it('stops everything that has not left', () => {
    const given = sendingGiven([...waitingForPermission, cancelled]);
    for (const command of [answers('Permit', 'mother'), sealed('final-assessment'), decided, asked('health')])
      given.when(command).refuses('CANCELLED');
    given.when(cancelled).gives();
    expect(nextSendingSteps(given.state)).toEqual([]);
  });

  it('after the transfer has closed says that the child never started', () => {
    const done = [
      asked('enrolment'),
      matched(),
      decided,
      wanted('enrolment'),
      sealed('enrolment'),
      sent('enrolment'),
      receipt,
    ];
    const given = sendingGiven([...done, { type: 'Close', ...at('11:12') }]);
    given.when(cancelled).gives('ChildNeverStarted');
  });
});

describe('a receipt that comes after its parts were taken back', () => {
  it('is kept, and moves nothing', () => {
    const sentOnce = [
      asked('enrolment'),
      matched(),
      decided,
      wanted('enrolment'),
      sealed('enrolment'),
      sent('enrolment'),
    ];
    const rejected: SendingCommand = {
      type: 'RecordRejection',
      batch: 1,
      why: 'unknown format',
      ...at('11:10', peerHub),
    };
    const reopened: SendingCommand = { type: 'ReopenParts', batch: 1, reason: 'Mended', ...at('11:20', rektor) };
    const { state } = sendingGiven([...sentOnce, rejected, reopened])
      .when(receipt)
      .gives('ReceiptRecorded');
    expect(state.categories.enrolment?.status).toBe('ready');
  });
});
