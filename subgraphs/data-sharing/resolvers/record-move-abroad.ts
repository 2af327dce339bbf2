import type { DataSharingContext } from '../context.ts';
import type { DocumentLanguage } from '../domain/sending/documents/state.ts';
import { gradingOf } from '../process/permission-facts.ts';
import { sending } from '../sides.ts';
import { act } from '../store/act.ts';
import { findOpenSendings } from '../store/find-open-sendings.ts';
import { byViewer, changeTransfer, refusal, transferFor } from './change-transfer.ts';
import { wordOf } from './enum-name.ts';
import { mayLeave } from './may-leave.ts';

interface RecordMoveAbroadInput {
  readonly idempotencyKey: string;
  readonly childId: string;
  readonly lastDay: string;
  readonly reason: string;
  readonly language: string;
  readonly replaces?: string | null;
}

/** Records that a child moves abroad; a correction cancels the move that it replaces in the same transaction. */
export async function recordMoveAbroad(
  _: unknown,
  { input }: { readonly input: RecordMoveAbroadInput },
  context: DataSharingContext,
) {
  const { process } = context;
  const { childId, lastDay, reason } = input;
  const replaced = input.replaces
    ? await transferFor(context, { transferId: input.replaces }, 'cancel-transfer')
    : undefined;
  const standing = await process.port.transferStanding(childId, context.access.on);
  return changeTransfer(context, 'recordMoveAbroad', input, async (unit) => {
    mayLeave(standing, childId, replaced);
    const [open] = (await findOpenSendings(unit.tx, [childId])).filter(({ id }) => id !== replaced?.id);
    if (open)
      throw open.peer === process.controller.organisationNumber
        ? refusal('ALREADY_ANNOUNCED', 'This child’s move abroad is under way: correct it by naming it in `replaces`')
        : refusal('MOVES_ELSEWHERE', 'This child moves to another controller: answer or cancel that first');
    const { organisationNumber: self, name: selfName } = process.controller;
    const stamp = byViewer(context, 'staff');
    const transferId = process.newId();
    if (replaced)
      await act(unit, sending, replaced.id, {
        type: 'Cancel',
        reason: 'Corrected',
        replacedBy: transferId,
        ...stamp,
      });
    await act(unit, sending, transferId, {
      type: 'RecordMoveAbroad',
      transferId,
      childId,
      grading: gradingOf(standing.grading),
      self,
      selfName,
      fromUnit: standing.unitId,
      lastDay,
      language: wordOf(input.language) as DocumentLanguage,
      reason,
      holdUntil: new Date(Date.parse(stamp.at) + process.settings.holdSeconds * 1_000).toISOString(),
      ...(replaced ? { replaces: replaced.id } : {}),
      ...stamp,
    });
    return transferId;
  });
}
