import type { Situation } from '#contracts/situations.ts';
import { type ExplainedPolicy, type PolicyQuestion, policyOf } from '#kit/access/policy.ts';
import type { PolicySet } from './read-set.ts';

/** Something that a policy may open: to know of the child at all, a category, a deed. */
export interface Thing {
  readonly kind: 'child' | 'category' | 'deed';
  readonly id: string;
}

type Ruling = ReturnType<ExplainedPolicy['explain']>;
/** How the older set and the newer decide on one thing by itself. */
export interface Ruled {
  readonly before: Ruling;
  readonly after: Ruling;
}

/** Asks a set of one thing by itself: what is about a child takes that one may know of the child as well. */
export function asker(set: PolicySet): (situation: Situation, thing: Thing, purpose: string | null) => Ruling {
  const policy = policyOf(set, set.name);
  return (situation, thing, purpose) => policy.explain(questionOf(situation, thing, purpose));
}

const questionAbout = {
  child: { action: 'know', type: 'Child' },
  category: { action: 'see', type: 'Category' },
  deed: { action: 'act', type: 'Deed' },
} as const;

const questionOf = (situation: Situation, { kind, id }: Thing, purpose: string | null): PolicyQuestion => ({
  viewer: situation.viewer,
  action: questionAbout[kind].action,
  resource: { type: questionAbout[kind].type, id },
  facts: situation.facts,
  purpose,
});

/**
 * Whether any of some rules applies: where none does, two sets that differ in these alone decide alike. What the rules do not mention
 * makes no difference, so that few of the situations are asked about.
 */
export function whetherAnyApplies(
  set: PolicySet,
  rules: ReadonlySet<string>,
): (situation: Situation, thing: Thing, purpose: string | null) => boolean {
  const texts = Object.entries(set.policies).filter(([id]) => rules.has(id));
  if (texts.length === 0) return () => false;
  const policy = policyOf({ schema: set.schema, policies: Object.fromEntries(texts) }, `${set.name}, in part`);
  const mentioned = new Set(
    texts.flatMap(([, text]) => [...text.matchAll(/context\.(\w+)/g)].map((match) => match[1])),
  );
  const answers = new Map<string, boolean>();
  return (situation, thing, purpose) => {
    const facts = [...situation.facts].filter((fact) => mentioned.has(fact.split(':')[0])).sort();
    const key = [situation.viewer, purpose, thing.kind, thing.id, ...facts].join('|');
    const known = answers.get(key);
    if (known !== undefined) return known;
    const asked = questionOf({ ...situation, facts: new Set(facts) }, thing, purpose);
    const applies = policy.explain(asked).rules.length > 0;
    answers.set(key, applies);
    return applies;
  };
}
