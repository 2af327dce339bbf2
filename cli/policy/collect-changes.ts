import { capacityOf, capacityTable } from '#contracts/capacities.ts';
import type { Situation } from '#contracts/situations.ts';
import { annotationOf } from '#kit/access/policy.ts';
import type { PolicySet } from './read-set.ts';
import type { Ruled, Thing } from './what-a-set-opens.ts';

/** What somebody gains or loses: knowing of a child at all, a category of its data, or a deed. */
export interface PolicyChange extends Thing {
  readonly change: 'gains' | 'loses';
  /** What those whom it concerns are to the children. */
  readonly role: string;
  /** How many persons or systems, and how many children it is about; 0 where it is about none. */
  readonly viewers: number;
  readonly children: number;
  /** `any`, `stated` (whichever), or with which purposes alone, `none` among them. */
  readonly purpose: string;
  /** The rules that make it so: what the older set lets decide, and the newer. */
  readonly rules: readonly { readonly id: string; readonly legalBasis: string; readonly set: string }[];
}

interface ComparedSets {
  readonly from: PolicySet;
  readonly to: PolicySet;
  /** The ids of the rules in which they differ. */
  readonly differing: ReadonlySet<string>;
}
interface Asked {
  readonly situation: Situation;
  readonly thing: Thing;
  readonly purpose: string | null;
}
interface OpenChange extends Omit<PolicyChange, 'viewers' | 'children' | 'purpose'> {
  readonly viewer: Situation['viewer'];
  readonly viewers: Set<string>;
  readonly children: Set<string>;
  readonly purposes: Set<string | null>;
}

/** Gathers what two sets decide otherwise: persons and children are counted once in a line, however they stand to each other. */
export function collectChanges(sets: ComparedSets, purposes: readonly (string | null)[]) {
  const lines = new Map<string, OpenChange>();
  return {
    /** `parts`: what the thing takes, each as both sets decide it; it is open where every one is. */
    add(parts: readonly Ruled[], { situation, thing, purpose }: Asked): void {
      const opens = parts.every(({ after }) => after.allow);
      if (parts.every(({ before }) => before.allow) === opens) return;
      const change = opens ? 'gains' : 'loses';
      const role = roleOf(situation);
      const rules = causesOf(parts, sets);
      const key = JSON.stringify([change, thing, role, rules]);
      const line = lines.get(key) ?? {
        ...{ change, ...thing, role, rules, viewer: situation.viewer },
        ...{ viewers: new Set(), children: new Set(), purposes: new Set() },
      };
      lines.set(key, line);
      for (const id of situation.viewers) line.viewers.add(id);
      for (const id of situation.children) line.children.add(id);
      line.purposes.add(purpose);
    },
    all: (): readonly PolicyChange[] =>
      [...lines.values()]
        .map(({ viewer, viewers, children, purposes: held, ...line }) => ({
          ...line,
          viewers: viewers.size,
          children: children.size,
          // A system states a purpose always.
          purpose: purposeWord(held, viewer === 'System' ? purposes.filter((one) => one !== null) : purposes),
        }))
        .sort((one, other) => orderOf(one).localeCompare(orderOf(other), 'en')),
  };
}

const orderOf = ({ change, kind, id, role }: PolicyChange): string => [change, kind, id, role].join(' ');

/** The rules of the part that is decided otherwise, as far as the sets differ in them. */
function causesOf(parts: readonly Ruled[], { from, to, differing }: ComparedSets): PolicyChange['rules'] {
  return parts
    .filter(({ before, after }) => before.allow !== after.allow)
    .flatMap(({ before, after }) => [
      ...before.rules.filter((id) => differing.has(id)).map((id) => ruleIn(from, id)),
      ...after.rules.filter((id) => differing.has(id)).map((id) => ruleIn(to, id)),
    ]);
}

const ruleIn = (set: PolicySet, id: string) => ({
  id,
  legalBasis: annotationOf(set.policies[id] ?? '', 'hjemmel') ?? '',
  set: set.name,
});

function roleOf({ viewer, facts }: Situation): string {
  if (viewer === 'System') return facts.has('approvedBySchool') ? 'System that the school has approved' : 'System';
  if (facts.has('isOperator')) return 'Operator';
  const capacity = capacityOf(facts);
  return capacity === null ? 'Somebody without a part in it' : capacityTable[capacity].label.en;
}

/** With every purpose that was asked of, with each that is stated, or with which. */
function purposeWord(held: ReadonlySet<string | null>, asked: readonly (string | null)[]): string {
  if (held.size === asked.length) return 'any';
  if (!held.has(null) && held.size === asked.length - 1) return 'stated';
  return [...held].map((purpose) => purpose ?? 'none').join(', ');
}
