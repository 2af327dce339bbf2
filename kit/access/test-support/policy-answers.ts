import { join } from 'node:path';
import { type CategoryId, categoryIds } from '#contracts/categories.ts';
import type { Fact } from '#contracts/facts.ts';
import { policyRoot } from '#test/support/test-subgraph.ts';
import { loadAccessPolicy } from '../policy.ts';

/** The set that the tests of the rules ask. */
export const accessFolder = join(policyRoot, '2026-08-01', 'access');
const policy = loadAccessPolicy(accessFolder, '2026-08-01');

export type Facts = ReadonlyArray<Fact | 'purpose' | 'system'>;
/** Facts, and beside them `purpose` (one is stated) and `system` (a program asks, not a person). */
export function answer(action: 'know' | 'see' | 'act', id: string, facts: Facts) {
  return policy.decide({
    viewer: facts.includes('system') ? 'System' : 'Person',
    action,
    resource: { type: action === 'know' ? 'Child' : action === 'see' ? 'Category' : 'Deed', id },
    facts: new Set(facts.filter((fact): fact is Fact => fact !== 'purpose' && fact !== 'system')),
    purpose: facts.includes('purpose') ? 'case-work' : null,
  });
}
export const knows = (...facts: Facts) => answer('know', 'child', facts).allow;
export const sees = (category: CategoryId, ...facts: Facts) => answer('see', category, facts).allow;
export const may = (deed: string, ...facts: Facts) => answer('act', deed, facts).allow;
export const seen = (...facts: Facts) => categoryIds.filter((category) => sees(category, ...facts));

/** A holder of foreldreansvar with whom the child lives. */
export const home: Facts = ['isParent', 'holdsParentalResponsibility', 'livesWithChild', 'clearedToKnowPlace'];
/** A holder with whom it does not live. */
export const away: Facts = ['isParent', 'holdsParentalResponsibility', 'clearedToKnowPlace'];
