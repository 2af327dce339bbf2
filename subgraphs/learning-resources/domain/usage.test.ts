import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { summariseUsage } from './usage.ts';

const shown = (...pupils: number[]) => {
  const summary = summariseUsage(pupils.map((count, index) => ({ part: `p${index}`, pupils: count })));
  return [summary.total, ...summary.parts.map((part) => part.pupils)];
};

describe('numbers of use', () => {
  test('large parts are shown with their total', () => {
    expect(shown(25, 30)).toEqual([55, 25, 30]);
  });

  test('a small part is hidden together with the next, so that it cannot be found by subtraction', () => {
    expect(shown(3, 25, 30)).toEqual([58, undefined, undefined, 30]);
  });

  test('small parts that shield each other leave the rest shown', () => {
    expect(shown(6, 7, 25)).toEqual([38, undefined, undefined, 25]);
  });

  test('where nothing can shield a small part, the total goes too', () => {
    expect(shown(3)).toEqual([undefined, undefined]);
    expect(shown(2, 3)).toEqual([undefined, undefined, undefined]);
  });

  test('zero speaks of nobody', () => {
    expect(shown(0, 0)).toEqual([0, 0, 0]);
    expect(shown(0, 20)).toEqual([20, 0, 20]);
    expect(shown(0, 5)).toEqual([undefined, 0, undefined]);
  });

  test('whatever the numbers, nobody is singled out by what is shown', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 12 }), fc.integer({ min: 2, max: 15 }), (numbers, minimum) => {
        const counts = numbers.map((pupils, index) => ({ part: `p${index}`, pupils }));
        const { total, parts } = summariseUsage(counts, minimum);
        const shownParts = parts.filter((part) => part.pupils !== undefined);
        for (const part of shownParts) expect(part.pupils === 0 || (part.pupils ?? 0) >= minimum).toBe(true);
        const hidden = parts.length - shownParts.length;
        if (total === undefined || hidden === 0) return;
        const rest = total - shownParts.reduce((sum, part) => sum + (part.pupils ?? 0), 0);
        expect(hidden).toBeGreaterThan(1);
        expect(rest).toBeGreaterThanOrEqual(minimum);
      }),
    );
  });
});
