import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { shareReads } from './shared-reads.ts';

function reader(fails: (keys: readonly string[]) => boolean = () => false) {
  const statements: string[][] = [];
  let value = 1;
  const read = shareReads(
    async (keys: readonly string[]) => {
      statements.push([...keys]);
      const now = value;
      await turn();
      if (fails(keys)) throw new Error(`cannot read ${keys.join(', ')}`);
      return new Map(keys.filter((key) => key !== 'unknown').map((key) => [key, `${key}${now}`]));
    },
    (key) => key,
  );
  return { statements, read, change: () => (value += 1) };
}

describe('reads that are shared', () => {
  it('send the first at once, and the rest together in the next statement, each key once', async () => {
    const { statements, read } = reader();
    const answers = await Promise.all([read(['a']), read(['b', 'c']), read(['c', 'd'])]);
    expect(statements).toEqual([['a'], ['b', 'c', 'd']]);
    expect(answers.map((answer) => [...answer.keys()])).toEqual([['a'], ['b', 'c'], ['c', 'd']]);
  });

  it('give an asker nothing that another asked for, and nothing for what is not there', async () => {
    const { read } = reader();
    const [, one, other] = await Promise.all([read(['a']), read(['b', 'unknown']), read(['c'])]);
    expect([...(one ?? [])]).toEqual([['b', 'b1']]);
    expect([...(other ?? [])]).toEqual([['c', 'c1']]);
  });

  it('never answer from a statement that began before the question', async () => {
    const { statements, read, change } = reader();
    const before = read(['a']);
    change();
    const after = read(['a']);
    expect([await before, await after].map((answer) => answer.get('a'))).toEqual(['a1', 'a2']);
    expect((await read(['a'])).get('a')).toBe('a2');
    expect(statements).toHaveLength(3);
  });

  it('let nobody fail for what another asked', async () => {
    const { read } = reader((keys) => keys.includes('bad'));
    const answers = await Promise.allSettled([read(['a']), read(['b']), read(['bad']), read(['c'])]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect((await read(['d'])).get('d')).toBe('d1');
  });
});
