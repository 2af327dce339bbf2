import { stamp } from '../actor.ts';
import { refuse } from '../refusal.ts';
import type { ReceivingCommandOf } from './commands.ts';
import type { ReceivingEvent } from './events.ts';
import { isRejected, isStored, type ReceivingState } from './state.ts';

const processing = 'opplæringslova § 25-1 (1)';
const hasAsked = (state: ReceivingState) => state.requestMessageId !== undefined;

/** Messages may overtake each other: a decision older than the one that is known says nothing new. */
export function recordDecision(
  command: ReceivingCommandOf<'RecordDecision'>,
  state: ReceivingState,
): readonly ReceivingEvent[] {
  if (!hasAsked(state)) refuse('NOT_ASKED_FOR', 'No decision was asked for');
  const { at: _, actor: __, type: ___, ...decision } = command;
  if (decision.revision <= state.revision) return [];
  return [{ type: 'DecisionReceived', ...decision, ...stamp(command, processing) }];
}

/** Parts may come before the decision that speaks of them; never without a request, nor of a category that was not asked for. */
export function receiveParts(
  command: ReceivingCommandOf<'ReceiveParts'>,
  state: ReceivingState,
): readonly ReceivingEvent[] {
  if (!hasAsked(state)) refuse('NOT_ASKED_FOR', 'No parts were asked for');
  const { batch, messageId, contentHash, categories } = command;
  if (state.batches.some((one) => one.messageId === messageId)) return [];
  if (state.batches.some((one) => one.batch === batch))
    refuse('OTHER_CONTENT', `Batch ${batch} has come already, with other content`);
  const asked = new Set(state.requests.map((request) => request.category));
  const stranger = categories.find((category) => !asked.has(category));
  if (stranger) refuse('NOT_ASKED_FOR', `"${stranger}" was not asked for: it is not taken`);
  return [{ type: 'PartsReceived', batch, messageId, contentHash, categories, ...stamp(command, processing) }];
}

const batchOf = (state: ReceivingState, number: number) =>
  state.batches.find((one) => one.batch === number) ?? refuse('NOT_RECEIVED', `No parts have come as number ${number}`);

/** Hands a batch to the subgraphs that hold the categories, to be opened, validated and stored. */
export function deliverParts(
  command: ReceivingCommandOf<'DeliverParts'>,
  state: ReceivingState,
): readonly ReceivingEvent[] {
  if (batchOf(state, command.batch).delivered) return [];
  return [{ type: 'PartsDelivered', batch: command.batch, ...stamp(command, processing) }];
}

export function settlePart(
  command: ReceivingCommandOf<'StorePart'> | ReceivingCommandOf<'RejectPart'>,
  state: ReceivingState,
): readonly ReceivingEvent[] {
  const { batch, category } = command;
  const part = batchOf(state, batch).parts[category];
  if (!part) refuse('NOT_RECEIVED', `"${category}" is not among the parts that came`);
  // The first word of the subgraph that stores it stands: said again it is nothing new.
  if (part !== 'received') return [];
  const by = stamp(command, processing);
  if (command.type === 'StorePart') return [{ type: 'PartStored', batch, category, ...by }];
  return [{ type: 'PartRejected', batch, category, why: command.why, ...by }];
}

export function sendReceipt(
  command: ReceivingCommandOf<'SendReceipt'>,
  state: ReceivingState,
): readonly ReceivingEvent[] {
  const one = batchOf(state, command.batch);
  if (one.receipt) return [];
  if (!isStored(one)) refuse('NOT_READY', 'A receipt is given when every part is stored, not before');
  const { batch, messageId, receipt } = command;
  return [{ type: 'ReceiptSent', batch, messageId, receipt, ...stamp(command, processing) }];
}

export function sendRejection(
  command: ReceivingCommandOf<'SendRejection'>,
  state: ReceivingState,
): readonly ReceivingEvent[] {
  const one = batchOf(state, command.batch);
  if (one.rejectionSent) return [];
  if (!isRejected(one)) refuse('NOT_READY', 'No part of this batch was rejected');
  return [{ type: 'RejectionSent', batch: command.batch, messageId: command.messageId, ...stamp(command, processing) }];
}
