import type { DataSharingContext } from '../context.ts';
import type { ReceivingState } from '../domain/receiving/state.ts';
import type { SendingCommand } from '../domain/sending/commands.ts';
import type { SendingState } from '../domain/sending/state.ts';
import { takeAsChild } from '../process/offer-steps.ts';
import { takeRequestAsChild } from '../process/take-request-as-child.ts';
import { isPrivate, receiving, sending } from '../sides.ts';
import { act } from '../store/act.ts';
import { forgetRequest } from '../store/find-request.ts';
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
const onlySender = 'This is for the controller that the child comes from';

/** A mutation that is one command to the sender's side. */
function senderMutation<Input extends TransferInput>(
  name: string,
  deed: string,
  commandOf: (input: Input, context: Context) => SendingCommand,
) {
  return async (_: unknown, { input }: { readonly input: Input }, context: Context): Promise<TransferPayload> => {
    const row = await transferFor(context, input, deed);
    return changeTransfer(context, name, input, async (unit) => {
      if (row.side !== 'SENDER') throw refusal('OTHER_SIDE', onlySender);
      await act(unit, sending, row.id, commandOf(input, context));
      return row.id;
    });
  };
}

interface DecideInput extends TransferInput {
  readonly dangerToLife?: boolean | null;
}

export const decideTransfer = senderMutation<DecideInput>(
  'decideTransfer',
  'decide-transfer',
  ({ dangerToLife }, context) => ({
    type: 'Decide',
    policy: context.process.policyOn(context.access.on),
    privateSender: isPrivate(context.process.controller),
    conditions: dangerToLife ? { health: ['danger-to-life'] } : {},
    ...byViewer(context, 'staff'),
  }),
);

interface ReleaseInput extends ReasonInput {
  readonly category: string;
  readonly release: boolean;
  readonly thirdPartiesRemoved?: boolean | null;
}

export const releaseTransferPart = senderMutation<ReleaseInput>(
  'releaseTransferPart',
  'release-transfer-part',
  ({ category: text, release, reason, thirdPartiesRemoved }, context) => {
    const category = readCategory(text);
    const stamp = byViewer(context, 'staff');
    return release
      ? { type: 'ReleaseByHand', category, reason, thirdPartiesRemoved: thirdPartiesRemoved === true, ...stamp }
      : { type: 'DeclineRelease', category, reason, ...stamp };
  },
);

export const reopenTransferParts = senderMutation<ReasonInput & { readonly batch: number }>(
  'reopenTransferParts',
  'release-transfer-part',
  ({ batch, reason }, context) => ({ type: 'ReopenParts', batch, reason, ...byViewer(context, 'staff') }),
);

/** Says which child a request or an offer is about; what it said of the child is kept no longer. */
export async function matchTransferRequest(
  _: unknown,
  { input }: { readonly input: TransferInput & { readonly childId: string } },
  context: Context,
) {
  const row = await transferFor(context, input, 'decide-transfer');
  const { childId } = input;
  const standing = await context.process.port.transferStanding(childId, context.access.on);
  return changeTransfer(context, 'matchTransferRequest', input, async (unit) => {
    if (!standing) throw refusal('NOT_FOUND', 'There is no such child here');
    const found = { standing, how: 'person', stamp: byViewer(context, 'staff') } as const;
    if (row.side === 'SENDER') await takeRequestAsChild(unit, { ...row, state: row.state as SendingState }, found);
    else await takeAsChild(unit, { ...row, state: row.state as ReceivingState }, found);
    return row.id;
  });
}

export async function dismissTransferRequest(_: unknown, { input }: { readonly input: ReasonInput }, context: Context) {
  const row = await transferFor(context, input, 'decide-transfer');
  return changeTransfer(context, 'dismissTransferRequest', input, async (unit) => {
    const { reason } = input;
    const stamp = byViewer(context, 'staff');
    if (row.side === 'SENDER') await act(unit, sending, row.id, { type: 'DismissRequest', reason, ...stamp });
    else await act(unit, receiving, row.id, { type: 'DeclineOffer', reason, ...stamp });
    await forgetRequest(unit.tx, row.id);
    return row.id;
  });
}
