import { dateInNorway } from '#kit/access/access.ts';
import { stamp } from '../../actor.ts';
import { refuse } from '../../refusal.ts';
import type { SendingEvent } from '../events.ts';
import { categoriesAt, categoriesIn, type SendingState } from '../state.ts';
import type { HandOverCommand, HandOverCommandOf } from './commands.ts';
import { identityStands, unidentified } from './identity.ts';
import { chosenOf } from './what-is-handed-over.ts';

type Stamped<Command> = Command & Parameters<typeof stamp>[0];
const protectedAddress = 'folkeregisterloven § 10-4';
const hjemmelOf = (state: SendingState): string =>
  [...new Set(categoriesIn(state).map(([, { decision }]) => (decision.onceFree === 'sent' ? decision.hjemmel : '')))]
    .filter(Boolean)
    .join('; ');

/** Records that a child will start at another controller. Nobody is asked before the hold is over, and nobody outside is told. */
export function prepare(
  command: Stamped<HandOverCommandOf<'PrepareHandOver'>>,
  state: SendingState,
): readonly SendingEvent[] {
  if (state.phase !== 'none') {
    const same = state.childId === command.childId && state.peer === command.peer && state.handOver !== undefined;
    if (same) return [];
    refuse('ALREADY_ANNOUNCED', 'There is a transfer under this id already');
  }
  if (command.grading === 'strengt-fortrolig')
    refuse('HANDLED_OUTSIDE_THE_HUB', 'This is handled by named staff, outside the hub');
  if (command.within) checkWithin(command);
  const { type: _, at: __, actor: ___, grading, policy, categories, unitKnown: ____, ...known } = command;
  const requests = chosenOf(policy, command.direction, command);
  const hjemler = requests.map(({ purpose }) => policy.directions[command.direction].purposes[purpose]?.hjemmel ?? '');
  const legalBasis = [...new Set(hjemler)].join('; ');
  return [
    { type: 'HandOverPrepared', ...known, requests, ...stamp(command, legalBasis) },
    { type: 'GradingKnown', grading, ...stamp(command, protectedAddress) },
  ];
}

/** Within one controller permission is asked only where the policy says so, and where it says so for a unit that is named. */
function checkWithin({ policy, direction, unit, unitKnown }: HandOverCommandOf<'PrepareHandOver'>): void {
  const rule = policy.directions[direction].within;
  if (!rule)
    refuse(
      'ONE_CONTROLLER',
      'Within one controller the record goes on in this direction: nobody is asked, nothing is handed over',
    );
  if (rule.unit === 'named' && unit === null)
    refuse('UNIT_MISSING', 'Name the unit where the child will start in `toUnit`: the permission is for that one');
  if (unit !== null && !unitKnown)
    refuse('UNKNOWN_UNIT', 'There is no unit of the kind with that organisation number here: see `toUnit`');
}

export function decideHandOver(command: Stamped<HandOverCommand>, state: SendingState): readonly SendingEvent[] {
  switch (command.type) {
    case 'PrepareHandOver':
      return prepare(command, state);
    case 'RemindPermission':
      return remind(command, state);
    case 'RemindNow':
      return remindNow(command, state);
    case 'WithholdUnidentified':
      return unidentified(state).map((category) => ({
        type: 'CategoryWithheld',
        category,
        why: 'identity-withheld',
        ...stamp(command, state.categories.identity?.decision.hjemmel ?? hjemmelOf(state)),
      }));
    case 'ShareWithin':
      return shareWithin(command, state);
    case 'SendOffer':
      return sendOffer(command, state);
    case 'RecordOfferAnswer':
      return recordAnswer(command, state);
    case 'TellCancelled':
      return tellCancelled(command, state);
  }
}

/** Reminds those who have not answered; the deadline stays. Said again at the same time it comes to nothing. */
function remind(command: Stamped<HandOverCommandOf<'RemindPermission'>>, state: SendingState): readonly SendingEvent[] {
  const due = state.remindAt[state.reminders];
  return due && due <= command.at ? remindTheSilent(command, state) : [];
}

