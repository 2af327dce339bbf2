import pg from 'pg';
import type { DatabaseSettings } from '#kit/database/database.ts';

/** A database of a test's own on the server that DATABASE_URL names, and how to drop it. */
export async function makeOwnDatabase(name: string): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const server = process.env.DATABASE_URL;
  if (!server) throw new Error('DATABASE_URL names no server');
  const database = `oppvekst_${name}_${process.pid}`;
  const run = async (...statements: string[]) => {
    const client = new pg.Client(server);
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  await run(`drop database if exists ${database} with (force)`, `create database ${database}`);
  const url = new URL(server);
  url.pathname = database;
  return { url: url.href, drop: () => run(`drop database if exists ${database} with (force)`) };
}

export type TestDatabase = Exclude<DatabaseSettings, { kind: 'memory' }>;

/** Both engines by name; PostgreSQL is tried where DATABASE_URL names a server. */
export const engines = ['embedded', 'PostgreSQL'] as const;
export const isMissing = (engine: (typeof engines)[number]): boolean =>
  engine === 'PostgreSQL' && !process.env.DATABASE_URL;

export async function openEngine(
  engine: (typeof engines)[number],
  name: string,
  folder: string,
): Promise<{ readonly settings: TestDatabase; drop(): Promise<void> }> {
  if (engine === 'embedded') return { settings: { kind: 'folder', folder }, drop: async () => undefined };
  const { url, drop } = await makeOwnDatabase(name);
  return { settings: { kind: 'postgres', url }, drop };
}
