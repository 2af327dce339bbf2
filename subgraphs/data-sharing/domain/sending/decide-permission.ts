import type { CategoryId } from '#contracts/categories.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { stamp } from '../actor.ts';
import { refuse } from '../refusal.ts';
import { askedOf, birthdayAt, reachesAge, weigh, whoPermits } from '../who-permits.ts';
import { categoryOf } from './category-of.ts';
import type { CommandOf } from './commands.ts';
import type { SendingEvent, WithheldWhy } from './events.ts';
import { categoriesAt, categoriesIn, type SendingState } from './state.ts';

/** Rights pass at midnight in Norway. */
const dateOf = (at: string): string => dateInNorway(new Date(at));

/**
 * Asks those who decide, for every category that waits. Asked again it comes to no events, unless others decide now (the pupil has
 * turned 15, a care order has come): then those are asked.
 */
export function askPermission(command: CommandOf<'AskPermission'>, state: SendingState): readonly SendingEvent[] {
  if (state.phase !== 'decided') refuse('NOT_DECIDED', 'The categories of this transfer have not been decided yet');
  const waiting = categoriesAt(state, 'awaiting-permission');
  const byDecider = Map.groupBy(waiting, (id) => categoryOf(state, id).decision.decider);
  return [...byDecider].flatMap(([decider, ids]): SendingEvent[] => {
    const who = whoPermits(decider, command.facts, dateOf(command.at));
    const hjemmel = [...new Set(ids.map((id) => categoryOf(state, id).decision.hjemmel))].join('; ');
    const by = stamp(command, hjemmel);
    if (who.kind === 'nobody')
      return ids.map((category) => ({ type: 'CategoryWithheld', category, why: who.why, ...by }));
    const of = askedOf(who);
    const categories = ids.filter((id) => !sameOf(categoryOf(state, id).askedOf, of));
    if (categories.length === 0) return [];
    // A question asked anew of others does not move the deadline that was set.
    const deadline = categories.map((id) => categoryOf(state, id).deadline).find(Boolean) ?? command.deadline;
    const birthday = birthdayAt(command.facts.pupil.birthDate, 15);
    const turns = who.kind === 'holders' && decider !== 'all-holders' && birthday <= dateOf(deadline);
    return [
      {
        type: 'PermissionAsked',
        categories,
        of,
        who: who.kind,
        deadline,
        ...(turns ? { pupilDecidesFrom: birthday } : {}),
        ...(command.remindAt ? { remindAt: command.remindAt } : {}),
        ...by,
      },
    ];
  });
}

const sameOf = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((person) => other.includes(person));

/** Records an answer, and what all the answers come to. Who may answer is judged by the facts on the day of the answer. */
export function answer(command: CommandOf<'Permit' | 'Refuse'>, state: SendingState): readonly SendingEvent[] {
  const { category: id, by, channel } = command;
  const how = howGiven(command);
  const category = categoryOf(state, id);
  const given = command.type === 'Permit' ? 'permits' : 'refuses';
  const latest = category.answers.findLast((one) => one.by === by)?.answer;
  if (category.status !== 'awaiting-permission') {
    if (latest === given && (category.permitted || category.withheldWhy === 'refused')) return [];
    if (category.withheldWhy === 'refused' && given === 'permits')
      refuse('PERMITTED_AFTER_REFUSAL', 'It has been refused already: the new school must ask again');
    if (category.permitted && given === 'refuses') return withdrawn(command, state, id);
    refuse('NOT_WAITING_FOR_PERMISSION', `"${id}" does not wait for a permission: it is ${category.status}`);
  }
  if (category.deadline && category.deadline <= command.at)
    refuse('DEADLINE_PASSED', 'The time to answer has passed: the new school must ask again');
  if (category.askedOf.length === 0) refuse('NOT_WAITING_FOR_PERMISSION', 'Nobody has been asked yet');
  const who = whoPermits(category.decision.decider, command.facts, dateOf(command.at));
  if (!askedOf(who).includes(by)) refuse('NOT_THEIRS_TO_DECIDE', whoInstead(command, who.kind));
  if (latest === given) return [];
  const stamped = stamp(command, category.decision.hjemmel);
  const recorded: SendingEvent = {
    type: 'AnswerRecorded',
    category: id,
    by,
    answer: given,
    channel,
    ...how,
    ...stamped,
  };
  const verdict = weigh(who, [...category.answers, { by, answer: given }]);
  if (verdict === 'permitted') return [recorded, { type: 'PermissionGiven', category: id, ...stamped }];
  if (verdict === 'refused') return [recorded, { type: 'CategoryWithheld', category: id, why: 'refused', ...stamped }];
  return [recorded];
}

