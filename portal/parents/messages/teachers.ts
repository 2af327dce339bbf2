import type { WhoCanBeWrittenToQuery } from '../../graph/types.generated.ts';

type Teaching = NonNullable<NonNullable<WhoCanBeWrittenToQuery['pupil']>['teachers']>[number];

/** Somebody who teaches a child: once, whatever number of groups it is in. */
export interface Teacher {
  readonly id: string;
  readonly name: string;
  readonly contact: boolean;
  /** The groups' names. */
  readonly groups: string;
}

/** Those who teach a child, the contact teacher first, then by name; one whose name is withheld is left out. */
export function teachersOf(teachings: readonly Teaching[]): readonly Teacher[] {
  const byPerson = Map.groupBy(teachings, ({ id }) => id);
  return [...byPerson]
    .flatMap(([id, found]) => {
      const name = [found[0]?.givenName, found[0]?.familyName].filter(Boolean).join(' ');
      const groups = [...new Set(found.flatMap(({ group }) => group?.name ?? []))].join(', ');
      return name ? [{ id, name, contact: found.some(({ role }) => role === 'CONTACT_TEACHER'), groups }] : [];
    })
    .toSorted((a, b) => Number(b.contact) - Number(a.contact) || a.name.localeCompare(b.name, 'nb'));
}
