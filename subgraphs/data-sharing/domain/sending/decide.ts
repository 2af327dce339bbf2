import { type CommandStamp, stamp } from '../actor.ts';
import { refuse } from '../refusal.ts';
import type { CommandOf, SendingCommand } from './commands.ts';
import {
  contribute,
  recordJournal,
  recordReceipt,
  recordRejection,
  release,
  reopenParts,
  sendParts,
  tellDecision,
  wantParts,
} from './decide-delivery.ts';
import { answer, askPermission, passDeadline, withdraw } from './decide-permission.ts';
import { decideCategories, receiveRequest } from './decide-request.ts';
import { giveDocument, makeDocument, notRecalled, recordMoveAbroad } from './documents/decide.ts';
import type { SendingEvent } from './events.ts';
import { decideHandOver } from './hand-over/decide.ts';
import { categoriesIn, isFinal, isOver, type SendingState, startOf } from './state.ts';

const processing = 'opplæringslova § 25-1 (1)';
const protectedAddress = 'folkeregisterloven § 10-4';

/**
 * What a command comes to at the sender, as events; an error with a `TransferProblem` where the state does not allow it. The same
 * message or answer given again comes to no events.
 */
export function decideSending(command: SendingCommand, state: SendingState): readonly SendingEvent[] {
  if (command.type === 'ReceiveRequest') return receiveRequest(command, state);
  if (command.type === 'PrepareHandOver') return decideHandOver(command, state);
  if (command.type === 'RecordMoveAbroad') return recordMoveAbroad(command, state);
  if (state.phase === 'none') refuse('UNKNOWN_TRANSFER', 'There is no such transfer');
  if (command.type === 'RecordReceipt') return recordReceipt(command, state);
  if (command.type === 'RecordJournal') return recordJournal(command, state);
  if (command.type === 'LearnGrading') return learnGrading(command, state);
  if (command.type === 'Cancel') return cancel(command, state);
  if (command.type === 'TellCancelled') return decideHandOver(command, state);
  if (state.phase === 'cancelled') refuse('CANCELLED', 'The transfer was cancelled: nothing more can happen to it');
  if (state.phase === 'barred') refuse('HANDLED_OUTSIDE_THE_HUB', 'This is handled by named staff, outside the hub');
  if (command.type === 'GiveDocument') return giveDocument(command, state);
  if (command.type === 'TellDecision') return tellDecision(command, state);
  if (command.type === 'Close') return close(command, state);
  if (command.type === 'Withdraw') return withdraw(command, state);
  if (isOver(state)) refuse('CLOSED', 'The transfer is closed');
  switch (command.type) {
    case 'MatchChild':
      return matchChild(command, state);
    case 'FindNoMatch':
      if (state.phase !== 'requested') refuse('ALREADY_MATCHED', 'The request has been looked at already');
      return [{ type: 'ChildNotMatched', why: command.why, ...stamp(command, processing) }];
    case 'DismissRequest':
      if (state.phase !== 'unmatched')
        refuse('ALREADY_MATCHED', 'Only a request that matches no child can be dismissed');
      if (command.reason.trim() === '') refuse('REASON_MISSING', 'Say why the request is dismissed');
      return [{ type: 'RequestDismissed', reason: command.reason, ...stamp(command, processing) }];
    case 'Decide':
      return decideCategories(command, state);
    case 'AskPermission':
      return askPermission(command, state);
    case 'Permit':
    case 'Refuse':
      return answer(command, state);
    case 'PassDeadline':
      return passDeadline(command, state);
    case 'ReleaseByHand':
    case 'DeclineRelease':
      return release(command, state);
    case 'WantParts':
      return wantParts(command, state);
    case 'SealPart':
    case 'FindPartEmpty':
      return contribute(command, state);
    case 'SendParts':
      return sendParts(command, state);
    case 'MakeDocument':
      return makeDocument(command, state);
    case 'ReopenParts':
      return reopenParts(command, state);
    case 'RecordRejection':
      return recordRejection(command, state);
    default:
      return decideHandOver(command, state);
  }
}

function matchChild(command: CommandOf<'MatchChild'>, state: SendingState): readonly SendingEvent[] {
  if (state.phase !== 'requested' && state.phase !== 'unmatched')
    return state.childId === command.childId
      ? []
      : refuse('ALREADY_MATCHED', 'The request has been matched to a child already');
  if (command.how === 'person' && command.actor.kind !== 'person')
    refuse('NOT_MATCHED', 'Without a sure match it is a person who says which child it is');
  const matched = {
    type: 'ChildMatched',
    childId: command.childId,
    how: command.how,
    ...stamp(command, processing),
  } as const;
  return [matched, ...grade(command, command.grading)];
}

function grade(command: CommandStamp, grading: SendingState['grading']): readonly SendingEvent[] {
  const known = { type: 'GradingKnown', grading, ...stamp(command, protectedAddress) } as const;
  if (grading !== 'strengt-fortrolig') return [known];
  return [known, { type: 'TransferBarred', ...stamp(command, protectedAddress) }];
}

function learnGrading(command: CommandOf<'LearnGrading'>, state: SendingState): readonly SendingEvent[] {
  if (command.grading === state.grading) return [];
  const events = grade(command, command.grading);
  // What is over cannot be barred; but nothing more may be told of it.
  return isOver(state) ? events.filter((event) => event.type === 'GradingKnown') : events;
}

/** Before anything was sent a cancellation stops the transfer; afterwards it says that the child never started. */
function cancel(command: CommandOf<'Cancel'>, state: SendingState): readonly SendingEvent[] {
  const { reason, replacedBy } = command;
  if (command.actor.kind === 'person' && reason.trim() === '') refuse('REASON_MISSING', 'Say why it is cancelled');
  if (state.phase === 'cancelled' || state.phase === 'dismissed' || state.phase === 'barred' || state.neverStarted)
    return [];
  if (state.phase === 'closed' && command.actor.kind === 'person')
    refuse('CLOSED', 'It is closed: what has been handed over is not taken back');
  if (state.phase === 'closed') return [{ type: 'ChildNeverStarted', reason, ...stamp(command, processing) }];
  const replaced = replacedBy ? { replacedBy } : {};
  return [
    ...notRecalled(command, state),
    { type: 'TransferCancelled', reason, ...replaced, ...stamp(command, processing) },
  ];
}

function close(command: CommandOf<'Close'>, state: SendingState): readonly SendingEvent[] {
  if (state.phase === 'closed') return [];
  if (state.phase !== 'decided') refuse('STILL_OPEN', 'The transfer has not been decided');
  const open = categoriesIn(state).find(([, category]) => !isFinal(category));
  if (open) refuse('STILL_OPEN', `"${open[0]}" is still ${open[1].status}`);
  if (state.toDecide.length > 0) refuse('STILL_OPEN', 'More has been asked for, and is not decided yet');
  if (state.form === 'fetch' && command.at < startOf(state.startsOn))
    refuse('NOT_STARTED_YET', 'It is closed on the day that the child starts at the new school');
  if (state.form === 'documents' && command.at < startOf(state.startsOn))
    refuse('NOT_STARTED_YET', 'It is closed when the child’s last day here is over');
  return [{ type: 'TransferClosed', ...stamp(command, processing) }];
}