/** What staff noted of an answer that they recorded: when it was given, and by which interpreter. */
function howGiven({ channel, note, answeredOn, interpreter, at }: CommandOf<'Permit' | 'Refuse'>) {
  if (channel === 'interpreter' && !interpreter?.trim())
    refuse('INTERPRETER_MISSING', 'Say who interpreted: a name, or the service and its number');
  if (answeredOn && answeredOn > dateOf(at))
    refuse('ANSWERED_IN_THE_FUTURE', 'An answer cannot have been given on a day that has not come');
  return {
    ...(note ? { note } : {}),
    ...(answeredOn ? { answeredOn } : {}),
    ...(interpreter?.trim() ? { interpreter: interpreter.trim() } : {}),
  };
}

function whoInstead(command: CommandOf<'Permit' | 'Refuse'>, kind: ReturnType<typeof whoPermits>['kind']): string {
  if (kind === 'care-order')
    return 'Barnevernstjenesten and those who care for the child decide (opplæringslova § 24-4)';
  if (kind === 'pupil' && reachesAge(command.facts.pupil.birthDate, 15, dateOf(command.at)))
    return 'The pupil is 15 and decides (opplæringslova § 24-5)';
  return 'Only those who hold foreldreansvar decide, and only when they may know the new place (barnelova § 30)';
}

/** Takes a permission back: before sealing it stops the part, afterwards it recalls nothing. */
export function withdraw(command: CommandOf<'Withdraw'>, state: SendingState): readonly SendingEvent[] {
  const category = categoryOf(state, command.category);
  if (category.withheldWhy === 'withdrawn') return [];
  if (category.decision.outcome !== 'needs-permission')
    refuse('NOT_WAITING_FOR_PERMISSION', 'This category does not rest on a permission');
  const who = whoPermits(category.decision.decider, command.facts, dateOf(command.at));
  const mayWithdraw = askedOf(who).includes(command.by) || category.answers.some((one) => one.by === command.by);
  if (!mayWithdraw)
    refuse('NOT_THEIRS_TO_DECIDE', 'Only somebody who decides, or who has answered, can take a permission back');
  return withdrawn(command, state, command.category);
}

function withdrawn(
  command: CommandOf<'Permit' | 'Refuse' | 'Withdraw'>,
  state: SendingState,
  id: CategoryId,
): readonly SendingEvent[] {
  const { status, decision } = categoryOf(state, id);
  if (status === 'sealed' || status === 'sent' || status === 'received')
    refuse('ALREADY_SEALED', 'It has been sent already: taking the permission back recalls nothing');
  if (status !== 'awaiting-permission' && status !== 'awaiting-release' && status !== 'ready')
    refuse('NOT_WAITING_FOR_PERMISSION', `"${id}" is ${status}: there is no permission to take back`);
  return [
    { type: 'CategoryWithheld', category: id, why: 'withdrawn', by: command.by, ...stamp(command, decision.hjemmel) },
  ];
}

/** Silence past the deadline withholds the categories that still wait, and nothing else. */
export function passDeadline(command: CommandOf<'PassDeadline'>, state: SendingState): readonly SendingEvent[] {
  const silent = categoriesIn(state).filter(
    ([, category]) => category.status === 'awaiting-permission' && category.deadline,
  );
  const passed = silent.filter(([, category]) => category.deadline && category.deadline <= command.at);
  if (silent.length > 0 && passed.length === 0) refuse('DEADLINE_NOT_PASSED', 'There is still time to answer');
  const why: WithheldWhy = 'silence';
  return passed.map(([id, category]) => ({
    type: 'CategoryWithheld',
    category: id,
    why,
    ...stamp(command, category.decision.hjemmel),
  }));
}
