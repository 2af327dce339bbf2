import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '#test/support/until.ts';
import { type HubDatabase, openDatabase } from './database.ts';
import { shareReads } from './shared-reads.ts';
import { withinTime } from './within-time.ts';

const brokenOff = { code: 'UNAVAILABLE', message: expect.stringContaining('The question was broken off') };
const url = process.env.DATABASE_URL;
const settings = {
  'PGlite in memory': { kind: 'memory' },
  PostgreSQL: { kind: 'postgres', url: url ?? '', poolSize: 3 },
} as const;
let database: HubDatabase;
const read = (text: string) => sql<{ value: number }>`${sql.raw(text)}`.execute(database.kysely);

describe.each(['PGlite in memory', 'PostgreSQL'] as const)('a question whose time is out, on %s', (kind) => {
  describe.skipIf(kind === 'PostgreSQL' && !url)('', () => {
    beforeAll(async () => {
      database = await openDatabase(settings[kind]);
    });
    afterAll(() => database.close());

    it('sends no further read; a change that is under way is made whole, and others ask on', async () => {
      const asking = new AbortController();
      const sent: string[] = [];
      const stop = database.observe((text) => void sent.push(text));
      const value = await withinTime(asking.signal, async () => {
        const { rows } = await read('select 1 as value');
        asking.abort();
        await expect(read('select 2 as value')).rejects.toMatchObject(brokenOff);
        await expect(read('with two as (select 2 as value) select value from two')).rejects.toMatchObject(brokenOff);
        await database.kysely.transaction().execute(async (tx) => {
          await sql`create temporary table kept_on as select 3 as value`.execute(tx);
          expect((await sql<{ value: number }>`select value from kept_on`.execute(tx)).rows).toEqual([{ value: 3 }]);
          await sql`drop table kept_on`.execute(tx);
        });
        return rows[0]?.value;
      });
      stop();
      expect([value, sent.filter((text) => text.includes('2 as value'))]).toEqual([1, []]);
      expect((await read('select 4 as value')).rows).toEqual([{ value: 4 }]);
    });

    it('leaves alone a read that others wait for too', async () => {
      const shared = shareReads(
        async (keys: readonly string[]) => {
          const { rows } = await read('select 5 as value');
          return new Map(keys.map((key) => [key, rows[0]?.value]));
        },
        (key) => key,
      );
      const asking = new AbortController();
      const [first, other] = withinTime(asking.signal, () => [shared(['a']), shared(['b'])]);
      asking.abort();
      expect([await first, await other]).toEqual([new Map([['a', 5]]), new Map([['b', 5]])]);
    });
  });
});

describe.skipIf(!url)('a statement that PostgreSQL is at work on when the time is out', () => {
  beforeAll(async () => {
    database = await openDatabase(settings.PostgreSQL);
  });
  afterAll(() => database.close());

  const sleeping = async () => {
    const { rows } = await read(`select count(*) as value from pg_stat_activity
      where query like '%pg_sleep(/* until */ 300%' and state = 'active' and pid <> pg_backend_pid()`);
    return rows[0]?.value ?? 0;
  };

  it('is cancelled there, on every connection, and the connections are used again by others who ask', async () => {
    const asking = new AbortController();
    const staying = new AbortController();
    const late = [1, 2].map(() =>
      withinTime(asking.signal, () =>
        expect(read('select pg_sleep(/* until */ 300)')).rejects.toMatchObject(brokenOff),
      ),
    );
    await until('both are at work', async () => (await sleeping()) === 2);
    asking.abort();
    await Promise.all(late);
    expect(await sleeping()).toBe(0);
    const others = Array.from({ length: 20 }, (_, value) =>
      withinTime(staying.signal, () => read(`select ${value} as value`)),
    );
    expect((await Promise.all(others)).map(({ rows }) => rows[0]?.value)).toEqual(
      Array.from({ length: 20 }, (_, n) => n),
    );
  });
});
