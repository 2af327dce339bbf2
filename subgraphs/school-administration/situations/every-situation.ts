import { setImmediate } from 'node:timers/promises';
import type { Fact } from '#contracts/facts.ts';
import type { Situation } from '#contracts/situations.ts';
import { factsOf, type Standing, viewerFactsOf } from '../domain/facts.ts';
import type { OwnStanding } from '../port/read-standings.ts';
import type { Relations } from './read-relations.ts';
import { relatedPersons } from './related-persons.ts';

/** A hub that runs answers others between as many children. */
const childrenAtATime = 100;

/**
 * Every situation in which a person is to a child on a day, each with who is in it: those whom something binds to the child by their
 * pairs; all others, who differ by their own posts and the child's age and marks alone, by the kinds of these.
 */
export async function everySituation(relations: Relations, on: string): Promise<readonly Situation[]> {
  const found = openSituations();
  const related = relatedPersons(relations);
  const childrenByKind = Map.groupBy(relations.children, (child) => keyOf(factsOf({ ...nobody, ...child }, on)));
  const personsByKind = Map.groupBy(relations.own, ([, own]) => keyOf(viewerFactsOf(own)));
  const ownKind = new Map([...personsByKind].flatMap(([kind, ids]) => ids.map(([id]) => [id, kind] as const)));
  /** How many children of each kind something binds a person to, and how many persons of each kind to a child. */
  const boundTo = counter();
  const boundFrom = counter();
  let done = 0;
  for (const [kind, children] of childrenByKind)
    for (const child of children) {
      for (const [personId, bond] of related(child.childId)) {
        const standing = { ...relations.own.get(personId), ...child, ...bond };
        const facts = factsOf({ ...nobody, ...standing, isSelf: personId === child.childId }, on);
        found.add(facts, [personId], [child.childId]);
        boundTo.add(personId, kind);
        boundFrom.add(child.childId, ownKind.get(personId) ?? '');
      }
      done += 1;
      if (done % childrenAtATime === 0) await setImmediate();
    }
  for (const [posts, persons] of personsByKind)
    for (const [kind, children] of childrenByKind) {
      const [example, child] = [persons[0]?.[1], children[0]];
      const others = persons.map(([id]) => id).filter((id) => boundTo.of(id, kind) < children.length);
      const theirs = children.map(({ childId }) => childId).filter((id) => boundFrom.of(id, posts) < persons.length);
      if (child && others.length > 0) found.add(factsOf({ ...nobody, ...example, ...child }, on), others, theirs);
    }
  return [...found.all(), ...ownSituations(relations.own)];
}

/** What holds of persons alone. */
function ownSituations(own: ReadonlyMap<string, OwnStanding>): readonly Situation[] {
  const facts = (one: OwnStanding): readonly Fact[] => [
    ...viewerFactsOf(one),
    ...(one.namesStaff ? ['appointedToName' as const] : []),
  ];
  return [...Map.groupBy(own, ([, one]) => keyOf(facts(one))).values()].map((persons) => ({
    viewer: 'Person',
    ofChild: false,
    facts: new Set(persons[0] ? facts(persons[0][1]) : []),
    viewers: new Set(persons.map(([id]) => id)),
    children: new Set(),
  }));
}

const nobody: Standing = {
  isSelf: false,
  birthDate: null,
  rights: [],
  careOrder: false,
  gradings: [],
  posts: [],
  postsAtUnits: [],
  rolesInGroups: [],
  appointedAs: [],
  shares: [],
  answers: [],
  opened: [],
  covers: false,
};

const keyOf = (facts: readonly Fact[]): string => [...facts].sort().join(',');

function counter() {
  const counts = new Map<string, Map<string, number>>();
  return {
    add(id: string, kind: string): void {
      const ofId = counts.get(id) ?? new Map<string, number>();
      counts.set(id, ofId.set(kind, (ofId.get(kind) ?? 0) + 1));
    },
    of: (id: string, kind: string): number => counts.get(id)?.get(kind) ?? 0,
  };
}

function openSituations() {
  const byKey = new Map<string, { facts: ReadonlySet<Fact>; viewers: Set<string>; children: Set<string> }>();
  return {
    add(facts: readonly Fact[], viewers: readonly string[], children: readonly string[]): void {
      const key = keyOf(facts);
      const one = byKey.get(key) ?? { facts: new Set(facts), viewers: new Set(), children: new Set() };
      byKey.set(key, one);
      for (const id of viewers) one.viewers.add(id);
      for (const id of children) one.children.add(id);
    },
    all: (): readonly Situation[] => [...byKey.values()].map((one) => ({ viewer: 'Person', ofChild: true, ...one })),
  };
}
