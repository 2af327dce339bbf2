import type { Grading, PermissionHolder } from '#contracts/ports.ts';
import type { RightKind } from '../store/tables.ts';
import { hasTurned, isAdult } from './age.ts';
import { isCleared } from './facts.ts';

/** A right in force towards a child; `personId` is null where the register does not say who. */
export interface HeldRight {
  readonly personId: string | null;
  readonly kind: RightKind;
}

export interface PermissionQuestion {
  readonly childId: string;
  readonly birthDate: string | null;
  readonly gradings: readonly Grading[];
  readonly rights: readonly HeldRight[];
}

/**
 * Who must permit on a day: under a care order barnevernstjenesten and the foster parents or institution (opplæringslova § 24-4), else
 * the pupil from 15 (§ 24-5), else all who hold foreldreansvar together (barnelova § 30). When one of those holders is unknown the list
 * is empty: the others may not decide around somebody who has the same right.
 */
export function permissionHolders(question: PermissionQuestion, on: string): readonly PermissionHolder[] {
  // Nobody has the care of an adult, whatever is still recorded.
  const careOrder = question.rights.some((right) => right.kind === 'CARE_ORDER') && !isAdult(question.birthDate, on);
  const byPerson = Map.groupBy(
    question.rights.filter((right) => right.personId !== null),
    (right) => right.personId as string,
  );
  const holder = (personId: string, capacity: PermissionHolder['capacity']): PermissionHolder => ({
    personId,
    capacity,
    cleared: isCleared({
      isSelf: false,
      careOrder,
      gradings: question.gradings,
      rights: (byPerson.get(personId) ?? []).map((right) => right.kind),
    }),
  });
  const holdersOf = (kind: RightKind, capacity: PermissionHolder['capacity']) =>
    [...byPerson]
      .filter(([, rights]) => rights.some((right) => right.kind === kind))
      .map(([personId]) => holder(personId, capacity));
  if (careOrder)
    return [
      // Those who have the care know where the child is: it is they who decide on it.
      ...holdersOf('CHILD_PROTECTION', 'child-protection').map((one) => ({ ...one, cleared: true })),
      ...holdersOf('FOSTER_PARENT', 'foster-parent'),
      ...holdersOf('INSTITUTION', 'institution'),
    ];
  if (question.birthDate !== null && hasTurned(question.birthDate, 15, on))
    return [{ personId: question.childId, capacity: 'pupil', cleared: true }];
  const unknownHolder = question.rights.some(
    (right) => right.kind === 'PARENTAL_RESPONSIBILITY' && right.personId === null,
  );
  return unknownHolder ? [] : holdersOf('PARENTAL_RESPONSIBILITY', 'parental-responsibility');
}
