import { transferableCategoryIds } from '#contracts/categories.ts';
import { stamp } from '../actor.ts';
import { decideCategory } from '../decide-category.ts';
import { refuse } from '../refusal.ts';
import type { CommandOf } from './commands.ts';
import type { SendingEvent } from './events.ts';
import { type CategoryStatus, isAnswered, type SendingState } from './state.ts';

const processing = 'opplæringslova § 25-1 (1)';

/** Where a category stands when it may be asked for again: nothing of it has been given, and nothing is under way. */
const notGiven: readonly CategoryStatus[] = ['withheld', 'empty', 'collected-anew', 'documents-to-parents'];

export function receiveRequest(command: CommandOf<'ReceiveRequest'>, state: SendingState): readonly SendingEvent[] {
  const { at: _, actor: __, type: ___, ...request } = command;
  if (state.phase === 'cancelled') refuse('CANCELLED', 'The transfer was cancelled: ask again under a new one');
  if (request.requests.length === 0) refuse('NOTHING_ASKED', 'The request names no category');
  if (state.phase === 'none') {
    if (request.round !== 1) refuse('UNKNOWN_TRANSFER', 'More is asked for of a transfer that was never asked for');
    return [{ type: 'RequestReceived', ...request, ...stamp(command, processing) }];
  }
  if (state.contentHash === request.contentHash && state.peer === request.peer) return [];
  if (state.peer !== request.peer || request.round !== state.round + 1)
    refuse('ASKED_TWICE', 'This transfer has been asked for already, with other content');
  return extend(command, state);
}

/** Asked for more, a closed transfer is opened again: the request may have been under way when it was closed. */
function extend(command: CommandOf<'ReceiveRequest'>, state: SendingState): readonly SendingEvent[] {
  const { round, requests, contentHash } = command;
  if (state.phase !== 'closed' && !isAnswered(state))
    refuse('NOT_READY', 'What was asked for before is not answered yet: more can be asked for when it is');
  if (state.neverStarted) refuse('CLOSED', 'The child never started there: ask again under a new transfer');
  for (const { category } of requests) {
    const status = state.categories[category]?.status;
    if (status && !notGiven.includes(status))
      refuse('ALREADY_RECEIVED', `"${category}" has been given in this transfer: it is not given again`);
  }
  return [{ type: 'RequestExtended', round, requests, contentHash, ...stamp(command, processing) }];
}

/** Decides every category the first time, and in later rounds those alone that were asked for then: what is decided stands. */
export function decideCategories(command: CommandOf<'Decide'>, state: SendingState): readonly SendingEvent[] {
  if (state.phase === 'requested' || state.phase === 'unmatched')
    refuse('NOT_MATCHED', 'The request has not been matched to a child yet');
  const isLater = state.phase === 'decided';
  if (isLater && state.toDecide.length === 0)
    refuse('ALREADY_DECIDED', 'The categories of this transfer have been decided');
  const { direction, grading } = state;
  const decisions = (isLater ? state.toDecide : transferableCategoryIds).map((category) =>
    decideCategory({
      policy: command.policy,
      direction,
      category,
      grading,
      request: state.requests.find((request) => request.category === category),
      conditions: [
        ...(command.conditions?.[category] ?? []),
        ...(state.privateReceiver ? (['private-receiver'] as const) : []),
      ],
      privateSender: command.privateSender,
      asDocuments: state.form === 'documents',
    }),
  );
  const policyVersion = command.policy.version;
  return [{ type: 'CategoriesDecided', policyVersion, decisions, ...stamp(command, processing) }];
}
