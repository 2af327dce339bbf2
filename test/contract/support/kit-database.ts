import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type HubDatabase, openDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import { kitSchemas } from '#kit/serve/hub-schemas.ts';

/** The PostgreSQL server of tests that need more than one connection; they are skipped without it. */
export const postgresUrl = process.env.DATABASE_URL;

/** The kit's own tables in a fresh database: in memory, or of its own on the server of DATABASE_URL, dropped when it is closed. */
export async function openKitDatabase(kind: 'PGlite' | 'PostgreSQL', more = ''): Promise<HubDatabase> {
  const database =
    kind === 'PGlite' ? await openDatabase({ kind: 'memory' }) : await openOwnDatabase(postgresUrl ?? '');
  await migrate(database.kysely, kitSchemas);
  if (more) await sql.raw(more).execute(database.kysely);
  return database;
}

async function openOwnDatabase(serverUrl: string): Promise<HubDatabase> {
  const server = await openDatabase({ kind: 'postgres', url: serverUrl, poolSize: 1 });
  const name = `oppvekst_test_${randomUUID().slice(0, 8)}`;
  await sql.raw(`create database ${name}`).execute(server.kysely);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = await openDatabase({ kind: 'postgres', url: url.href, poolSize: 6 });
  return {
    ...database,
    async close() {
      await database.close();
      await sql.raw(`drop database ${name}`).execute(server.kysely);
      await server.close();
    },
  };
}

/** Waits until something holds; says what did not when it takes too long. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it did not come to this: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
