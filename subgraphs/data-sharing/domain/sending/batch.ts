import type { CategoryId } from '#contracts/categories.ts';

/** Parts that were sent together, and what the receiver said of them. */
export interface Batch {
  readonly batch: number;
  readonly categories: readonly CategoryId[];
  readonly messageId: string;
  readonly contentHash: string;
  readonly receipt?: string;
  readonly rejected?: string;
  /** Its parts were taken back after a rejection, to be sealed and sent anew. */
  readonly reopened?: boolean;
}
