import { describe, expect, it } from 'vitest';
import type { CategoryId } from '#contracts/categories.ts';
import { receivingGiven } from '../given-when-then.ts';
import { at, peerHub, policy, rektor, requests } from '../transfer-builders.ts';
import type { ReceivingCommand } from './commands.ts';
import { nextReceivingSteps, receivingWaitsFor } from './next-steps.ts';

const announced: ReceivingCommand = {
  type: 'Announce',
  transferId: 'transfer-1',
  childId: 'child-1',
  peer: '312000008',
  peerName: 'Ringsaker kommune',
  self: '312000016',
  direction: 'school-to-school',
  unit: 'school-1',
  startsOn: '2027-08-16',
  source: 'roster',
  privateReceiver: false,
  holdUntil: '2026-11-22T09:00:00.000Z',
  grading: 'none',
  ...at('08:00'),
};
const askedFor = (...categories: readonly CategoryId[]): ReceivingCommand => ({
  type: 'Ask',
  policy,
  requests: requests(...categories),
  ...at('09:10', rektor),
});
const decision = (round: number, revision: number, batches: number): ReceivingCommand => ({
  type: 'RecordDecision',
  round,
  revision,
  policyVersion: '2026-08-01',
  decisions: [],
  batches,
  final: true,
  ...at('09:20', peerHub),
});
const sendRequest = (messageId: string): ReceivingCommand => ({ type: 'SendRequest', messageId, ...at('09:11') });
const answered: readonly ReceivingCommand[] = [
  announced,
  { type: 'ConfirmAfterHold', ...at('09:00') },
  askedFor('enrolment'),
  sendRequest('request-1'),
  {
    type: 'ReceiveParts',
    batch: 1,
    messageId: 'parts-1',
    contentHash: 'sha-256:1',
    categories: ['enrolment'],
    ...at('09:30', peerHub),
  },
  { type: 'StorePart', batch: 1, category: 'enrolment', ...at('09:31') },
  { type: 'SendReceipt', batch: 1, messageId: 'm', receipt: 'jws', ...at('09:32') },
  decision(1, 1, 1),
];

describe('a move that has been answered before the child starts', () => {
  it('is closed on the first day, and says that it waits for it', () => {
    const { state } = receivingGiven(answered);
    expect(nextReceivingSteps(state)).toEqual([{ step: 'close', at: '2027-08-16T00:00:00.000Z' }]);
    expect(receivingWaitsFor(state)).toMatchObject([{ what: 'first-day' }]);
    receivingGiven(answered)
      .when({ type: 'Close', ...at('12:00') })
      .refuses('NOT_STARTED_YET');
  });

  it('may be asked for again, and is then open until that is answered too', () => {
    const { events } = receivingGiven(answered).when(askedFor('final-assessment')).gives('TransferAsked');
    expect(events[0]).toMatchObject({ round: 2, requests: requests('final-assessment') });
    const second = [...answered, askedFor('final-assessment'), sendRequest('request-2')];
    const { state } = receivingGiven(second);
    expect(state).toMatchObject({ phase: 'requested', decisionFinal: false, asking: requests('final-assessment') });
    expect(nextReceivingSteps(state)).toEqual([]);
    expect(receivingGiven([...second, decision(1, 2, 1)]).state.phase).toBe('requested');
    expect(receivingGiven([...second, decision(2, 2, 1)]).state).toMatchObject({
      phase: 'decided',
      decisionFinal: true,
    });
  });

  it('does not fetch what it has, and takes no category that neither round asked for', () => {
    receivingGiven(answered).when(askedFor('final-assessment', 'enrolment')).refuses('ALREADY_RECEIVED');
    receivingGiven([...answered, askedFor('final-assessment'), sendRequest('request-2')])
      .when({
        type: 'ReceiveParts',
        batch: 2,
        messageId: 'parts-2',
        contentHash: 'sha-256:2',
        categories: ['health'],
        ...at('10:00', peerHub),
      })
      .refuses('NOT_ASKED_FOR');
  });

  it('is not asked for more while an answer is awaited', () => {
    receivingGiven(answered.slice(0, 4)).when(askedFor('final-assessment')).refuses('ASKED_TWICE');
  });
});
