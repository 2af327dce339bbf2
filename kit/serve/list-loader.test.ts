import { describe, expect, it } from 'vitest';
import { listLoader } from './list-loader.ts';

function given() {
  const calls: Array<readonly [readonly string[], number]> = [];
  const loader = listLoader(async (parentIds, ask: { limit: number }) => {
    calls.push([parentIds, ask.limit]);
    return new Map(parentIds.filter((id) => id !== 'childless').map((id) => [id, [`${id} ${ask.limit}`]]));
  });
  return { calls, loader };
}

describe('lists under many parents', () => {
  it('of whom the same is asked come in one call, each under its own parent', async () => {
    const { calls, loader } = given();
    const lists = await Promise.all(['a', 'b', 'a'].map((of) => loader.load({ of, ask: { limit: 2 } })));
    expect(lists).toEqual([['a 2'], ['b 2'], ['a 2']]);
    expect(calls).toEqual([[['a', 'b'], 2]]);
  });

  it('of whom different things are asked come in a call each, and are not mixed', async () => {
    const { calls, loader } = given();
    const lists = await Promise.all([2, 3].map((limit) => loader.load({ of: 'a', ask: { limit } })));
    expect(lists).toEqual([['a 2'], ['a 3']]);
    expect(calls).toEqual([
      [['a'], 2],
      [['a'], 3],
    ]);
  });

  it('are empty where a parent has none', async () => {
    expect(await given().loader.load({ of: 'childless', ask: { limit: 1 } })).toEqual([]);
  });
});
