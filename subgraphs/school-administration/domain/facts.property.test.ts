import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoryIds } from '#contracts/categories.ts';
import { facts, impossibleCombinations, type PlainFact } from '#contracts/facts.ts';
import { appointedRoles } from '../appointments.ts';
import type { RightKind } from '../store/tables.ts';
import { factsOf, type Post, type Standing } from './facts.ts';

const on = '2026-11-25';
const rightKinds: readonly RightKind[] = [
  'PARENTAL_RESPONSIBILITY',
  'LIVES_WITH',
  'PARENT',
  'STANDING_REQUEST',
  'INFORMATION_REVOKED',
  'CONTACT_BAN',
  'FOSTER_PARENT',
  'INSTITUTION',
  'CHILD_PROTECTION',
  'SPECIAL_NEEDS_STAFF',
  'NAMED_FOR_CASE',
  'NAMED_BY_DECISION',
  'NOT_CLEARED_FOR_PLACE',
];
const post: fc.Arbitrary<Post> = fc.record({
  role: fc.constantFrom('TEACHER', 'SCHOOL_LEADER', 'ADMINISTRATOR', 'ASSISTANT', 'MEMBER', 'PUPIL'),
  subrole: fc.constantFrom(null, 'rektor', 'kontormedarbeider', 'arkivar', 'vikar', 'foresattrepresentant'),
  unitKind: fc.constantFrom('OWNER', 'SCHOOL', 'KINDERGARTEN', 'SFO'),
});
const standing: fc.Arbitrary<Standing> = fc
  .record({
    isSelf: fc.boolean(),
    birthDate: fc.constantFrom(null, '2008-11-25', '2008-11-26', '2011-11-25', '2011-11-26', '2018-02-01'),
    rights: fc.uniqueArray(fc.constantFrom(...rightKinds)),
    careOrder: fc.boolean(),
    gradings: fc.array(fc.constantFrom('CONFIDENTIAL' as const, 'STRICTLY_CONFIDENTIAL' as const), { maxLength: 2 }),
    posts: fc.array(post, { maxLength: 3 }),
    rolesInGroups: fc.array(
      fc.record({
        role: fc.constantFrom('CONTACT_TEACHER', 'TEACHER', 'ASSISTANT'),
        groupKind: fc.constantFrom('BASIC', 'SFO'),
      }),
      { maxLength: 2 },
    ),
    appointedAs: fc.uniqueArray(fc.constantFrom(...appointedRoles)),
    opened: fc.uniqueArray(fc.constantFrom(...categoryIds), { maxLength: 3 }),
    covers: fc.boolean(),
    shares: fc.array(
      fc.record({
        service: fc.constantFrom('PPT' as const, 'SCHOOL_HEALTH' as const, 'MUNICIPAL_LEADER' as const),
        categories: fc.uniqueArray(fc.constantFrom(...categoryIds), { maxLength: 3 }),
      }),
      { maxLength: 2 },
    ),
    answers: fc.array(fc.record({ categories: fc.uniqueArray(fc.constantFrom(...categoryIds), { maxLength: 3 }) }), {
      maxLength: 1,
    }),
  })
  .map((one) => ({ ...one, postsAtUnits: one.posts }));

describe('the facts about any viewer and any child', () => {
  it('are never together what is said to be impossible: what the checks of the rules leave out does not occur', () => {
    fc.assert(
      fc.property(standing, (one) => {
        const found = new Set(factsOf(one, on));
        for (const { together, why } of impossibleCombinations) {
          const isSo = Object.entries(together).every(([fact, holds]) => found.has(fact as PlainFact) === holds);
          expect(isSo, why).toBe(false);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('take in the end every fact that is computed about a child, so that no rule waits for one that never comes', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(standing, (one) => {
        for (const fact of factsOf(one, on)) seen.add(fact.split(':')[0] ?? fact);
      }),
      { numRuns: 3_000 },
    );
    // About the viewer alone, and of systems: computed elsewhere.
    const elsewhere = new Set<string>(['appointedToName', 'approvedBySchool']);
    expect(facts.filter((fact) => !seen.has(fact) && !elsewhere.has(fact))).toEqual([]);
  });
});
