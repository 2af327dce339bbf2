import type { Standing } from '../domain/facts.ts';
import type { ChildAlone, Relations } from './read-relations.ts';

/** What binds one person to one child: all of a standing that is not of one of them alone. */
export type Bond = Omit<Standing, 'isSelf' | 'posts' | 'appointedAs' | keyof ChildAlone>;
type Lists = Omit<Bond, 'covers'>;
type OpenBond = { [Of in keyof Lists]: Lists[Of][number][] } & { covers: boolean };

/** Gives the persons whom anything binds to a child, the child itself among them, by person id. */
export function relatedPersons(relations: Relations): (childId: string) => ReadonlyMap<string, Bond> {
  const postsAt = Map.groupBy(relations.posts, ({ unitId }) => unitId);
  const rolesIn = Map.groupBy(relations.groupRoles, ({ groupId }) => groupId);
  const unitsOf = Map.groupBy(relations.enrolments, ({ childId }) => childId);
  const groupsOf = Map.groupBy(relations.groupPupils, ({ childId }) => childId);
  const rightsOf = Map.groupBy(relations.rights, ({ childId }) => childId);
  const sharesOf = Map.groupBy(relations.shares, ({ childId }) => childId);
  const openingsOf = Map.groupBy(relations.openings, ({ childId }) => childId);
  const coversOf = Map.groupBy(relations.covers, ({ groupId }) => groupId);
  const answersOf = Map.groupBy(relations.answers, ({ childId }) => childId);
  return (childId) => {
    const bonds = new Map<string, OpenBond>();
    const bondOf = (personId: string): OpenBond => {
      const known = bonds.get(personId) ?? {
        ...{ rights: [], postsAtUnits: [], rolesInGroups: [], shares: [], answers: [], opened: [], covers: false },
      };
      bonds.set(personId, known);
      return known;
    };
    bondOf(childId);
    for (const { personId, kind } of rightsOf.get(childId) ?? []) bondOf(personId).rights.push(kind);
    for (const { unitId } of unitsOf.get(childId) ?? [])
      for (const post of postsAt.get(unitId) ?? []) bondOf(post.personId).postsAtUnits.push(post);
    for (const { groupId } of groupsOf.get(childId) ?? [])
      for (const role of rolesIn.get(groupId) ?? []) bondOf(role.personId).rolesInGroups.push(role);
    for (const { groupId } of groupsOf.get(childId) ?? [])
      for (const { personId } of coversOf.get(groupId) ?? []) bondOf(personId).covers = true;
    for (const { personId, categories } of openingsOf.get(childId) ?? []) bondOf(personId).opened.push(...categories);
    for (const answer of answersOf.get(childId) ?? []) bondOf(answer.personId).answers.push(answer);
    for (const share of sharesOf.get(childId) ?? []) bondOf(share.personId).shares.push(share);
    return bonds;
  };
}
