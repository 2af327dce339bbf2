/**
 * A fetch answers a request of the receiver's; a hand-over goes only as far as those who decide have permitted; of a move abroad
 * documents are made, which go to nobody but the family.
 */
export type SendingForm = 'fetch' | 'hand-over' | 'documents';

/** What is known of a hand-over that this controller has begun; one that answers a request has none of it. */
export interface HandOver {
  /** Our unit that the child was at when it was recorded. */
  readonly fromUnit: string | null;
  /** To another unit of this controller. */
  readonly within: boolean;
  readonly unit: string | null;
  readonly startsOn: string;
  readonly holdUntil: string;
  readonly answerBy?: string;
  readonly replaces?: string;
  /** The offer that has gone, and whether the receiver has found its child. */
  readonly offerMessageId?: string;
  readonly accepted: boolean;
}
