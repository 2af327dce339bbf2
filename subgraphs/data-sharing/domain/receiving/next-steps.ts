import { nextOfferSteps, type OfferStep, type OfferWait, offerWaitsFor } from './offer/next-steps.ts';
import { isAnswered, isRejected, isStored, isWithinController, type ReceivingState, startOf } from './state.ts';

/** What the hub itself does next for a transfer that it receives; `at` when it is not to be done before a time. */
export type ReceivingStep =
  | { readonly step: 'confirm'; readonly at: string }
  | { readonly step: 'continue-record'; readonly at: string }
  | { readonly step: 'send-request' }
  | { readonly step: 'deliver-parts'; readonly batch: number }
  | { readonly step: 'send-receipt'; readonly batch: number }
  | { readonly step: 'send-rejection'; readonly batch: number }
  | { readonly step: 'tell-cancelled' }
  | { readonly step: 'close'; readonly at?: string }
  | OfferStep;

/** The steps that follow from a state. Taken twice, a step comes to nothing the second time; lost, it follows from the state again. */
export function nextReceivingSteps(state: ReceivingState): readonly ReceivingStep[] {
  const { move, phase } = state;
  const ofOffer = nextOfferSteps(state);
  if (ofOffer) return ofOffer;
  if (!move) return [];
  if (phase === 'held') return [{ step: 'confirm', at: move.holdUntil }];
  if (phase === 'announced' && isWithinController(move))
    return [{ step: state.recordContinued ? 'close' : 'continue-record', at: startOf(move.startsOn) }];
  if (phase === 'asked')
    return state.grading === 'fortrolig' && !state.requestReleased ? [] : [{ step: 'send-request' }];
  if (phase === 'cancelled' || phase === 'never-started') {
    const untold =
      (state.requestMessageId || state.offer) && !state.cancellationTold && state.grading !== 'strengt-fortrolig';
    return untold ? [{ step: 'tell-cancelled' }] : [];
  }
  if (phase !== 'requested' && phase !== 'decided') return [];
  const steps = state.batches.flatMap((batch): ReceivingStep[] => {
    if (batch.receipt) return [];
    if (isStored(batch)) return [{ step: 'send-receipt', batch: batch.batch }];
    if (isRejected(batch)) return batch.rejectionSent ? [] : [{ step: 'send-rejection', batch: batch.batch }];
    return batch.delivered ? [] : [{ step: 'deliver-parts', batch: batch.batch }];
  });
  if (!isAnswered(state) || steps.length > 0) return steps;
  // Until the first day more may be asked for, and access stays where the child is. A hand-over moves nobody.
  return move.form === 'hand-over' ? [{ step: 'close' }] : [{ step: 'close', at: startOf(move.startsOn) }];
}

/** What a move waits for that the hub cannot do by itself, for the staff console; empty when it waits for nothing. */
export interface ReceivingWaitsFor {
  readonly what:
    | 'somebody-to-ask'
    | 'release-of-the-request'
    | 'decision'
    | 'parts'
    | 'mended-parts'
    | 'named-staff'
    | 'first-day'
    | 'hand-over'
    | OfferWait['what'];
  /** In plain words, without personal data. */
  readonly why: string;
}

const firstDay = { what: 'first-day', why: 'It is closed on the day that the child starts' } as const;

export function receivingWaitsFor(state: ReceivingState): readonly ReceivingWaitsFor[] {
  const { move, phase } = state;
  if (phase === 'barred')
    return [{ what: 'named-staff', why: 'Named staff handle this outside the hub (folkeregisterloven § 10-4)' }];
  const ofOffer = offerWaitsFor(state);
  if (ofOffer.length > 0) return ofOffer;
  if (phase === 'announced' && move?.form === 'hand-over')
    return [
      { what: 'hand-over', why: 'The one that the child comes from hands over after permission; it is not asked' },
    ];
  if (phase === 'announced' && move && !isWithinController(move))
    return [{ what: 'somebody-to-ask', why: 'Nobody has asked for the categories that are needed' }];
  if ((phase === 'announced' && move) || (isAnswered(state) && move?.form !== 'hand-over')) return [firstDay];
  if (phase === 'asked' && state.grading === 'fortrolig' && !state.requestReleased)
    return [{ what: 'release-of-the-request', why: 'The address is graded: a named person must release the request' }];
  if (phase !== 'requested' && phase !== 'decided') return [];
  const rejected = state.batches.find((batch) => isRejected(batch));
  if (rejected) return [{ what: 'mended-parts', why: `Parts could not be stored: ${rejected.why}` }];
  if (phase === 'requested') return [{ what: 'decision', why: 'The sender has not answered yet' }];
  const waiting = state.decisions.filter((decision) => decision.status === 'waiting').length;
  if (waiting > 0) return [{ what: 'decision', why: `${waiting} categories wait for somebody at the sender` }];
  if (state.batches.length < state.batchesSent) return [{ what: 'parts', why: 'Parts are under way' }];
  return [];
}
