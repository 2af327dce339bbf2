import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { policyDates } from '#kit/access/policy-book.ts';
import { policyRoot } from '#test/support/test-subgraph.ts';
import { categoriesOf, categoryFactTable, facts, factTable, ofCategories } from './facts.ts';

describe.each(policyDates(policyRoot))('the policy schema of %s', (date) => {
  const schema = readFileSync(join(policyRoot, date, 'access', 'schema.cedarschema'), 'utf8');
  const declared = [...schema.matchAll(/\/\/ (.*)\n\s*(\w+): Bool,/g)].map(
    ([, meaning, fact]) => [fact, meaning] as const,
  );

  it('asks about every fact that is computed, with the same meaning, and about no other', () => {
    expect(Object.fromEntries(declared)).toEqual(factTable);
    expect(schema.match(/\w+: Bool\b/g)?.length).toBe(facts.length);
  });

  it('asks of which categories something holds as it is computed, with the same meaning', () => {
    const sets = [...schema.matchAll(/\/\/ (.*)\n\s*(\w+): Set<Category>,/g)].map(([, meaning, name]) => [
      name,
      meaning,
    ]);
    expect(Object.fromEntries(sets)).toEqual(categoryFactTable);
  });
});

describe('a fact of a category', () => {
  it('is one for each category of the list, and none for a word that is no category', () => {
    const shared = ofCategories('sharedWithViewer', ['health', 'everything', 'identity']);
    expect(shared).toEqual(['sharedWithViewer:health', 'sharedWithViewer:identity']);
    expect(categoriesOf('sharedWithViewer', ['isEmployee', ...shared])).toEqual(['health', 'identity']);
  });
});
