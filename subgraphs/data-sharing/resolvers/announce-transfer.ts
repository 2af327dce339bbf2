import type { TransferDirection } from '#contracts/policy/transfer-policy-schema.ts';
import type { DataSharingContext } from '../context.ts';
import { announceCommand, isThatMove } from '../process/announce.ts';
import { peerOf } from '../process/seal-message.ts';
import { receiving } from '../sides.ts';
import { act } from '../store/act.ts';
import { findOpenMoves } from '../store/find-open-move.ts';
import { byViewer, changeTransfer, refusal, transferFor } from './change-transfer.ts';
import { wordOf } from './enum-name.ts';
import { isUuid } from './transfer-view.ts';

export interface AnnounceTransferInput {
  readonly idempotencyKey: string;
  readonly childId: string;
  readonly fromOrganisation: string;
  readonly unitId: string;
  readonly startsOn: string;
  readonly direction: string;
  readonly replaces?: string | null;
}

/** Records a move to this controller; a correction cancels the move that it replaces in the same transaction. */
export async function announceTransfer(
  _: unknown,
  { input }: { readonly input: AnnounceTransferInput },
  context: DataSharingContext,
) {
  const { process } = context;
  const { childId, unitId, startsOn } = input;
  const replaced = input.replaces
    ? await transferFor(context, { transferId: input.replaces }, 'cancel-transfer')
    : undefined;
  const standing = await process.port.transferStanding(childId, context.access.on);
  return changeTransfer(context, 'announceTransfer', input, async (unit) => {
    if (!standing) throw refusal('NOT_FOUND', 'There is no such child here');
    if (!isUuid(unitId)) throw refusal('NOT_FOUND', 'There is no such unit here');
    if (replaced && replaced.childId !== childId) throw refusal('OTHER_CHILD', 'A correction is about the same child');
    const own = process.controller;
    const direction = wordOf(input.direction) as TransferDirection;
    const within = input.fromOrganisation === own.organisationNumber;
    if (within && direction !== 'school-to-school' && direction !== 'abroad')
      throw refusal('ONE_CONTROLLER', 'Within one controller only a change of school is carried as a move');
    if (!within && direction === 'abroad')
      throw refusal('ONE_CONTROLLER', 'No hub abroad sends anything: name your own controller, whose record continues');
    const from = within ? own : peerOf(process, input.fromOrganisation);
    const transferId = process.newId();
    const stamp = byViewer(context, 'staff');
    const replaces = replaced ? { replaces: replaced.id } : {};
    const move = { transferId, standing, from, unitId, startsOn, direction, source: 'staff' as const, ...replaces };
    // The child is held first, as everybody else holds it, and only then its transfers.
    const known = await findOpenMoves(unit.tx, childId, from.organisationNumber);
    if (replaced)
      await act(unit, receiving, replaced.id, {
        type: 'Cancel',
        reason: 'Corrected',
        replacedBy: transferId,
        ...stamp,
      });
    if (known.filter(({ id }) => id !== replaced?.id).some(isThatMove(process, direction)))
      throw refusal(
        'ALREADY_ANNOUNCED',
        'This child’s move from there is announced already: go on with it, or correct it by naming it in `replaces`',
      );
    await act(unit, receiving, transferId, announceCommand(process, move, stamp));
    return transferId;
  });
}
