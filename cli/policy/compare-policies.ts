import { setImmediate } from 'node:timers/promises';
import { type CategoryId, categoryIds } from '#contracts/categories.ts';
import { purposes } from '#contracts/purposes.ts';
import type { Situation } from '#contracts/situations.ts';
import { collectChanges, type PolicyChange } from './collect-changes.ts';
import type { PolicySet } from './read-set.ts';
import { asker, type Ruled, type Thing, whetherAnyApplies } from './what-a-set-opens.ts';

export interface PolicyComparison {
  readonly from: string;
  readonly to: string;
  /** Rules by id: what of the texts differs, whether or not it changes anything for anybody. */
  readonly rules: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly changed: readonly string[];
  };
  readonly changes: readonly PolicyChange[];
  /** Over how many persons, systems and children it was asked. */
  readonly asked: { readonly persons: number; readonly systems: number; readonly children: number };
}

/** Data of these is about no child: decided on what the viewer is alone. */
const ofNoChild: ReadonlySet<CategoryId> = new Set(['staff', 'case-namings'] as const);
const child: Thing = { kind: 'child', id: 'child' };
/** A hub that runs answers others between as many situations. */
const situationsAtATime = 5;

/** Asks both sets in every situation what they open, and gives what differs: who, how many, what, and by which rules. */
export async function comparePolicies(
  from: PolicySet,
  to: PolicySet,
  situations: readonly Situation[],
): Promise<PolicyComparison> {
  const rules = compareRules(from, to);
  const differing = new Set([...rules.added, ...rules.removed, ...rules.changed]);
  const [before, after] = [asker(from), asker(to)];
  const touched = [whetherAnyApplies(from, differing), whetherAnyApplies(to, differing)];
  const deeds = deedsOf([from, to]);
  const stated = purposesAskedOf([from, to]);
  const changes = collectChanges({ from, to, differing }, stated);
  const both = (...asked: Parameters<typeof before>): Ruled => ({ before: before(...asked), after: after(...asked) });
  for (const [number, situation] of situations.entries()) {
    for (const purpose of stated) {
      // A system states one always.
      if (purpose === null && situation.viewer === 'System') continue;
      const known = situation.ofChild ? both(situation, child, purpose) : undefined;
      // What is of a child that neither set lets be known of is open in neither.
      if (known && !known.before.allow && !known.after.allow) continue;
      if (known) changes.add([known], { situation, thing: child, purpose });
      const knownAlike = known === undefined || known.before.allow === known.after.allow;
      for (const thing of thingsAsked(situation, deeds)) {
        if (knownAlike && !touched.some((any) => any(situation, thing, purpose))) continue;
        const itself = both(situation, thing, purpose);
        changes.add(known ? [known, itself] : [itself], { situation, thing, purpose });
      }
    }
    if (number % situationsAtATime === 0) await setImmediate();
  }
  return { from: from.name, to: to.name, rules, changes: changes.all(), asked: countAsked(situations) };
}

function compareRules(from: PolicySet, to: PolicySet): PolicyComparison['rules'] {
  const [before, after] = [from.policies, to.policies];
  return {
    added: Object.keys(after).filter((id) => before[id] === undefined),
    removed: Object.keys(before).filter((id) => after[id] === undefined),
    changed: Object.keys(after).filter((id) => before[id] !== undefined && before[id] !== after[id]),
  };
}

/** What is asked of those who stand so, beside whether they know of the child: what is about one, or about none. */
function thingsAsked({ ofChild }: Situation, deeds: readonly string[]): readonly Thing[] {
  const categories = categoryIds.filter((id) => ofNoChild.has(id) !== ofChild);
  return [
    ...categories.map((id) => ({ kind: 'category', id }) as const),
    ...deeds.map((id) => ({ kind: 'deed', id }) as const),
  ];
}

const textsOf = (sets: readonly PolicySet[]): readonly string[] =>
  sets.flatMap(({ policies }) => Object.values(policies));

const deedsOf = (sets: readonly PolicySet[]): readonly string[] =>
  [
    ...new Set(textsOf(sets).flatMap((text) => [...text.matchAll(/Deed::"([^"]*)"/g)].map((match) => match[1] ?? ''))),
  ].sort();

/** No purpose, each that a rule names, and one that none names, which stands for all such. */
function purposesAskedOf(sets: readonly PolicySet[]): readonly (string | null)[] {
  const named = purposes.filter((purpose) => textsOf(sets).some((text) => text.includes(`"${purpose}"`)));
  const other = purposes.find((purpose) => !named.includes(purpose));
  return [null, ...named, ...(other === undefined ? [] : [other])];
}

function countAsked(situations: readonly Situation[]): PolicyComparison['asked'] {
  const [persons, systems, children] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const situation of situations) {
    for (const id of situation.viewers) (situation.viewer === 'Person' ? persons : systems).add(id);
    for (const id of situation.children) children.add(id);
  }
  return { persons: persons.size, systems: systems.size, children: children.size };
}
