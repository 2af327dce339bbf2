import type { EventStamp } from '../../actor.ts';
import type { SendingState } from '../state.ts';
import type { HandOverEvent } from './events.ts';

/** The state after an event that only a hand-over knows; facts only, no choices. */
export function evolveHandOver(state: SendingState, event: HandOverEvent & EventStamp): SendingState {
  switch (event.type) {
    case 'HandOverPrepared': {
      const { transferId, childId, peer, peerName, direction, requests } = event;
      const { fromUnit, within, unit, startsOn, holdUntil, answerBy, replaces } = event;
      const handOver = {
        fromUnit,
        within,
        unit,
        startsOn,
        holdUntil,
        ...(answerBy ? { answerBy } : {}),
        ...(replaces ? { replaces } : {}),
        accepted: false,
      };
      const known = { transferId, childId, peer, peerName, direction, requests, handOver };
      return { ...state, ...known, phase: 'matched', form: 'hand-over', round: 1, startsOn };
    }
    case 'PermissionReminded':
      return { ...state, remindedAt: event.at, reminders: state.reminders + (event.byStaff ? 0 : 1) };
    case 'SharedWithin': {
      const shared = event.categories.flatMap((id) => {
        const category = state.categories[id];
        return category ? [[id, { ...category, status: 'shared' as const }]] : [];
      });
      return { ...state, categories: { ...state.categories, ...Object.fromEntries(shared) } };
    }
    case 'OfferSent':
      return withHandOver(state, { offerMessageId: event.messageId });
    case 'OfferAccepted':
      return withHandOver(state, { accepted: true });
    case 'OfferDeclined':
      return state;
    case 'CancellationTold':
      return { ...state, cancellationTold: true };
  }
}

const withHandOver = (state: SendingState, known: Partial<SendingState['handOver'] & object>): SendingState =>
  state.handOver ? { ...state, handOver: { ...state.handOver, ...known } } : state;