/** Staff remind; nobody is reminded twice on a day. */
function remindNow(command: Stamped<HandOverCommandOf<'RemindNow'>>, state: SendingState): readonly SendingEvent[] {
  const wasToday = state.remindedAt && dayOf(state.remindedAt) === dayOf(command.at);
  return wasToday ? [] : remindTheSilent(command, state).map((event) => ({ ...event, byStaff: true }));
}

const dayOf = (at: string): string => dateInNorway(new Date(at));

function remindTheSilent(command: Parameters<typeof stamp>[0], state: SendingState) {
  const categories = categoriesAt(state, 'awaiting-permission');
  const silent = new Set(categories.flatMap((id) => unanswered(state.categories[id])));
  const deadline = categories.flatMap((id) => state.categories[id]?.deadline ?? []).sort()[0];
  if (silent.size === 0 || !deadline) return [];
  const reminded = { type: 'PermissionReminded' as const, categories, of: [...silent], deadline };
  return [{ ...reminded, ...stamp(command, hjemmelOf(state)) }];
}

const unanswered = (category: SendingState['categories'][keyof SendingState['categories']]): readonly string[] =>
  (category?.askedOf ?? []).filter((person) => !category?.answers.some((answer) => answer.by === person));

/** Within one controller nothing is sealed or sent: what is permitted is opened to the new unit's staff. */
function shareWithin(command: Stamped<HandOverCommandOf<'ShareWithin'>>, state: SendingState): readonly SendingEvent[] {
  const categories = categoriesAt(state, 'ready');
  if (!state.handOver?.within) refuse('NOT_OFFERED', 'This goes to another controller: it is offered');
  if (categories.length === 0 || identityStands(state) !== 'free') return [];
  const hjemler = categories.map((id) => state.categories[id]?.decision.hjemmel ?? '');
  return [{ type: 'SharedWithin', categories, ...stamp(command, [...new Set(hjemler)].join('; ')) }];
}

/** The offer says who the child is: it goes when something may go, and not before. */
function sendOffer(command: Stamped<HandOverCommandOf<'SendOffer'>>, state: SendingState): readonly SendingEvent[] {
  const { handOver } = state;
  if (!handOver || handOver.within) refuse('NOT_OFFERED', 'What was asked for, or stays here, is not offered');
  if (handOver.offerMessageId) return [];
  if (state.phase !== 'decided') refuse('NOT_DECIDED', 'The categories of this transfer have not been decided yet');
  if (identityStands(state) !== 'free' || categoriesAt(state, 'ready').length === 0)
    refuse('NOT_READY', 'Nothing may go yet: those who decide have not permitted it');
  return [{ type: 'OfferSent', messageId: command.messageId, ...stamp(command, hjemmelOf(state)) }];
}

/** Declined, the hand-over is over: what was permitted stays here. */
function recordAnswer(
  command: Stamped<HandOverCommandOf<'RecordOfferAnswer'>>,
  state: SendingState,
): readonly SendingEvent[] {
  const { handOver } = state;
  if (!handOver?.offerMessageId) refuse('NOT_OFFERED', 'Nothing was offered');
  if (handOver.accepted) return [];
  const by = stamp(command, hjemmelOf(state));
  if (command.answer === 'accepted') return [{ type: 'OfferAccepted', ...by }];
  const reason =
    command.answer === 'asked-already' ? 'The receiver asks for it itself' : 'The receiver finds no such child';
  return [
    { type: 'OfferDeclined', why: command.answer, ...by },
    { type: 'TransferCancelled', reason, ...by },
  ];
}

/** The receiver is told only of what it was offered, or asked for; of a strictly graded child it is told nothing at all. */
function tellCancelled(
  command: Stamped<HandOverCommandOf<'TellCancelled'>>,
  state: SendingState,
): readonly SendingEvent[] {
  if (state.phase !== 'cancelled') refuse('STILL_OPEN', 'The hand-over is not cancelled');
  if (state.grading === 'strengt-fortrolig')
    refuse('HANDLED_OUTSIDE_THE_HUB', 'This is handled by named staff, outside the hub');
  if (state.cancellationTold || (state.handOver && !state.handOver.offerMessageId)) return [];
  return [{ type: 'CancellationTold', messageId: command.messageId, ...stamp(command, 'opplæringslova § 25-1 (1)') }];
}
