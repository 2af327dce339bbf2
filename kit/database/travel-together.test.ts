import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EmbeddedStream } from './embedded-stream.ts';
import { exchangeMessages } from './exchange-messages.ts';
import { nameStatements } from './prepared-statements.ts';
import { notWaitedFor } from './travel-together.ts';

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

type Trx = Transaction<unknown>;
const insert = (tx: Trx, id: number) => sql`insert into note values (${id})`.execute(tx);
const insertUnwaited = (tx: Trx, id: number) =>
  sql`${sql.raw(notWaitedFor)}insert into note values (${id})`.execute(tx);
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

describe('a statement that is not waited for', () => {
  beforeEach(() => sql`delete from note`.execute(database));

  it('is committed in the same journey when it is the last', async () => {
    exchanges = 0;
    await database.transaction().execute((tx) => insertUnwaited(tx, 1));
    expect(exchanges).toBe(1);
    expect(await notes()).toEqual([{ id: 1 }]);
  });

  it('is waited for by the one that comes after it, and all is committed', async () => {
    await database.transaction().execute(async (tx) => {
      await insertUnwaited(tx, 1);
      await insert(tx, 2);
      await insertUnwaited(tx, 3);
      await insertUnwaited(tx, 4);
    });
    expect(await notes()).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }]);
  });

  it('that fails fails the transaction with its own reason, and nothing of it is there', async () => {
    await insertUnwaited(database as Trx, 1);
    const failing = database.transaction().execute(async (tx) => {
      await insert(tx, 2);
      await insertUnwaited(tx, 1);
    });
    await expect(failing).rejects.toThrow(/duplicate key/);
    const failingBefore = database.transaction().execute(async (tx) => {
      await insertUnwaited(tx, 1);
      await insert(tx, 3);
    });
    await expect(failingBefore).rejects.toThrow(/duplicate key/);
    await database.transaction().execute((tx) => insert(tx, 5));
    expect(await notes()).toEqual([{ id: 1 }, { id: 5 }]);
  });

  it('is undone when the work fails after it', async () => {
    const refused = database.transaction().execute(async (tx) => {
      await insertUnwaited(tx, 1);
      throw new Error('no');
    });
    await expect(refused).rejects.toThrow('no');
    expect(await notes()).toEqual([]);
  });
});
