import { describe, expect, it } from 'vitest';
import { receivingGiven } from '../../given-when-then.ts';
import { at, peerHub, requests } from '../../transfer-builders.ts';
import type { ReceivingCommandOf } from '../commands.ts';
import { nextReceivingSteps } from '../next-steps.ts';

const offered: ReceivingCommandOf<'ReceiveOffer'> = {
  type: 'ReceiveOffer',
  transferId: 'transfer-1',
  peer: '312000008',
  peerName: 'Ringsaker kommune',
  self: '312000016',
  direction: 'school-to-school',
  unit: null,
  startsOn: '2026-11-22',
  privateReceiver: false,
  mayCome: requests('health'),
  contentHash: 'sha-256:1',
  ...at('08:00', peerHub),
};
const matched = (askedAlready: boolean, childId = 'child-1'): ReceivingCommandOf<'MatchOffer'> => ({
  type: 'MatchOffer',
  childId,
  how: 'national-id',
  unit: 'school-1',
  grading: 'none',
  askedAlready,
  ...at('08:01'),
});
const answered: ReceivingCommandOf<'AnswerOffer'> = { type: 'AnswerOffer', messageId: 'answer-1', ...at('08:02') };

describe('an offer of a child that is being asked for here', () => {
  it('is declined with that, answered once, and becomes no second move', () => {
    const declined = receivingGiven([offered]).when(matched(true)).gives('OfferDeclined');
    expect(declined.events).toMatchObject([{ why: 'asked-already' }]);
    expect(declined.state.move).toBeUndefined();
    expect(nextReceivingSteps(declined.state)).toEqual([{ step: 'answer-offer' }]);
    const told = receivingGiven([offered, matched(true)])
      .when(answered)
      .gives('OfferAnswered');
    expect(told.events).toMatchObject([{ answer: 'asked-already' }]);
    receivingGiven([offered, matched(true), answered])
      .when(answered)
      .gives();
    receivingGiven([offered, matched(true), answered])
      .when(matched(false))
      .refuses('ALREADY_MATCHED');
  });
});

describe('an offer that comes again', () => {
  it('is the same offer, before and after its child is found', () => {
    receivingGiven([offered]).when(offered).gives();
    receivingGiven([offered, matched(false)])
      .when(offered)
      .gives();
    receivingGiven([offered, matched(false)])
      .when(matched(true))
      .gives();
    receivingGiven([offered, matched(false)])
      .when(matched(false, 'child-2'))
      .refuses('ALREADY_MATCHED');
  });

  it('with other content is another’s under the same id', () => {
    receivingGiven([offered])
      .when({ ...offered, contentHash: 'sha-256:2' })
      .refuses('ASKED_TWICE');
  });
});
