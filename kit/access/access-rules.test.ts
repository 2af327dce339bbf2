import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accessFolder, answer, type Facts, home, knows, seen } from './test-support/policy-answers.ts';

describe('the access policy of 2026-08-01', () => {
  it('has a test of its rules for each .cedar file (rules/<file>.test.ts), and none without a file', () => {
    const named = (folder: string | URL, ending: string) =>
      readdirSync(folder).flatMap((file) => (file.endsWith(ending) ? [file.slice(0, -ending.length)] : []));
    expect(named(new URL('rules', import.meta.url), '.test.ts').sort()).toEqual(named(accessFolder, '.cedar').sort());
  });

  it('opens nothing to one of whom nothing is known, whatever purpose is stated', () => {
    for (const facts of [
      [],
      ['purpose'],
      ['system', 'purpose'],
      ['clearedToKnowPlace', 'purpose'],
      ['childIs15', 'childIs18', 'purpose'],
    ] as Facts[]) {
      expect(knows(...facts)).toBe(false);
      expect(seen(...facts)).toEqual([]);
    }
  });

  it('cites the paragraph of the rule that decided, when it opens and when it closes', () => {
    expect(answer('see', 'health', home)).toEqual({
      allow: true,
      legalBasis: ['opplæringslova § 10-8; barnelova § 30'],
    });
    expect(answer('see', 'health', [...home, 'contactBan']).legalBasis).toEqual(['barnelova § 47 (3)']);
    expect(answer('see', 'health', ['isEmployee']).legalBasis).toEqual([]);
  });
});
