import { HubError } from '#kit/errors/hub-error.ts';
import type { DataSharingContext } from '../context.ts';
import type { CommandStamp } from '../domain/actor.ts';
import type { AnswerChannel } from '../domain/sending/events.ts';
import { permissionFactsOf } from '../process/permission-facts.ts';
import { sending } from '../sides.ts';
import { act } from '../store/act.ts';
import type { TransferRow } from '../store/find-transfer.ts';
import { readCategory } from './category-ids.ts';
import { byViewer, changeTransfer, refusal, type TransferPayload, transferFor } from './change-transfer.ts';
import { wordOf } from './enum-name.ts';

type Context = DataSharingContext;

export interface AnswerTransferInput {
  readonly idempotencyKey: string;
  readonly transferId: string;
  readonly categories: readonly string[];
}

export interface RecordTransferAnswerInput extends AnswerTransferInput {
  readonly answeredBy: string;
  readonly answer: keyof typeof commandOf;
  readonly channel: string;
  readonly note?: string | null;
  readonly answeredOn?: string | null;
  readonly interpreter?: string | null;
}

const commandOf = { PERMITS: 'Permit', REFUSES: 'Refuse', WITHDRAWS: 'Withdraw' } as const;

interface Answer {
  readonly type: 'Permit' | 'Refuse' | 'Withdraw';
  readonly by: string;
  readonly channel: AnswerChannel;
  readonly note?: string;
  readonly answeredOn?: string;
  readonly interpreter?: string;
  readonly stamp: CommandStamp;
}

/** One answer for several categories: all of them, or none. Who decides is judged by the facts of the day. */
async function giveAnswer(
  context: Context,
  mutation: string,
  input: AnswerTransferInput,
  row: TransferRow,
  { type, stamp, ...answer }: Answer,
): Promise<TransferPayload> {
  const standing = row.childId ? await context.process.port.transferStanding(row.childId, context.access.on) : null;
  return changeTransfer(context, mutation, input, async (unit) => {
    if (row.side !== 'SENDER' || !standing)
      throw refusal('OTHER_SIDE', 'A permission is given to the controller that the child comes from');
    if (input.categories.length === 0) throw refusal('NOTHING_ASKED', 'Name the categories that the answer is about');
    const facts = permissionFactsOf(standing);
    for (const text of new Set(input.categories))
      await act(unit, sending, row.id, { type, category: readCategory(text), facts, ...answer, ...stamp });
    return row.id;
  });
}

/** Somebody who decides answers for themselves. */
function answerMutation(name: string, type: Answer['type']) {
  return async (
    _: unknown,
    { input }: { readonly input: AnswerTransferInput },
    context: Context,
  ): Promise<TransferPayload> => {
    const row = await transferFor(context, input, 'permit-transfer');
    const { viewer } = context.access;
    if (viewer.kind !== 'person') throw new HubError('FORBIDDEN', 'Only a person can permit or refuse anything');
    const stamp = byViewer(context, 'decider');
    return giveAnswer(context, name, input, row, { type, by: viewer.personId, channel: 'portal', stamp });
  };
}

export const permitTransfer = answerMutation('permitTransfer', 'Permit');
export const refuseTransfer = answerMutation('refuseTransfer', 'Refuse');
export const withdrawPermission = answerMutation('withdrawPermission', 'Withdraw');

/** What staff record for another needs a deed of its own, and says how the answer was given. */
export async function recordTransferAnswer(
  _: unknown,
  { input }: { readonly input: RecordTransferAnswerInput },
  context: Context,
): Promise<TransferPayload> {
  const row = await transferFor(context, input, 'record-permission');
  return giveAnswer(context, 'recordTransferAnswer', input, row, {
    type: commandOf[input.answer],
    by: input.answeredBy,
    channel: wordOf(input.channel) as AnswerChannel,
    ...(input.note ? { note: input.note } : {}),
    ...(input.answeredOn ? { answeredOn: input.answeredOn } : {}),
    ...(input.interpreter ? { interpreter: input.interpreter } : {}),
    stamp: byViewer(context, 'staff'),
  });
}
