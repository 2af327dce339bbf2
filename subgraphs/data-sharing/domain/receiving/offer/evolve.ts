import type { EventStamp } from '../../actor.ts';
import type { ReceivingState } from '../state.ts';
import type { OfferEvent, OfferState } from './commands.ts';

/** The state after an event of an offer; facts only, no choices. */
export function evolveOffer(state: ReceivingState, event: OfferEvent & EventStamp): ReceivingState {
  const { offer } = state;
  if (event.type === 'OfferReceived') {
    const { type: _, at: __, actor: ___, legalBasis: ____, ...received } = event;
    return { ...state, phase: 'offered', offer: { ...received, answered: false } };
  }
  if (!offer) return state;
  const known = (more: Partial<OfferState>): OfferState => ({ ...offer, ...more });
  switch (event.type) {
    case 'OfferMatched': {
      const { transferId, peer, peerName, self, direction, startsOn, privateReceiver } = offer;
      const { childId, unit, at: holdUntil } = event;
      const move = {
        transferId,
        childId,
        peer,
        peerName,
        self,
        direction,
        unit,
        startsOn,
        source: 'sender' as const,
        privateReceiver,
        form: 'hand-over' as const,
        holdUntil,
      };
      return {
        ...state,
        phase: 'matched',
        move,
        round: 1,
        requests: offer.mayCome,
        offer: known({ answer: 'accepted' }),
      };
    }
    case 'OfferNotMatched': {
      const { lookAgainAt: _, ...rest } = offer;
      const again = event.lookAgainAt ? { lookAgainAt: event.lookAgainAt } : {};
      return { ...state, phase: 'unmatched', offer: { ...rest, unmatchedWhy: event.why, ...again } };
    }
    case 'OfferDeclined':
      return { ...state, phase: 'dismissed', offer: known({ answer: event.why }) };
    case 'OfferAnswered': {
      const answered = { ...state, offer: known({ answered: true }) };
      return event.answer === 'accepted'
        ? { ...answered, phase: 'requested', requestMessageId: event.messageId }
        : answered;
    }
  }
}
