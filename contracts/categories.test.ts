import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { categories, categoryIds, isCategoryId, subgraphNames, transferableCategoryIds } from './categories.ts';
import { languages } from './languages.ts';

const schemaOf = (name: string) => new URL(`../subgraphs/${name}/schema.graphql`, import.meta.url);
const usedBy = (name: string) =>
  new Set(
    [...readFileSync(schemaOf(name), 'utf8').matchAll(/@personalData\(category: "([^"]*)"\)/g)].map(
      (match) => match[1] ?? '',
    ),
  );

describe('the list of categories', () => {
  it.each(categoryIds)('names %s in four languages, its statute and who holds it', (id) => {
    const category = categories[id];
    for (const language of languages) expect(category.label[language].trim()).not.toBe('');
    expect(category.legalBasis).toMatch(/§|GDPR art\./);
    expect(new Set(category.heldBy).size).toBe(category.heldBy.length);
    for (const name of category.heldBy) expect(subgraphNames).toContain(name);
    expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
  });

  it('has no two categories of one name', () => {
    for (const language of languages)
      expect(new Set(categoryIds.map((id) => categories[id].label[language])).size).toBe(categoryIds.length);
  });

  it('does not take a property of every object for a category', () => {
    for (const name of ['constructor', 'toString', '__proto__', '']) expect(isCategoryId(name)).toBe(false);
  });

  it('lets a health note travel and never the grading of an address', () => {
    expect(transferableCategoryIds).toContain('health');
    expect(transferableCategoryIds).not.toContain('address-protection');
    expect(transferableCategoryIds).not.toContain('address');
  });
});

describe.each(subgraphNames.filter((name) => existsSync(schemaOf(name))))('the schema of %s', (name) => {
  it('classifies its fields by categories of the list', () => {
    expect([...usedBy(name)].filter((id) => !isCategoryId(id))).toEqual([]);
  });
});
