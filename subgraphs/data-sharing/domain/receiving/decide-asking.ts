import { transferableCategoryIds } from '#contracts/categories.ts';
import { stamp } from '../actor.ts';
import type { CategoryRequest } from '../decide-category.ts';
import { refuse } from '../refusal.ts';
import type { ReceivingCommandOf } from './commands.ts';
import type { Move, ReceivingEvent } from './events.ts';
import { isAnswered, isWithinController, type ReceivingState } from './state.ts';

const processing = 'opplæringslova § 25-1 (1)';
const protectedAddress = 'folkeregisterloven § 10-4';

/**
 * Asks for categories, each with a reason that the law knows. A move that has been answered may be asked for again, until the child
 * starts, when more has come to be: never for what has come already, and every category by a necessity of its own.
 */
export function ask(command: ReceivingCommandOf<'Ask'>, state: ReceivingState, move: Move): readonly ReceivingEvent[] {
  const { requests } = command;
  if (state.phase === 'held') refuse('STILL_HELD', 'The move is still held, so that it can be corrected');
  if (state.phase !== 'announced' && !isAnswered(state))
    refuse('ASKED_TWICE', 'The transfer has been asked for already: ask for more when it has been answered');
  if (isWithinController(move))
    refuse('NOTHING_ASKED', 'Within one municipality the record continues: there is nothing to ask for');
  if (move.form === 'hand-over')
    refuse(
      'HANDED_OVER_INSTEAD',
      'This is not fetched: the one that the child comes from hands it over, when those who decide have permitted it',
    );
  if (requests.length === 0) refuse('NOTHING_ASKED', 'Name the categories that are needed');
  const { purposes, title } = command.policy.directions[move.direction];
  const hjemler = requests.map((request) => {
    if (!transferableCategoryIds.includes(request.category))
      refuse('NOT_A_CATEGORY', `"${request.category}" is not a category that travels between schools`);
    const purpose = purposes[request.purpose];
    if (!purpose) refuse('NO_NECESSITY', `"${request.purpose}" is no reason that the law knows for: ${title.en}`);
    if (hasCome(state, request))
      refuse('ALREADY_RECEIVED', `"${request.category}" has been received in this transfer: it is not fetched again`);
    return purpose.hjemmel;
  });
  if (new Set(requests.map((request) => request.category)).size < requests.length)
    refuse('ASKED_TWICE', 'A category is asked for twice');
  const legalBasis = [...new Set(hjemler)].join('; ');
  return [{ type: 'TransferAsked', round: state.round + 1, requests, ...stamp(command, legalBasis) }];
}

/** Whether the category has been received in this transfer already. */
export const hasCome = (state: ReceivingState, { category }: Pick<CategoryRequest, 'category'>): boolean =>
  state.batches.some((batch) => batch.parts[category] === 'stored');

/** The request itself tells the sender where the child goes: with a graded address a named person releases it. */
export function releaseRequest(
  command: ReceivingCommandOf<'ReleaseRequest'>,
  state: ReceivingState,
): readonly ReceivingEvent[] {
  const waits = state.phase === 'asked' || state.phase === 'matched';
  if (!waits || state.grading !== 'fortrolig') refuse('NOT_BY_HAND', 'No request waits for a person');
  if (command.actor.kind !== 'person') refuse('NOT_BY_HAND', 'Only a named person can release a request');
  if (command.reason.trim() === '') refuse('REASON_MISSING', 'Say why the request is released');
  if (state.requestReleased) return [];
  return [{ type: 'RequestReleased', reason: command.reason, ...stamp(command, protectedAddress) }];
}

export function sendRequest(
  command: ReceivingCommandOf<'SendRequest'>,
  state: ReceivingState,
): readonly ReceivingEvent[] {
  if (state.phase === 'requested' || state.phase === 'decided') return [];
  if (state.phase !== 'asked') refuse('NOTHING_ASKED', 'Nothing has been asked for yet');
  if (state.grading === 'fortrolig' && !state.requestReleased)
    refuse('REQUEST_NOT_RELEASED', 'The address is graded: a named person must release the request');
  return [{ type: 'TransferRequested', messageId: command.messageId, ...stamp(command, processing) }];
}
