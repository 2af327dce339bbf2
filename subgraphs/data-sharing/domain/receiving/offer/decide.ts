import { type CommandStamp, stamp } from '../../actor.ts';
import { refuse } from '../../refusal.ts';
import type { ReceivingEvent } from '../events.ts';
import type { ReceivingState } from '../state.ts';
import type { OfferCommand, OfferCommandOf } from './commands.ts';

type Stamped<Command> = Command & CommandStamp;
const processing = 'opplæringslova § 25-1 (1)';
const protectedAddress = 'folkeregisterloven § 10-4';

/** What a command about an offer comes to. The receiver fetches nothing: it says whether the child is its own, and takes what comes. */
export function decideOffer(command: Stamped<OfferCommand>, state: ReceivingState): readonly ReceivingEvent[] {
  if (command.type === 'ReceiveOffer') return receive(command, state);
  if (!state.offer) refuse('NOT_OFFERED', 'This was not offered by another controller');
  switch (command.type) {
    case 'MatchOffer':
      return match(command, state);
    case 'FindNoChild':
      return findNone(command, state);
    case 'DeclineOffer':
      return decline(command, state);
    case 'AnswerOffer':
      return answer(command, state);
  }
}

function receive(command: Stamped<OfferCommandOf<'ReceiveOffer'>>, state: ReceivingState): readonly ReceivingEvent[] {
  const { type: _, at: __, actor: ___, ...offer } = command;
  if (state.phase !== 'none') {
    if (state.offer?.contentHash === offer.contentHash && state.offer.peer === offer.peer) return [];
    refuse('ASKED_TWICE', 'There is a transfer under this id already, with other content');
  }
  if (offer.mayCome.length === 0)
    refuse('NOTHING_TO_HAND_OVER', 'Nothing may be handed over after permission in this direction');
  return [{ type: 'OfferReceived', ...offer, ...stamp(command, processing) }];
}

const isUndecided = (state: ReceivingState) => state.phase === 'offered' || state.phase === 'unmatched';

function match(command: Stamped<OfferCommandOf<'MatchOffer'>>, state: ReceivingState): readonly ReceivingEvent[] {
  if (!isUndecided(state))
    return state.move?.childId === command.childId
      ? []
      : refuse('ALREADY_MATCHED', 'The offer has been matched to a child, or declined, already');
  if (command.how === 'person' && command.actor.kind !== 'person')
    refuse('NOT_MATCHED', 'Without a sure match it is a person who says which child it is');
  const { childId, how, unit, grading } = command;
  const by = stamp(command, processing);
  if (command.askedAlready)
    return [{ type: 'OfferDeclined', why: 'asked-already', reason: 'It is asked for here already', ...by }];
  const matched: readonly ReceivingEvent[] = [
    { type: 'OfferMatched', childId, how, unit, ...by },
    { type: 'GradingKnown', grading, ...stamp(command, protectedAddress) },
  ];
  if (grading !== 'strengt-fortrolig') return matched;
  return [...matched, { type: 'MoveBarred', ...stamp(command, protectedAddress) }];
}

function findNone(command: Stamped<OfferCommandOf<'FindNoChild'>>, state: ReceivingState): readonly ReceivingEvent[] {
  if (!isUndecided(state)) return [];
  const { why, lookAgainAt } = command;
  return [{ type: 'OfferNotMatched', why, ...(lookAgainAt ? { lookAgainAt } : {}), ...stamp(command, processing) }];
}

function decline(command: Stamped<OfferCommandOf<'DeclineOffer'>>, state: ReceivingState): readonly ReceivingEvent[] {
  if (state.phase === 'dismissed') return [];
  if (state.phase !== 'unmatched')
    refuse('ALREADY_MATCHED', 'Only an offer that matches no child can be declined: cancel it instead');
  if (command.reason.trim() === '') refuse('REASON_MISSING', 'Say why the offer is declined');
  return [{ type: 'OfferDeclined', why: 'no-such-child', reason: command.reason, ...stamp(command, processing) }];
}

/** With a graded address a named person releases the answer: it says where the child is. */
function answer(command: Stamped<OfferCommandOf<'AnswerOffer'>>, state: ReceivingState): readonly ReceivingEvent[] {
  const given = state.offer?.answer;
  if (!given || state.offer?.answered) return [];
  if (state.phase !== 'matched' && state.phase !== 'dismissed') return [];
  if (state.phase === 'matched' && state.grading === 'fortrolig' && !state.requestReleased)
    refuse('REQUEST_NOT_RELEASED', 'The address is graded: a named person must release the answer');
  return [{ type: 'OfferAnswered', answer: given, messageId: command.messageId, ...stamp(command, processing) }];
}
