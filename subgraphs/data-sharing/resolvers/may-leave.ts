import type { TransferStanding } from '#contracts/ports.ts';
import { refusal } from './change-transfer.ts';

/**
 * Refuses to record that a child leaves here: one that is not here, or is graded strengt fortrolig, in the same words
 * (folkeregisterloven § 10-4); or a correction of what is about another child, or does not leave here.
 */
export function mayLeave(
  standing: TransferStanding | null,
  childId: string,
  replaced: { readonly childId: string | null; readonly side: string } | undefined,
): asserts standing is TransferStanding {
  // Of a strictly graded child nobody is told that it is one: named staff act outside the hub.
  if (!standing || standing.grading === 'STRICTLY_CONFIDENTIAL')
    throw refusal('NOT_FOUND', 'There is no such child here');
  if (replaced && (replaced.childId !== childId || replaced.side !== 'SENDER'))
    throw refusal('OTHER_CHILD', 'A correction is about the same child');
}
