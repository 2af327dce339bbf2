import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseAnswers, type HubDatabase, openDatabase } from './database.ts';
import { migrate } from './migrate.ts';

const url = process.env.DATABASE_URL;
const settings = {
  'PGlite in memory': { kind: 'memory' },
  PostgreSQL: { kind: 'postgres', url: url ?? '' },
} as const;

describe.each(['PGlite in memory', 'PostgreSQL'] as const)('%s', (kind) => {
  describe.skipIf(kind === 'PostgreSQL' && !url)('as the hub’s database', () => {
    let database: HubDatabase;
    beforeAll(async () => {
      database = await openDatabase(settings[kind]);
      await sql
        .raw(
          'drop schema if exists trial cascade; create schema trial; create table trial.note (id int primary key, text text)',
        )
        .execute(database.kysely);
    });
    afterAll(() => database.close());

    const texts = async () =>
      (await sql<{ text: string }>`select text from trial.note order by id`.execute(database.kysely)).rows.map(
        ({ text }) => text,
      );

    it('answers', async () => {
      expect(await databaseAnswers(database)).toBe(true);
    });

    it('gives dates as text and whole numbers as numbers, in lists too', async () => {
      const { rows } =
        await sql`select date '2026-08-17' as one, '{2026-08-17,NULL}'::date[] as some, '{}'::date[] as none,
        9007199254740991 as big, '{1,2}'::bigint[] as numbers, count(*) as counted from trial.note`.execute(
          database.kysely,
        );
      expect(rows).toEqual([
        {
          one: '2026-08-17',
          some: ['2026-08-17', null],
          none: [],
          big: Number.MAX_SAFE_INTEGER,
          numbers: [1, 2],
          counted: 0,
        },
      ]);
    });

    it('names columns as the program does, and leaves the keys of stored JSON alone', async () => {
      const { rows } = await sql`select 1 as some_name, '{"other_name": 1}'::jsonb as stored`.execute(database.kysely);
      expect(rows).toEqual([{ someName: 1, stored: { other_name: 1 } }]);
    });

    it('prepares the same text once, by one name', async () => {
      for (const n of [1, 2, 3]) await sql`select ${n}::int + 41 as prepared_once`.execute(database.kysely);
      const { rows } = await sql<{ name: string }>`select name from pg_prepared_statements
        where statement like ${'%+ 41 as prepared\\_once%'}`.execute(database.kysely);
      expect(rows.length).toBeLessThanOrEqual(kind === 'PostgreSQL' ? 10 : 1);
      expect(new Set(rows.map(({ name }) => name)).size).toBe(1);
    });

    it('gives another text another statement, however alike', async () => {
      const one = await sql<{ n: number }>`select ${1}::int as n`.execute(database.kysely);
      const two = await sql<{ n: number }>`select ${1}::int * 2 as n`.execute(database.kysely);
      expect([one.rows[0]?.n, two.rows[0]?.n]).toEqual([1, 2]);
    });

    it('keeps the SQLSTATE of an error, and the connection is good after it', async () => {
      await sql`insert into trial.note values (1, 'a')`.execute(database.kysely);
      await expect(sql`insert into trial.note values (${1}, 'b')`.execute(database.kysely)).rejects.toMatchObject({
        code: '23505',
      });
      expect(await texts()).toEqual(['a']);
      await sql`delete from trial.note`.execute(database.kysely);
    });

    it('undoes all of a transaction that fails, and nothing of the others', async () => {
      const kept = database.kysely
        .transaction()
        .execute((tx) => sql`insert into trial.note values (1, 'kept')`.execute(tx));
      const failed = database.kysely.transaction().execute(async (tx) => {
        await sql`insert into trial.note values (2, 'lost')`.execute(tx);
        throw new Error('changed its mind');
      });
      await expect(failed).rejects.toThrow('changed its mind');
      await kept;
      expect(await texts()).toEqual(['kept']);
      await sql`delete from trial.note`.execute(database.kysely);
    });

    it('keeps the statements of transactions that run at once apart', async () => {
      await sql`insert into trial.note values (0, '0')`.execute(database.kysely);
      // Read, wait, write: were the statements of two transactions mixed, one of the additions would be lost.
      const add = () =>
        database.kysely.transaction().execute(async (tx) => {
          const { rows } = await sql<{ text: string }>`select text from trial.note where id = 0 for update`.execute(tx);
          await new Promise((resolve) => setTimeout(resolve, 3));
          await sql`update trial.note set text = ${String(Number(rows[0]?.text) + 1)} where id = 0`.execute(tx);
        });
      await Promise.all([...Array(12)].map(add));
      expect(await texts()).toEqual(['12']);
      await sql`delete from trial.note`.execute(database.kysely);
    });

    it('tells an observer every statement until it stops', async () => {
      const seen: string[] = [];
      const stop = database.observe((text) => seen.push(text));
      await database.kysely.transaction().execute((tx) => sql`select ${1}::int as observed`.execute(tx));
      stop();
      await sql`select 2`.execute(database.kysely);
      expect(seen.map((text) => text.toLowerCase())).toEqual(['begin', 'select $1::int as observed', 'commit']);
    });
  });
});

describe('a dump of an embedded database', () => {
  it('opens as a copy that goes its own way', async () => {
    const first = await openDatabase({ kind: 'memory' });
    await migrate(first.kysely, [
      { schema: 'trial', migrations: [{ name: '001-note', sql: 'create table trial.note (id int)' }] },
    ]);
    const copy = await openDatabase({ kind: 'memory', dump: await first.dump() });
    await sql`insert into trial.note values (1)`.execute(copy.kysely);
    const count = async (database: HubDatabase) =>
      (await sql<{ n: number }>`select count(*) as n from trial.note`.execute(database.kysely)).rows[0]?.n;
    expect([await count(first), await count(copy)]).toEqual([0, 1]);
    await Promise.all([first.close(), copy.close()]);
    expect(await databaseAnswers(first)).toBe(false);
  });
});
