import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EmbeddedStream } from './embedded-stream.ts';
import { exchangeMessages } from './exchange-messages.ts';
import { nameStatements } from './prepared-statements.ts';

let pglite: PGlite;
let database: Kysely<unknown>;
let exchanges = 0;
beforeAll(async () => {
  pglite = await PGlite.create();
  const stream = () =>
    new EmbeddedStream((messages) => {
      exchanges += 1;
      return exchangeMessages(pglite, messages);
    });
  const pool = new pg.Pool({
    stream: stream as never,
    pipeline: true,
    max: 1,
    user: 'postgres',
    password: 'embedded',
    host: 'embedded',
  });
  database = new Kysely({ dialect: new PostgresDialect({ pool: nameStatements(pool, new Set()) }) });
  await sql.raw('create table note (id int primary key)').execute(database);
});
afterAll(async () => {
  await database.destroy();
  await pglite.close();
});

const notes = async () => (await sql`select id from note order by id`.execute(database)).rows;

it('a transaction goes to the database with its first statement, and once more to be committed', async () => {
  exchanges = 0;
  await database.transaction().execute((tx) => sql`insert into note values (${1})`.execute(tx));
  expect(exchanges).toBe(2);
  expect(await notes()).toEqual([{ id: 1 }]);
});

it('one whose first statement fails leaves nothing, and the connection outside a transaction', async () => {
  const twice = database.transaction().execute((tx) => sql`insert into note values (${1})`.execute(tx));
  await expect(twice).rejects.toThrow(/duplicate key/);
  await sql`insert into note values (${2})`.execute(database);
  const refused = database.transaction().execute(async (tx) => {
    await sql`insert into note values (${3})`.execute(tx);
    throw new Error('no');
  });
  await expect(refused).rejects.toThrow('no');
  expect(await notes()).toEqual([{ id: 1 }, { id: 2 }]);
});

it('one without a statement, or that waits before its first, is a transaction all the same', async () => {
  await database.transaction().execute(async () => undefined);
  await database.transaction().execute(async (tx) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await sql`insert into note values (${4})`.execute(tx);
    await sql`insert into note values (${5})`.execute(tx);
  });
  expect(await notes()).toEqual([{ id: 1 }, { id: 2 }, { id: 4 }, { id: 5 }]);
});
