import { categoriesAt, categoriesIn, type SendingState } from '../state.ts';
import { identityStands, unidentified } from './identity.ts';

/** What the hub itself does next for a hand-over, beside what it does for every transfer. */
export type HandOverStep =
  | { readonly step: 'remind-permission'; readonly at: string }
  | { readonly step: 'withhold-unidentified' }
  | { readonly step: 'share-within' }
  | { readonly step: 'send-offer' }
  | { readonly step: 'tell-cancelled' };

/** Before the receiver has found its child nothing is sealed: a permission can be taken back until then. */
export const mayGather = (state: SendingState): boolean =>
  identityStands(state) === 'free' && (!state.handOver || state.handOver.accepted);

/** An offer that has gone is answered before the hand-over closes, so that the receiver is not left with it. */
export const isOfferOpen = (state: SendingState): boolean =>
  state.handOver?.offerMessageId !== undefined && !state.handOver.accepted;

export function nextHandOverSteps(state: SendingState): readonly HandOverStep[] {
  const { handOver } = state;
  if (state.phase === 'cancelled') {
    const known = handOver ? handOver.offerMessageId !== undefined : state.form === 'hand-over';
    const untold = known && !state.cancellationTold && state.grading !== 'strengt-fortrolig';
    return untold ? [{ step: 'tell-cancelled' }] : [];
  }
  if (state.phase !== 'decided') return [];
  const steps: HandOverStep[] = [];
  const remindAt = state.remindAt[state.reminders];
  if (remindAt && categoriesAt(state, 'awaiting-permission').length > 0)
    steps.push({ step: 'remind-permission', at: remindAt });
  if (unidentified(state).length > 0) steps.push({ step: 'withhold-unidentified' });
  const mayGo = handOver && identityStands(state) === 'free' && categoriesAt(state, 'ready').length > 0;
  if (mayGo && handOver.within) steps.push({ step: 'share-within' });
  else if (mayGo && !handOver.offerMessageId) steps.push({ step: 'send-offer' });
  return steps;
}

export interface HandOverWait {
  readonly what: 'hold' | 'offer-answer';
  readonly why: string;
  readonly until?: string;
}

export function handOverWaitsFor(state: SendingState): readonly HandOverWait[] {
  const { handOver } = state;
  if (state.phase === 'matched' && handOver)
    return [{ what: 'hold', why: 'It is held, so that it can be corrected', until: handOver.holdUntil }];
  if (state.phase === 'decided' && isOfferOpen(state) && categoriesIn(state).length > 0)
    return [{ what: 'offer-answer', why: 'The receiver has not found the child that is offered to it yet' }];
  return [];
}
