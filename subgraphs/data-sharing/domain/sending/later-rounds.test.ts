import { describe, expect, it } from 'vitest';
import type { CategoryId } from '#contracts/categories.ts';
import { sendingGiven } from '../given-when-then.ts';
import { at, peerHub, requests } from '../transfer-builders.ts';
import type { SendingCommand } from './commands.ts';
import { nextSendingSteps, sendingWaitsFor } from './next-steps.ts';
import { asked, decided, matched, receipt, sealed, sent, wanted } from './sending-story.ts';

const early = (command: SendingCommand): SendingCommand =>
  command.type === 'ReceiveRequest' ? { ...command, startsOn: '2027-08-16' } : command;
const told: SendingCommand = { type: 'TellDecision', messageId: 'told-1', ...at('11:20') };
const answered = [early(asked('enrolment')), matched(), decided, wanted('enrolment'), sealed('enrolment')].concat([
  sent('enrolment'),
  receipt,
  told,
]);
const more = (round: number, ...categories: readonly CategoryId[]): SendingCommand => ({
  ...(early(asked(...categories)) as Extract<SendingCommand, { type: 'ReceiveRequest' }>),
  round,
  contentHash: `sha-256:request-${round}`,
});

describe('a transfer that is answered before the child starts', () => {
  it('stays open until the first day, and says so', () => {
    const { state } = sendingGiven(answered);
    expect(nextSendingSteps(state)).toEqual([{ step: 'close', at: '2027-08-16T00:00:00.000Z' }]);
    expect(sendingWaitsFor(state)).toMatchObject([{ what: 'first-day' }]);
    sendingGiven(answered)
      .when({ type: 'Close', ...at('12:00') })
      .refuses('NOT_STARTED_YET');
    sendingGiven(answered)
      .when({ type: 'Close', ...at('2027-08-16T06:00:00.000Z') })
      .gives('TransferClosed');
  });

  it('is asked for more: only what is new is decided, and what was decided stands', () => {
    const second = sendingGiven(answered).when(more(2, 'final-assessment')).gives('RequestExtended');
    expect(nextSendingSteps(second.state)).toEqual([{ step: 'decide' }]);
    const { events, state } = sendingGiven([...answered, more(2, 'final-assessment')])
      .when(decided)
      .gives('CategoriesDecided');
    expect(events[0]).toMatchObject({ decisions: [{ category: 'final-assessment', outcome: 'follows' }] });
    expect(state.categories.enrolment?.status).toBe('received');
    expect(state.categories.health?.status).toBe('withheld');
    expect(state.requests).toEqual(requests('enrolment', 'final-assessment'));
  });

  it('says that it has decided a later round also when nothing else is new', () => {
    const given = [...answered, more(2, 'photos'), decided];
    expect(nextSendingSteps(sendingGiven(given).state)).toContainEqual({ step: 'tell-decision' });
    const { state } = sendingGiven(given)
      .when({ ...told, messageId: 'told-2' })
      .gives('DecisionTold');
    expect(nextSendingSteps(state)).toEqual([{ step: 'close', at: '2027-08-16T00:00:00.000Z' }]);
  });

  it('does not give a second time what it has given', () => {
    sendingGiven(answered).when(more(2, 'enrolment')).refuses('ALREADY_RECEIVED');
  });

  it('takes the same request again for the same, and a round out of order for nothing', () => {
    sendingGiven([...answered, more(2, 'health')])
      .when(more(2, 'health'))
      .gives();
    sendingGiven(answered).when(more(3, 'health')).refuses('ASKED_TWICE');
    sendingGiven([]).when(more(2, 'health')).refuses('UNKNOWN_TRANSFER');
    sendingGiven(answered)
      .when({ ...more(2, 'health'), peer: '964338531' } as SendingCommand)
      .refuses('ASKED_TWICE');
  });

  it('is not asked for more before the first request is answered', () => {
    sendingGiven([early(asked('enrolment')), matched(), decided])
      .when(more(2, 'health'))
      .refuses('NOT_READY');
  });

  it('is opened again by a request that was under way when it was closed', () => {
    const closed: SendingCommand = { type: 'Close', ...at('2027-08-16T06:00:00.000Z') };
    const journalled: SendingCommand = { type: 'RecordJournal', journalpost: '2027/1-1', ...at('12:00') };
    const { state } = sendingGiven([...answered, closed, journalled])
      .when(more(2, 'final-assessment'))
      .gives('RequestExtended');
    expect(state).toMatchObject({ phase: 'decided', closings: 1 });
    expect(state.journalpost).toBeUndefined();
    const neverStarted: SendingCommand = { type: 'Cancel', reason: 'The child never started', ...at('13:00', peerHub) };
    sendingGiven([...answered, closed, neverStarted])
      .when(more(2, 'final-assessment'))
      .refuses('CLOSED');
  });
});
