import { stamp } from '../../actor.ts';
import { refuse } from '../../refusal.ts';
import { categoryOf } from '../category-of.ts';
import type { SendingEvent } from '../events.ts';
import type { SendingState } from '../state.ts';
import type { DocumentCommandOf } from './commands.ts';
import { whoGetsIt } from './who-gets-it.ts';

type Stamped<Command> = Command & Parameters<typeof stamp>[0];
/** The duty to go to school, and with it the right, ends when the child has been abroad for three months. */
const moving = 'opplæringslova §§ 2-2, 10-8';
const giving = 'opplæringslova §§ 10-8, 24-4, 24-5; barnelova § 47';
const protectedAddress = 'folkeregisterloven § 10-4';

/** Records that a child moves abroad. Nothing is gathered before the hold is over, and nobody outside is ever told. */
export function recordMoveAbroad(
  command: Stamped<DocumentCommandOf<'RecordMoveAbroad'>>,
  state: SendingState,
): readonly SendingEvent[] {
  if (state.phase !== 'none') {
    if (state.abroad && state.childId === command.childId) return [];
    refuse('ALREADY_ANNOUNCED', 'There is a transfer under this id already');
  }
  if (command.grading === 'strengt-fortrolig')
    refuse('HANDLED_OUTSIDE_THE_HUB', 'This is handled by named staff, outside the hub');
  if (command.reason.trim() === '') refuse('REASON_MISSING', 'Say how it is known that the child moves abroad');
  const { type: _, at: __, actor: ___, grading, ...known } = command;
  return [
    { type: 'MoveAbroadRecorded', ...known, ...stamp(command, moving) },
    { type: 'GradingKnown', grading, ...stamp(command, protectedAddress) },
  ];
}

/** The parts have been made into one document; there is never another one of the same move. */
export function makeDocument(
  command: Stamped<DocumentCommandOf<'MakeDocument'>>,
  state: SendingState,
): readonly SendingEvent[] {
  if (!state.abroad) refuse('NOT_HANDED_OVER', 'Documents are made of a move abroad alone');
  if (state.abroad.document) return [];
  if (command.categories.length === 0) refuse('NOT_READY', 'There is nothing to make a document of');
  const hjemler = command.categories.map((id) => {
    const { status, decision } = categoryOf(state, id);
    if (status !== 'sealed') refuse('NOT_READY', `"${id}" is not gathered: it is ${status}`);
    return decision.hjemmel;
  });
  const { categories, checksum, size } = command;
  return [{ type: 'DocumentMade', categories, checksum, size, ...stamp(command, [...new Set(hjemler)].join('; ')) }];
}

/** Each time that somebody gets it is told of; also after the child has left, for as long as the transfer is known. */
export function giveDocument(
  command: Stamped<DocumentCommandOf<'GiveDocument'>>,
  state: SendingState,
): readonly SendingEvent[] {
  if (state.grading === 'strengt-fortrolig')
    refuse('HANDLED_OUTSIDE_THE_HUB', 'This is handled by named staff, outside the hub');
  const document =
    state.abroad?.document ?? refuse('NOT_READY', 'The document is not made yet: see what the transfer waits for');
  if (!whoGetsIt(command.facts, command.on).includes(command.by))
    refuse('NOT_THEIRS_TO_DECIDE', 'The document is for those who decide for the child, from 15 for the pupil alone');
  return [{ type: 'DocumentGiven', by: command.by, checksum: document.checksum, ...stamp(command, giving) }];
}

/** What has been given is with the family: a cancellation recalls nothing, and the timeline says so. */
export const notRecalled = (command: Parameters<typeof stamp>[0], { abroad }: SendingState): readonly SendingEvent[] =>
  abroad && abroad.given > 0 ? [{ type: 'GivenNotRecalled', given: abroad.given, ...stamp(command, giving) }] : [];
