import { type Kysely, sql, type Transaction } from 'kysely';
import { HubError } from '#kit/errors/hub-error.ts';

/** A step of a schema's history; forward only. `name` begins with its number ("001-people"). */
export interface Migration {
  readonly name: string;
  /** One or more statements. Every name is qualified with the schema. */
  readonly sql: string;
}

export interface SchemaMigrations {
  /** The PostgreSQL schema that the migrations build, such as `data_sharing`. */
  readonly schema: string;
  readonly migrations: readonly Migration[];
}

const lockKey = 7_411_001;

/**
 * Brings every schema to its newest step, under a lock, all in one transaction. A database that has steps
 * this program does not know is refused: it belongs to a newer one.
 */
export async function migrate(database: Kysely<unknown>, schemas: readonly SchemaMigrations[]): Promise<void> {
  const known = await appliedSteps(database);
  if (isCurrent(known, schemas)) return;
  await database.transaction().execute(async (tx) => {
    await lockMigrations(tx);
    await migrateIn(tx, schemas);
  });
}

/** Only one at a time brings a database to another step, until its transaction ends. */
export async function lockMigrations(tx: Transaction<unknown>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockKey})`.execute(tx);
  // PostgreSQL learns what others have committed while it waited when it next locks a table; `create schema if not exists` locks none, and
  // would try to make again what another has just made.
  await sql`select from pg_catalog.pg_namespace limit 1`.execute(tx);
}

/** Takes the steps that are missing, in a transaction of the caller's that holds the lock. */
export async function migrateIn(tx: Transaction<unknown>, schemas: readonly SchemaMigrations[]): Promise<void> {
  await sql.raw(historyTable).execute(tx);
  const applied = await appliedSteps(tx);
  refuseNewer(applied, schemas);
  for (const { schema, migrations } of schemas) {
    for (const step of migrations) {
      if (applied?.get(schema)?.has(step.name)) continue;
      await sql.raw(`create schema if not exists ${schema}; ${step.sql}`).execute(tx);
      await sql`insert into hub.migration (schema, name) values (${schema}, ${step.name})`.execute(tx);
    }
  }
}

/** Changes nothing: refuses a database that is not at this version's newest step. */
export async function requireMigrated(database: Kysely<unknown>, schemas: readonly SchemaMigrations[]): Promise<void> {
  if (isCurrent(await appliedSteps(database), schemas)) return;
  throw new HubError(
    'CONFLICT',
    'The database is not of this version yet: start the hub once, which brings it up to date.',
  );
}

const historyTable = `
create schema if not exists hub;
create table if not exists hub.migration (
  schema text not null, name text not null, applied_at timestamptz not null default now(), primary key (schema, name));`;

/** The steps that were taken, by schema; undefined in a database that never had any. */
export async function appliedSteps(database: Kysely<unknown>): Promise<Map<string, Set<string>> | undefined> {
  const exists = await sql<{ found: boolean }>`select to_regclass('hub.migration') is not null as found`.execute(
    database,
  );
  if (!exists.rows[0]?.found) return undefined;
  const { rows } = await sql<{ schema: string; name: string }>`select schema, name from hub.migration`.execute(
    database,
  );
  const steps = new Map<string, Set<string>>();
  for (const row of rows) steps.set(row.schema, (steps.get(row.schema) ?? new Set()).add(row.name));
  return steps;
}

function isCurrent(applied: Map<string, Set<string>> | undefined, schemas: readonly SchemaMigrations[]): boolean {
  if (!applied) return false;
  refuseNewer(applied, schemas);
  return schemas.every(({ schema, migrations }) => migrations.every((step) => applied.get(schema)?.has(step.name)));
}

function refuseNewer(applied: Map<string, Set<string>> | undefined, schemas: readonly SchemaMigrations[]): void {
  for (const { schema, migrations } of schemas) {
    const names = new Set(migrations.map((step) => step.name));
    const unknown = [...(applied?.get(schema) ?? [])].filter((name) => !names.has(name));
    if (unknown.length > 0)
      throw new HubError(
        'CONFIG',
        `The database has steps that this version does not know (${schema}: ${unknown.join(', ')}). Start the newer version of the hub.`,
      );
  }
}
