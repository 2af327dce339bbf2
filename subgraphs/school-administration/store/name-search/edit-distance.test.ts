import { describe, expect, it } from 'vitest';
import { isWithin, mistakesIn } from './edit-distance.ts';

describe('a misspelt word', () => {
  it.each([
    ['johansen', 'johansen', 0],
    ['johnsen', 'johansen', 1],
    ['johanson', 'johansen', 1],
    ['jonhasen', 'johansen', 2],
    ['jhoansen', 'johansen', 1],
    ['johansenn', 'johansen', 1],
    ['kristofer', 'kristian', 4],
    ['', 'ola', 3],
  ])('"%s" is %s in at most %i mistakes, and not in fewer', (word, other, mistakes) => {
    expect(isWithin(word, other, mistakes)).toBe(true);
    expect(isWithin(other, word, mistakes)).toBe(true);
    if (mistakes > 0) expect(isWithin(word, other, mistakes - 1)).toBe(false);
  });

  it('may have more mistakes the longer it is, and none when it is short', () => {
    expect([3, 4, 7, 8].map(mistakesIn)).toEqual([0, 1, 1, 2]);
  });
});
