import type { TransferDecider } from '#contracts/policy/transfer-policy-schema.ts';

/** What is known on a date about those who may decide for the child. Person ids are pseudonymous. */
export interface PermissionFacts {
  readonly pupil: { readonly id: string; readonly birthDate: string };
  /** Omsorgsovertakelse: barnevernstjenesten and the foster parents or institution decide (opplæringslova § 24-4). */
  readonly careOrder?: { readonly barnevern: string; readonly carers: readonly string[] };
  /** Everyone who holds foreldreansvar (parental responsibility, barnelova § 30). */
  readonly holders: readonly { readonly id: string; readonly clearedForNewPlace: boolean }[];
}

export type WhoPermits =
  | { readonly kind: 'care-order'; readonly barnevern: string; readonly carers: readonly string[] }
  | { readonly kind: 'pupil'; readonly pupil: string }
  | { readonly kind: 'holders'; readonly holders: readonly string[] }
  | { readonly kind: 'nobody'; readonly why: 'holder-not-cleared' | 'no-known-holder' };

export interface Answer {
  readonly by: string;
  readonly answer: 'permits' | 'refuses';
}

/** The day somebody reaches an age; one born on 29 February reaches it on 1 March where the year has no such day. */
export const reachesAge = (birthDate: string, age: number, onDate: string): boolean =>
  birthdayAt(birthDate, age) <= onDate;

/** As text, `YYYY-02-29` lies between 28 February and 1 March, whether or not the year has the day. */
export const birthdayAt = (birthDate: string, age: number): string =>
  `${String(Number(birthDate.slice(0, 4)) + age).padStart(4, '0')}${birthDate.slice(4)}`;

/**
 * Who permits on a date: the care order first (opplæringslova § 24-4), else the pupil from 15 (§ 24-5), else all who hold
 * foreldreansvar (barnelova § 30). A holder who may not know the new place is not asked, and the others are not asked around them.
 */
export function whoPermits(decider: TransferDecider, facts: PermissionFacts, onDate: string): WhoPermits {
  if (facts.careOrder) return { kind: 'care-order', ...facts.careOrder };
  if (decider === 'pupil-from-15-else-all-holders' && reachesAge(facts.pupil.birthDate, 15, onDate))
    return { kind: 'pupil', pupil: facts.pupil.id };
  if (facts.holders.length === 0) return { kind: 'nobody', why: 'no-known-holder' };
  if (facts.holders.some((holder) => !holder.clearedForNewPlace)) return { kind: 'nobody', why: 'holder-not-cleared' };
  return { kind: 'holders', holders: facts.holders.map((holder) => holder.id) };
}

/** Everyone who is asked. */
export function askedOf(who: WhoPermits): readonly string[] {
  if (who.kind === 'care-order') return [who.barnevern, ...who.carers.filter((carer) => carer !== who.barnevern)];
  if (who.kind === 'pupil') return [who.pupil];
  return who.kind === 'holders' ? who.holders : [];
}

/**
 * What the answers come to. One refusal is a refusal; a permission needs everybody. Under a care order barnevernstjenesten's answer
 * prevails over the carers', but their answer is waited for.
 */
export function weigh(who: WhoPermits, answers: readonly Answer[]): 'permitted' | 'refused' | 'waiting' {
  const answerOf = (person: string) => answers.findLast((answer) => answer.by === person)?.answer;
  const asked = askedOf(who);
  if (asked.length === 0) return 'waiting';
  if (who.kind === 'care-order') {
    const decisive = answerOf(who.barnevern);
    if (decisive === 'refuses') return 'refused';
    return decisive === 'permits' && asked.every((person) => answerOf(person)) ? 'permitted' : 'waiting';
  }
  if (asked.some((person) => answerOf(person) === 'refuses')) return 'refused';
  return asked.every((person) => answerOf(person) === 'permits') ? 'permitted' : 'waiting';
}
