import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CuttableLine, startCuttableLine } from '#test/support/cuttable-line.ts';
import { type HubDatabase, openDatabase } from './database.ts';
import { waitForDatabase } from './wait-for-database.ts';

const url = process.env.DATABASE_URL;
const away = { code: 'UNAVAILABLE', message: 'The hub cannot reach its database now. Try again.' };

describe.skipIf(!url)('PostgreSQL that goes away while it is used', () => {
  let line: CuttableLine;
  let database: HubDatabase;
  beforeAll(async () => {
    const { hostname, port } = new URL(url ?? '');
    line = await startCuttableLine(hostname, Number(port || 5432));
    const through = new URL(url ?? '');
    through.host = `127.0.0.1:${line.port}`;
    database = await openDatabase({ kind: 'postgres', url: through.href, poolSize: 2 });
    await sql`drop schema if exists away cascade`.execute(database.kysely);
    await sql.raw('create schema away; create table away.note (id int)').execute(database.kysely);
  });
  afterAll(async () => {
    line.mend();
    await sql`drop schema away cascade`.execute(database.kysely);
    await database.close();
    await line.close();
  });

  it('in the middle of a transaction undoes it and says so; the process lives, and works when it is back', async () => {
    const cutInside = database.kysely.transaction().execute(async (tx) => {
      await sql`insert into away.note values (1)`.execute(tx);
      line.cut();
      await sql`insert into away.note values (2)`.execute(tx);
    });
    await expect(cutInside).rejects.toMatchObject(away);
    await expect(sql`select 1`.execute(database.kysely)).rejects.toMatchObject(away);
    line.mend();
    expect((await sql`select id from away.note`.execute(database.kysely)).rows).toEqual([]);
  });

  it('while a connection is idle in a transaction does not end the process', async () => {
    const idle = database.kysely.transaction().execute(async (tx) => {
      await sql`select 1`.execute(tx);
      line.cut();
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await expect(idle).rejects.toMatchObject(away);
    line.mend();
    await sql`select 1`.execute(database.kysely);
  });
});

describe.skipIf(!url)('a start', () => {
  const opened = async (over: { readonly database?: string; readonly user?: string }) => {
    const wrong = new URL(url ?? '');
    if (over.database) wrong.pathname = over.database;
    if (over.user) wrong.username = over.user;
    const database = await openDatabase({ kind: 'postgres', url: wrong.href });
    const waited = waitForDatabase(database, { url: wrong.href, seconds: 60, onWaiting: () => undefined });
    return waited.finally(() => database.close());
  };

  it('does not wait for a database or a user that does not exist', async () => {
    await expect(opened({ database: 'no_such' })).rejects.toMatchObject({
      code: 'CONFIG',
      message: expect.stringContaining('create it (createdb)'),
    });
    await expect(opened({ user: 'no_such' })).rejects.toMatchObject({
      code: 'CONFIG',
      message: expect.stringContaining('database.url'),
    });
  });
});
