import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';

describe('the seeded source of chance', () => {
  it('repeats itself for the same seed and differs for another', () => {
    const draw = (seed: string) =>
      Array.from(
        { length: 20 },
        (
          (random) => () =>
            random.next()
        )(createRandom(seed)),
      );
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
  });

  it('keeps whole numbers within both bounds and reaches them', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: -50, max: 50 }), fc.nat(20), (seed, low, span) => {
        const random = createRandom(seed);
        const drawn = Array.from({ length: 40 + span * 12 }, () => random.int(low, low + span));
        expect(Math.min(...drawn)).toBeGreaterThanOrEqual(low);
        expect(Math.max(...drawn)).toBeLessThanOrEqual(low + span);
      }),
    );
    const random = createRandom('bounds');
    expect(new Set(Array.from({ length: 200 }, () => random.int(1, 6))).size).toBe(6);
  });

  it('shuffles without losing or doubling anything', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.integer()), (seed, items) => {
        expect(createRandom(seed).shuffle(items).toSorted()).toEqual(items.toSorted());
      }),
    );
  });

  it('draws by weight, and never what has none', () => {
    const random = createRandom('weights');
    const drawn = Array.from({ length: 4000 }, () =>
      random.weighted([
        ['often', 3],
        ['seldom', 1],
        ['never', 0],
      ] as const),
    );
    expect(drawn).not.toContain('never');
    const often = drawn.filter((one) => one === 'often').length / drawn.length;
    expect(often).toBeGreaterThan(0.7);
    expect(often).toBeLessThan(0.8);
  });
});
