import type { TransferDirection } from '#contracts/policy/transfer-policy-schema.ts';
import type { AddressGrading } from '../../actor.ts';
import type { CategoryRequest } from '../../decide-category.ts';
import type { OfferAnswer } from '../../offer.ts';

/** An offer as it is recorded: who the child is stands in the sealed message alone. */
export interface Offer {
  readonly transferId: string;
  readonly peer: string;
  readonly peerName: string;
  readonly self: string;
  readonly direction: TransferDirection;
  /** The organisation number of the unit that the sender names. */
  readonly unit: string | null;
  readonly startsOn: string;
  readonly privateReceiver: boolean;
  /** What our own policy lets come by a hand-over in this direction; nothing else is taken. */
  readonly mayCome: readonly CategoryRequest[];
  readonly contentHash: string;
}

/** What can be asked of a transfer that was offered to this controller. */
export type OfferCommand =
  | ({ readonly type: 'ReceiveOffer' } & Offer)
  | {
      readonly type: 'MatchOffer';
      readonly childId: string;
      readonly how: 'national-id' | 'person';
      /** Our unit where the child is, or will be. */
      readonly unit: string | null;
      readonly grading: AddressGrading;
      /** Something else is asked of the same sender for this child already: one move is not to become two. */
      readonly askedAlready: boolean;
    }
  | { readonly type: 'FindNoChild'; readonly why: string; readonly lookAgainAt?: string }
  | { readonly type: 'DeclineOffer'; readonly reason: string }
  | { readonly type: 'AnswerOffer'; readonly messageId: string };
export type OfferCommandOf<Type extends OfferCommand['type']> = Extract<OfferCommand, { readonly type: Type }>;

/** What can happen to it. */
export type OfferEvent =
  | ({ readonly type: 'OfferReceived' } & Offer)
  | {
      readonly type: 'OfferMatched';
      readonly childId: string;
      readonly how: 'national-id' | 'person';
      readonly unit: string | null;
    }
  | { readonly type: 'OfferNotMatched'; readonly why: string; readonly lookAgainAt?: string }
  | {
      readonly type: 'OfferDeclined';
      readonly why: Exclude<OfferAnswer, 'accepted'>;
      readonly reason: string;
    }
  | { readonly type: 'OfferAnswered'; readonly answer: OfferAnswer; readonly messageId: string };

/** What is known of an offer beside the move that it becomes. */
export interface OfferState extends Offer {
  readonly unmatchedWhy?: string;
  readonly lookAgainAt?: string;
  readonly answer?: OfferAnswer;
  readonly answered: boolean;
}
