import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HubDatabase, openDatabase } from './database.ts';
import { tidyTables } from './tidy-tables.ts';

let database: HubDatabase;
const run = (text: string) => sql.raw(text).execute(database.kysely);
beforeAll(async () => {
  database = await openDatabase({ kind: 'memory' });
  await run('create schema trial');
});
afterAll(() => database.close());

it('has a plan made for an empty table made anew when the table has grown, and sees to a table once', async () => {
  await run('create table trial.event (id int primary key, child int not null); create index on trial.event (child)');
  await run('analyze trial.event; insert into trial.event select n, n from generate_series(1, 3000) n');
  const scan = async () => {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select id from trial.event where child = 7`.execute(
      database.kysely,
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  expect(await tidyTables(database)).toEqual(['trial.event']);
  expect(await scan()).toContain('rows=1 ');
  expect(await tidyTables(database)).toEqual([]);
});

it('takes away rows that were deleted and written anew', async () => {
  await run(
    'create table trial.lease (holder text primary key, until int not null); create index on trial.lease (until)',
  );
  await run("insert into trial.lease values ('hub', 0)");
  for (let until = 1; until <= 200; until += 1) await run(`update trial.lease set until = ${until}`);
  expect(await tidyTables(database)).toEqual(['trial.lease']);
  const { rows } = await sql<{ dead: number }>`select n_dead_tup::int as dead from pg_stat_user_tables
    where relname = 'lease'`.execute(database.kysely);
  expect(rows).toEqual([{ dead: 0 }]);
});
