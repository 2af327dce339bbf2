import { stamp } from '../actor.ts';
import { refuse } from '../refusal.ts';
import { categoryOf } from './category-of.ts';
import type { CommandOf } from './commands.ts';
import type { SendingEvent } from './events.ts';
import { type CategoryStatus, categoriesIn, isFinal, type SendingState } from './state.ts';
import { toldOf } from './told.ts';

const processing = 'opplæringslova § 25-1 (1)';
const archiving = 'arkivlova § 5';

export function release(
  command: CommandOf<'ReleaseByHand'> | CommandOf<'DeclineRelease'>,
  state: SendingState,
): readonly SendingEvent[] {
  const { category: id, reason } = command;
  const category = categoryOf(state, id);
  const { decision } = category;
  if (command.actor.kind !== 'person') refuse('NOT_BY_HAND', 'Only a named person can release a part');
  if (!decision.byHand || isFinal(category)) refuse('NOT_BY_HAND', 'This category does not wait for a person');
  if (category.status === 'sealed' || category.status === 'sent')
    refuse('ALREADY_SEALED', 'The part is sealed already');
  if (reason.trim() === '') refuse('REASON_MISSING', 'Say why the part is released or held back');
  if (command.type === 'DeclineRelease')
    return [{ type: 'CategoryWithheld', category: id, why: 'not-released', ...stamp(command, decision.hjemmel) }];
  if (category.status === 'awaiting-permission') refuse('NOT_READY', 'The permission comes first; then a person looks');
  if (category.released) return [];
  if (decision.thirdPartiesRemoved && !command.thirdPartiesRemoved)
    refuse('THIRD_PARTIES_NOT_REMOVED', 'Remove what tells of other persons, and confirm that you have');
  const { thirdPartiesRemoved } = command;
  return [{ type: 'PartReleased', category: id, reason, thirdPartiesRemoved, ...stamp(command, decision.hjemmel) }];
}

/** Asks the subgraphs that hold them for the parts that are free to leave and have not been asked for. */
export function wantParts(command: CommandOf<'WantParts'>, state: SendingState): readonly SendingEvent[] {
  const parts = categoriesIn(state).flatMap(([category, { status, partId }]) => {
    const id = command.partIds[category];
    return status === 'ready' && !partId && id ? [{ category, partId: id }] : [];
  });
  return parts.length === 0 ? [] : [{ type: 'PartsWanted', parts, ...stamp(command, processing) }];
}

const answered: readonly CategoryStatus[] = ['sealed', 'sent', 'received', 'empty'];

/** A subgraph's answer. One to an older question is stale and comes to nothing: the facts were others then. */
export function contribute(
  command: CommandOf<'SealPart'> | CommandOf<'FindPartEmpty'>,
  state: SendingState,
): readonly SendingEvent[] {
  const { status, decision, partId } = categoryOf(state, command.category);
  if (partId !== command.partId || answered.includes(status)) return [];
  if (status !== 'ready') refuse('NOT_READY', `"${command.category}" is not free to leave: it is ${status}`);
  const by = stamp(command, decision.hjemmel);
  if (command.type === 'FindPartEmpty') return [{ type: 'PartEmpty', category: command.category, ...by }];
  return [{ type: 'PartSealed', category: command.category, partId, ...by }];
}

export function sendParts(command: CommandOf<'SendParts'>, state: SendingState): readonly SendingEvent[] {
  const { categories, messageId, contentHash } = command;
  if (state.batches.some((batch) => batch.messageId === messageId)) return [];
  if (state.form === 'documents')
    refuse('NOT_HANDED_OVER', 'Of a move abroad nothing is sent: the family gets documents');
  if (categories.length === 0) refuse('NOT_READY', 'There is nothing to send');
  const hjemler = categories.map((id) => {
    const { status, decision } = categoryOf(state, id);
    if (status !== 'sealed') refuse('NOT_READY', `"${id}" is not sealed: it is ${status}`);
    return decision.hjemmel;
  });
  const batch = state.batches.length + 1;
  const legalBasis = [...new Set(hjemler)].join('; ');
  return [{ type: 'PartsSent', batch, categories, messageId, contentHash, ...stamp(command, legalBasis) }];
}

function batchOf(state: SendingState, number: number) {
  return (
    state.batches.find((batch) => batch.batch === number) ??
    refuse('NOT_SENT', `No parts were sent as number ${number}`)
  );
}

export function recordRejection(command: CommandOf<'RecordRejection'>, state: SendingState): readonly SendingEvent[] {
  const { receipt, rejected } = batchOf(state, command.batch);
  if (receipt || rejected === command.why) return [];
  return [{ type: 'PartsRejected', batch: command.batch, why: command.why, ...stamp(command, processing) }];
}

/** A receipt is recorded even after a cancellation: what was sent was received, and the archive must say so. */
export function recordReceipt(command: CommandOf<'RecordReceipt'>, state: SendingState): readonly SendingEvent[] {
  const { batch, contentHash, receipt } = command;
  const sent = batchOf(state, batch);
  if (sent.contentHash !== contentHash) refuse('OTHER_CONTENT', 'The receipt is for other content than what was sent');
  if (sent.receipt) return [];
  return [{ type: 'ReceiptRecorded', batch, contentHash, receipt, ...stamp(command, processing) }];
}

/** The archive's number of the hand-over: only with it, and with authority to dispose, may anything be deleted. */
export function recordJournal(command: CommandOf<'RecordJournal'>, state: SendingState): readonly SendingEvent[] {
  if (state.phase !== 'closed') refuse('NOT_READY', 'The transfer is not closed: there is no hand-over to journal');
  if (state.journalpost) return [];
  return [{ type: 'HandOverJournalled', journalpost: command.journalpost, ...stamp(command, archiving) }];
}

/** Tells the receiver where each category stands, when that is something new. */
export function tellDecision(command: CommandOf<'TellDecision'>, state: SendingState): readonly SendingEvent[] {
  if (state.grading === 'strengt-fortrolig')
    refuse('HANDLED_OUTSIDE_THE_HUB', 'This is handled by named staff, outside the hub');
  if (state.phase !== 'decided' && state.phase !== 'dismissed')
    refuse('NOT_DECIDED', 'The categories of this transfer have not been decided yet');
  if (state.toDecide.length > 0) refuse('NOT_DECIDED', 'What was asked for last has not been decided yet');
  const { told, final, isNews } = toldOf(state);
  if (!isNews) return [];
  const revision = state.revision + 1;
  return [{ type: 'DecisionTold', revision, told, final, messageId: command.messageId, ...stamp(command, processing) }];
}

/** After a rejection a person lets the parts of a batch be sealed and sent anew. */
export function reopenParts(command: CommandOf<'ReopenParts'>, state: SendingState): readonly SendingEvent[] {
  const { rejected, reopened } = batchOf(state, command.batch);
  if (reopened) return [];
  if (!rejected) refuse('NOT_SENT', 'Only parts that the receiver could not take are sent again');
  if (command.reason.trim() === '') refuse('REASON_MISSING', 'Say what was mended');
  return [{ type: 'PartsReopened', batch: command.batch, reason: command.reason, ...stamp(command, processing) }];
}
