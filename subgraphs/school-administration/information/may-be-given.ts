import { type CategoryId, categoryIds } from '#contracts/categories.ts';
import type { Fact } from '#contracts/facts.ts';
import type { AccessPolicy } from '#kit/access/policy.ts';

const asPerson = { viewer: 'Person', purpose: null } as const;
const parent: readonly Fact[] = ['isParent', 'hasAnswer', 'clearedToKnowPlace'];
const sees = (policy: AccessPolicy, facts: readonly Fact[], category: CategoryId) =>
  policy.decide({
    ...asPerson,
    action: 'see',
    resource: { type: 'Category', id: category },
    facts: new Set<Fact>([...facts, `givenOnRequest:${category}`]),
  }).allow &&
  !policy.decide({ ...asPerson, action: 'see', resource: { type: 'Category', id: category }, facts: new Set(facts) })
    .allow;

/**
 * What may be given to one who has asked, at the most: the categories that the policy opens to an answered parent and does not close to
 * this one. None where the one who asked must not even know that the child is here: they get no other answer than about a child who is not.
 */
export function mayBeGiven(policy: AccessPolicy, known: Iterable<Fact>): readonly CategoryId[] {
  const facts: readonly Fact[] = [...known, 'hasAnswer'];
  const knows = policy.decide({
    ...asPerson,
    action: 'know',
    resource: { type: 'Child', id: 'child' },
    facts: new Set(facts),
  });
  if (!knows.allow) return [];
  return categoryIds.filter((category) => {
    if (!sees(policy, parent, category)) return false;
    const given = new Set<Fact>([...facts, `givenOnRequest:${category}`]);
    return policy.decide({ ...asPerson, action: 'see', resource: { type: 'Category', id: category }, facts: given })
      .allow;
  });
}
