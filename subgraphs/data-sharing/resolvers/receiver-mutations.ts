import type { DataSharingContext } from '../context.ts';
import type { ReceivingCommand } from '../domain/receiving/commands.ts';
import type { ReceivingState } from '../domain/receiving/state.ts';
import { deliverBatch } from '../process/receiving-steps.ts';
import { receiving } from '../sides.ts';
import { act } from '../store/act.ts';
import { readCategory } from './category-ids.ts';
import {
  byViewer,
  changeTransfer,
  type ReasonInput,
  refusal,
  type TransferInput,
  type TransferPayload,
  transferFor,
} from './change-transfer.ts';

type Context = DataSharingContext;

/** A mutation that is one command to the receiver's side. */
function receiverMutation<Input extends TransferInput>(
  name: string,
  deed: string,
  commandOf: (input: Input, context: Context) => ReceivingCommand,
) {
  return async (_: unknown, { input }: { readonly input: Input }, context: Context): Promise<TransferPayload> => {
    const row = await transferFor(context, input, deed);
    return changeTransfer(context, name, input, async (unit) => {
      if (row.side !== 'RECEIVER') throw refusal('OTHER_SIDE', 'This is for the controller that the child comes to');
      await act(unit, receiving, row.id, commandOf(input, context));
      return row.id;
    });
  };
}

export const reportNeverStarted = receiverMutation<ReasonInput>(
  'reportNeverStarted',
  'cancel-transfer',
  ({ reason }, context) => ({ type: 'ReportNeverStarted', reason, ...byViewer(context, 'staff') }),
);

export const releaseTransferRequest = receiverMutation<ReasonInput>(
  'releaseTransferRequest',
  'release-transfer-part',
  ({ reason }, context) => ({ type: 'ReleaseRequest', reason, ...byViewer(context, 'staff') }),
);

interface RequestTransferInput extends TransferInput {
  readonly categories: readonly {
    readonly category: string;
    readonly purpose: string;
    readonly words?: string | null;
  }[];
}

export const requestTransfer = receiverMutation<RequestTransferInput>(
  'requestTransfer',
  'request-transfer',
  ({ categories }, context) => ({
    type: 'Ask',
    policy: context.process.policyOn(context.access.on),
    requests: categories.map(({ category, purpose, words }) => ({
      category: readCategory(category),
      purpose,
      ...(words ? { words } : {}),
    })),
    ...byViewer(context, 'staff'),
  }),
);

/** Takes in every batch that has come and not been handed on; said again it comes to nothing. */
export async function receiveTransfer(_: unknown, { input }: { readonly input: TransferInput }, context: Context) {
  const row = await transferFor(context, input, 'receive-transfer');
  return changeTransfer(context, 'receiveTransfer', input, async (unit) => {
    if (row.side !== 'RECEIVER') throw refusal('OTHER_SIDE', 'This is for the controller that the child comes to');
    const state = row.state as ReceivingState;
    const waiting = state.batches.filter((batch) => !batch.delivered).map((batch) => batch.batch);
    // With nothing waiting the decider says why: cancelled, closed, or nothing has come.
    const batches = waiting.length > 0 ? waiting : [Math.max(1, state.batches.length)];
    for (const batch of batches) await deliverBatch(unit, row.id, batch, byViewer(context, 'staff'));
    return row.id;
  });
}
