import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noNumbers, takeNumber } from './numbering.ts';

describe('numbers', () => {
  it('have no gaps within a series, however series are mixed', () => {
    const series = fc.array(fc.constantFrom('journal/2026', 'journal/2027', 'case/2026', 'entry/a', 'entry/b'));
    fc.assert(
      fc.property(series, (taken) => {
        let counters = noNumbers;
        const given = new Map<string, number[]>();
        for (const one of taken as Parameters<typeof takeNumber>[1][]) {
          const next = takeNumber(counters, one);
          counters = next.counters;
          given.set(one, [...(given.get(one) ?? []), next.number]);
        }
        for (const numbers of given.values()) expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      }),
    );
  });
});
