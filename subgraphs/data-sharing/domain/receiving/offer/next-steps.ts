import type { ReceivingState } from '../state.ts';

export type OfferStep = { readonly step: 'match-offer'; readonly at?: string } | { readonly step: 'answer-offer' };

/** What the hub itself does next for an offer; undefined when it has become a transfer like any other. */
export function nextOfferSteps({ phase, offer, grading, requestReleased }: ReceivingState) {
  if (!offer) return undefined;
  const steps = (): readonly OfferStep[] | undefined => {
    switch (phase) {
      case 'offered':
        return [{ step: 'match-offer' }];
      case 'unmatched':
        // The child may come into the register any day.
        return offer.lookAgainAt ? [{ step: 'match-offer', at: offer.lookAgainAt }] : [];
      case 'matched':
        return grading === 'fortrolig' && !requestReleased ? [] : [{ step: 'answer-offer' }];
      case 'dismissed':
        return offer.answered ? [] : [{ step: 'answer-offer' }];
      default:
        return undefined;
    }
  };
  return steps();
}

export interface OfferWait {
  readonly what: 'a-person-to-match' | 'release-of-the-answer';
  readonly why: string;
}

export function offerWaitsFor({ phase, offer, grading, requestReleased }: ReceivingState): readonly OfferWait[] {
  if (!offer) return [];
  if (phase === 'unmatched')
    return [{ what: 'a-person-to-match', why: offer.unmatchedWhy ?? 'No sure match was found' }];
  if (phase === 'matched' && grading === 'fortrolig' && !requestReleased)
    return [{ what: 'release-of-the-answer', why: 'The address is graded: a named person must release the answer' }];
  return [];
}
