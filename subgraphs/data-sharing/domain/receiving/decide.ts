import { type CommandStamp, stamp } from '../actor.ts';
import { refuse } from '../refusal.ts';
import type { ReceivingCommand, ReceivingCommandOf } from './commands.ts';
import { ask, releaseRequest, sendRequest } from './decide-asking.ts';
import {
  deliverParts,
  receiveParts,
  recordDecision,
  sendReceipt,
  sendRejection,
  settlePart,
} from './decide-receipt.ts';
import type { Move, ReceivingEvent } from './events.ts';
import { decideOffer } from './offer/decide.ts';
import { isAnswered, isOver, isWithinController, type ReceivingState, startOf } from './state.ts';

const processing = 'opplæringslova § 25-1 (1)';
const protectedAddress = 'folkeregisterloven § 10-4';

/**
 * What a command comes to at the receiver, as events; an error with a `TransferProblem` where the state does not allow it. The same
 * message given again comes to no events.
 */
export function decideReceiving(command: ReceivingCommand, state: ReceivingState): readonly ReceivingEvent[] {
  if (command.type === 'Announce') return announce(command, state);
  if (command.type === 'ReceiveOffer') return decideOffer(command, state);
  const { move } = state;
  if (!move && state.offer) return decideUnmatchedOffer(command, state);
  if (!move) refuse('UNKNOWN_TRANSFER', 'There is no such move');
  if (command.type === 'LearnGrading') return learnGrading(command, state);
  if (command.type === 'Cancel') return cancel(command, state);
  if (command.type === 'TellCancelled') return tellCancelled(command, state);
  if (state.phase === 'cancelled') refuse('CANCELLED', 'The move was cancelled: nothing more can happen to it');
  if (state.phase === 'barred') refuse('HANDLED_OUTSIDE_THE_HUB', 'This is handled by named staff, outside the hub');
  if (command.type === 'ReportNeverStarted') return neverStarted(command, state);
  if (command.type === 'Close') return close(command, state, move);
  if (state.phase === 'closed' || state.phase === 'never-started') refuse('CLOSED', 'The transfer is closed');
  switch (command.type) {
    case 'ConfirmAfterHold':
      return confirm(command, state, move);
    case 'Ask':
      return ask(command, state, move);
    case 'ReleaseRequest':
      return releaseRequest(command, state);
    case 'SendRequest':
      return sendRequest(command, state);
    case 'RecordDecision':
      return recordDecision(command, state);
    case 'ReceiveParts':
      return receiveParts(command, state);
    case 'DeliverParts':
      return deliverParts(command, state);
    case 'StorePart':
    case 'RejectPart':
      return settlePart(command, state);
    case 'SendReceipt':
      return sendReceipt(command, state);
    case 'SendRejection':
      return sendRejection(command, state);
    case 'ContinueRecord':
      return continueRecord(command, state, move);
    default:
      return decideOffer(command, state);
  }
}

/** Of an offer whose child is not found there is nothing to do but to find the child, or to be done with it. */
function decideUnmatchedOffer(command: ReceivingCommand, state: ReceivingState): readonly ReceivingEvent[] {
  switch (command.type) {
    case 'MatchOffer':
    case 'FindNoChild':
    case 'DeclineOffer':
    case 'AnswerOffer':
      if (state.phase === 'cancelled') refuse('CANCELLED', 'The offer was taken back');
      return decideOffer(command, state);
    case 'Cancel':
      return cancel(command, state);
    case 'TellCancelled':
      return tellCancelled(command, state);
    default:
      return refuse('NOT_MATCHED', 'The offer has not been matched to a child yet');
  }
}

function announce(command: ReceivingCommandOf<'Announce'>, state: ReceivingState): readonly ReceivingEvent[] {
  const { type: _, at: __, actor: ___, grading, ...move } = command;
  if (state.move) {
    if (sameMove(state.move, move)) return [];
    refuse('ALREADY_ANNOUNCED', 'This move is announced already: correct it by cancelling it and announcing a new one');
  }
  return [{ type: 'MoveRecorded', ...move, ...stamp(command, processing) }, ...grade(command, grading)];
}

const sameMove = (one: Move, other: Move) =>
  one.childId === other.childId &&
  one.peer === other.peer &&
  one.unit === other.unit &&
  one.startsOn === other.startsOn;

