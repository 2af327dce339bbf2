import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HubDatabase, openDatabase } from './database.ts';
import { textArray } from './text-array.ts';

const url = process.env.DATABASE_URL;
const settings = { 'PGlite in memory': { kind: 'memory' }, PostgreSQL: { kind: 'postgres', url: url ?? '' } } as const;

describe.each(['PGlite in memory', 'PostgreSQL'] as const)('a text[] in binary on %s', (kind) => {
  describe.skipIf(kind === 'PostgreSQL' && !url)('as a parameter', () => {
    let database: HubDatabase;
    beforeAll(async () => {
      database = await openDatabase(settings[kind]);
    });
    afterAll(() => database.close());

    const read = async (parameter: Buffer) =>
      (await sql<{ list: readonly (string | null)[] }>`select ${parameter}::text[] as list`.execute(database.kysely))
        .rows[0]?.list;

    it.each([
      ['nothing', []],
      ['one null', [null]],
      ['texts and nulls', ['a', null, '', 'b']],
      ['what has a meaning in an array literal', ['{"a",\\"b}', 'NULL', 'a,b', ' ', '\n\t']],
      ['letters beyond ASCII, short and long', ['Bjørn', 'Áŋŋel', '😀', `${'x'.repeat(100)}æ`, 'ø'.repeat(30)]],
      ['more than it has room for at first', Array.from({ length: 5_000 }, (_, n) => `${n} ${'å'.repeat(n % 40)}`)],
    ])('gives back %s', async (_, values) => {
      const array = textArray();
      for (const value of values) array.push(value);
      expect(await read(array.take())).toEqual(values);
    });

    it('is empty again when it has been taken, and leaves what was taken as it is', async () => {
      const array = textArray();
      array.push('first');
      const first = array.take();
      array.push('second');
      expect([await read(first), await read(array.take()), await read(array.take())]).toEqual([
        ['first'],
        ['second'],
        [],
      ]);
    });
  });
});
