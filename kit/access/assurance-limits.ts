import { type AssuranceLevel, type AssuranceRules, assuranceBasis, categoriesAbove } from '#contracts/assurance.ts';
import type { CategoryId } from '#contracts/categories.ts';
import type { Decision } from './policy.ts';
import type { Viewer } from './viewer.ts';

type Limits = ReadonlyMap<CategoryId, Decision>;
const none: Limits = new Map();
const known = new WeakMap<AssuranceRules, Map<AssuranceLevel | null, Limits>>();

/** What is closed to a viewer, whatever the policy opens, until they have signed in with a higher level. */
export function limitsOfAssurance({ kind, assurance }: Viewer, rules: AssuranceRules): Limits {
  if (kind === 'system') return none;
  const byLevel = known.get(rules) ?? new Map<AssuranceLevel | null, Limits>();
  known.set(rules, byLevel);
  const before = byLevel.get(assurance);
  if (before) return before;
  const limits = new Map<CategoryId, Decision>();
  for (const [category, needs] of categoriesAbove(assurance, rules))
    limits.set(category, { allow: false, legalBasis: assuranceBasis, needs });
  byLevel.set(assurance, limits);
  return limits;
}

/** How one comes to a higher level, for an error's extensions. */
export const stepUp = (needs: AssuranceLevel) => ({ needs, signIn: `/sign-in?level=${needs}` });