function grade(command: CommandStamp, grading: ReceivingState['grading']): readonly ReceivingEvent[] {
  const known = { type: 'GradingKnown', grading, ...stamp(command, protectedAddress) } as const;
  if (grading !== 'strengt-fortrolig') return [known];
  return [known, { type: 'MoveBarred', ...stamp(command, protectedAddress) }];
}

function learnGrading(command: ReceivingCommandOf<'LearnGrading'>, state: ReceivingState): readonly ReceivingEvent[] {
  if (command.grading === state.grading) return [];
  const events = grade(command, command.grading);
  // What is over cannot be barred; but nothing more may be told of it.
  return isOver(state) ? events.filter((event) => event.type === 'GradingKnown') : events;
}

function confirm(
  command: ReceivingCommandOf<'ConfirmAfterHold'>,
  state: ReceivingState,
  move: Move,
): readonly ReceivingEvent[] {
  if (state.phase !== 'held') return [];
  if (command.at < move.holdUntil) refuse('STILL_HELD', 'The move is still held, so that it can be corrected');
  return [{ type: 'MoveAnnounced', ...stamp(command, processing) }];
}

function cancel(command: ReceivingCommandOf<'Cancel'>, state: ReceivingState): readonly ReceivingEvent[] {
  if (state.phase === 'cancelled') return [];
  if (state.phase === 'closed' || state.phase === 'never-started')
    refuse('CLOSED', 'The transfer is closed: report that the child never started, or announce a new move');
  if (command.reason.trim() === '') refuse('REASON_MISSING', 'Say why the move is cancelled');
  const { reason, replacedBy } = command;
  return [{ type: 'MoveCancelled', reason, ...(replacedBy ? { replacedBy } : {}), ...stamp(command, processing) }];
}

/** The sender is told only of what it was asked for, and of a strictly graded child it is told nothing at all. */
function tellCancelled(command: ReceivingCommandOf<'TellCancelled'>, state: ReceivingState): readonly ReceivingEvent[] {
  if (state.phase !== 'cancelled' && state.phase !== 'never-started') refuse('STILL_OPEN', 'The move is not cancelled');
  if (state.grading === 'strengt-fortrolig')
    refuse('HANDLED_OUTSIDE_THE_HUB', 'This is handled by named staff, outside the hub');
  if ((!state.requestMessageId && !state.offer) || state.cancellationTold) return [];
  return [{ type: 'CancellationTold', messageId: command.messageId, ...stamp(command, processing) }];
}

function neverStarted(
  command: ReceivingCommandOf<'ReportNeverStarted'>,
  state: ReceivingState,
): readonly ReceivingEvent[] {
  if (state.phase === 'never-started') return [];
  if (state.phase !== 'closed') refuse('NOT_STARTED_YET', 'The transfer is still open: cancel it instead');
  if (command.reason.trim() === '') refuse('REASON_MISSING', 'Say how it is known that the child never started');
  return [{ type: 'ChildNeverStarted', reason: command.reason, ...stamp(command, processing) }];
}

function continueRecord(
  command: ReceivingCommandOf<'ContinueRecord'>,
  state: ReceivingState,
  move: Move,
): readonly ReceivingEvent[] {
  if (!isWithinController(move)) refuse('NOT_ASKED_FOR', 'Only within one controller does the record simply continue');
  if (state.phase === 'held') refuse('STILL_HELD', 'The move is still held, so that it can be corrected');
  if (command.at < startOf(move.startsOn)) refuse('NOT_STARTED_YET', 'The record continues where the child goes');
  return state.recordContinued ? [] : [{ type: 'RecordContinued', ...stamp(command, processing) }];
}

function close(command: ReceivingCommandOf<'Close'>, state: ReceivingState, move: Move): readonly ReceivingEvent[] {
  if (state.phase === 'closed' || state.phase === 'never-started') return [];
  if (!state.recordContinued && !isAnswered(state))
    refuse('STILL_OPEN', 'Not everything that was asked for has been decided, stored and receipted yet');
  if (move.form !== 'hand-over' && command.at < startOf(move.startsOn))
    refuse('NOT_STARTED_YET', 'It is closed on the day that the child starts');
  return [{ type: 'TransferClosed', ...stamp(command, processing) }];
}
