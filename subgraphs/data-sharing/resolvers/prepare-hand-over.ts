import type { CategoryId } from '#contracts/categories.ts';
import type { TransferDirection } from '#contracts/policy/transfer-policy-schema.ts';
import type { DataSharingContext } from '../context.ts';
import { findReceiver, type HandOversToPrepare, prepareHandOvers } from '../process/prepare-hand-overs.ts';
import { sending } from '../sides.ts';
import { act } from '../store/act.ts';
import { readCategory } from './category-ids.ts';
import { byViewer, changeTransfer, refusal, transferFor } from './change-transfer.ts';
import { wordOf } from './enum-name.ts';
import { mayLeave } from './may-leave.ts';

export interface HandOverTerms {
  readonly idempotencyKey: string;
  readonly toOrganisation: string;
  readonly toUnit?: string | null;
  readonly startsOn: string;
  readonly direction: string;
  readonly categories?: readonly string[] | null;
  readonly answerBy?: Date | string | null;
}

/** What is recorded of a hand-over, read from a mutation's input; gives, in the transaction, a user error where it cannot be. */
export async function readTerms(
  { process }: DataSharingContext,
  input: HandOverTerms,
): Promise<() => HandOversToPrepare> {
  const direction = wordOf(input.direction) as TransferDirection;
  const unit = input.toUnit ?? null;
  const receiver = await settled(findReceiver(process, { to: input.toOrganisation, unit, direction }));
  return () => {
    const answerBy = input.answerBy ? new Date(input.answerBy) : undefined;
    if (answerBy && answerBy <= process.now())
      throw refusal('DEADLINE_PASSED', 'Those who decide must have time to answer: choose a later `answerBy`');
    return {
      ...receiver(),
      unit,
      startsOn: input.startsOn,
      direction,
      ...(input.categories ? { categories: input.categories.map((text): CategoryId => readCategory(text)) } : {}),
      ...(answerBy ? { answerBy: answerBy.toISOString() } : {}),
    };
  };
}

/** What was looked up, or the error that it came to, to be thrown where it becomes the answer. */
async function settled<Found>(work: Promise<Found>): Promise<() => Found> {
  try {
    const found = await work;
    return () => found;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

interface PrepareHandOverInput extends HandOverTerms {
  readonly childId: string;
  readonly replaces?: string | null;
}

/** Records that one child will start elsewhere; a correction cancels the hand-over that it replaces in the same transaction. */
export async function prepareHandOver(
  _: unknown,
  { input }: { readonly input: PrepareHandOverInput },
  context: DataSharingContext,
) {
  const { process } = context;
  const { childId } = input;
  const replaced = input.replaces
    ? await transferFor(context, { transferId: input.replaces }, 'cancel-transfer')
    : undefined;
  const standing = await process.port.transferStanding(childId, context.access.on);
  const termsOf = await readTerms(context, input);
  return changeTransfer(context, 'prepareHandOver', input, async (unit) => {
    mayLeave(standing, childId, replaced);
    const terms = { ...termsOf(), ...(replaced ? { replaces: replaced.id } : {}) };
    const stamp = byViewer(context, 'staff');
    const { begun, underWay, elsewhere } = await prepareHandOvers(process, unit, [standing], terms, stamp);
    if (underWay.some(({ handedOver }) => !handedOver))
      throw refusal('ASKED_ALREADY', 'The receiver has asked for this child’s data itself: answer that');
    if (underWay.length > 0)
      throw refusal(
        'ALREADY_ANNOUNCED',
        'This child’s hand-over there is under way: correct it by naming it in `replaces`',
      );
    if (elsewhere.length > 0)
      throw refusal('HANDED_OVER_ELSEWHERE', 'This child is being handed over elsewhere: name that in `replaces`');
    const transferId = begun.get(childId) ?? '';
    if (replaced)
      await act(unit, sending, replaced.id, {
        type: 'Cancel',
        reason: 'Corrected',
        replacedBy: transferId,
        ...stamp,
      });
    return transferId;
  });
}
