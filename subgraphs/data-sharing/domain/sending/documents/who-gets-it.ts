import { type PermissionFacts, reachesAge } from '../../who-permits.ts';

/**
 * Who may get the document on a date: those who have the care first (opplæringslova § 24-4), else the pupil from 15 (§ 24-5), else each
 * who holds foreldreansvar and may know the new place. It is information, which each has a right to alone (barnelova § 47): unlike a
 * permission it does not wait for the others.
 */
export function whoGetsIt(facts: PermissionFacts, on: string): readonly string[] {
  if (facts.careOrder) return [facts.careOrder.barnevern, ...facts.careOrder.carers];
  if (reachesAge(facts.pupil.birthDate, 15, on)) return [facts.pupil.id];
  return facts.holders.flatMap(({ id, clearedForNewPlace }) => (clearedForNewPlace ? [id] : []));
}
