import type { DataSharingContext } from '../context.ts';
import type { SendingState } from '../domain/sending/state.ts';
import { receiving, sending } from '../sides.ts';
import { act } from '../store/act.ts';
import {
  byViewer,
  changeTransfer,
  type ReasonInput,
  refusal,
  type TransferPayload,
  transferFor,
} from './change-transfer.ts';

const isBegunHere = ({ handOver, abroad }: SendingState) => handOver !== undefined || abroad !== undefined;

/** The receiver cancels a move; either side cancels a hand-over, and this one a move abroad. What the receiver has asked for, the sender answers instead. */
export async function cancelTransfer(
  _: unknown,
  { input }: { readonly input: ReasonInput },
  context: DataSharingContext,
): Promise<TransferPayload> {
  const row = await transferFor(context, input, 'cancel-transfer');
  return changeTransfer(context, 'cancelTransfer', input, async (unit) => {
    const command = { type: 'Cancel', reason: input.reason, ...byViewer(context, 'staff') } as const;
    if (row.side === 'RECEIVER') await act(unit, receiving, row.id, command);
    else if (!isBegunHere(row.state as SendingState))
      throw refusal('OTHER_SIDE', 'This is for the controller that the child comes to');
    else await act(unit, sending, row.id, command);
    return row.id;
  });
}
