import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { allSubgraphs } from '#gateway/hub/subgraphs.ts';
import { gatewayMigrations } from '#gateway/sessions/tables.ts';
import { hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { type HubDatabase, openDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import { refreshStatistics } from '#kit/database/refresh-statistics.ts';
import { kitSchemas } from '#kit/serve/hub-schemas.ts';
import type { BenchHub } from './bench-hub.ts';

export interface OnPostgres {
  readonly sides: readonly [BenchHub, BenchHub];
  drop(): Promise<void>;
}

/** The same hubs over databases of their own on a PostgreSQL server, with a copy of what their folders hold. */
export async function onPostgres(serverUrl: string, sides: readonly [BenchHub, BenchHub]): Promise<OnPostgres> {
  const names = sides.map((_, index) => `oppvekst_bench_${index}_${randomUUID().slice(0, 8)}`);
  const drop = () => onServer(serverUrl, ...names.map((name) => `drop database if exists ${name} with (force)`));
  const copied = async (side: BenchHub, name: string): Promise<BenchHub> => {
    await onServer(serverUrl, `create database ${name}`);
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    const { database } = hubSettingsSchema.parse(side.settings);
    if (database.kind !== 'folder') throw new Error('a hub over a folder is copied');
    const [from, to] = [await openDatabase(database), await openDatabase({ kind: 'postgres', url: url.href })];
    try {
      await copyAll(from, to);
    } finally {
      await Promise.all([from.close(), to.close()]);
    }
    return { ...side, settings: { ...side.settings, database: { kind: 'postgres', url: url.href } } };
  };
  try {
    const [hub = '', stock = ''] = names;
    return { sides: [await copied(sides[0], hub), await copied(sides[1], stock)], drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

async function onServer(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

const rowsAtOnce = 5_000;

/** Every table of the hub's schemas, row by row as JSON; foreign keys are not checked on the way, for the rows had passed before. */
async function copyAll(from: HubDatabase, to: HubDatabase): Promise<void> {
  await migrate(to.kysely, [...kitSchemas, gatewayMigrations, ...allSubgraphs.map(({ migrations }) => migrations)]);
  const { rows: tables } = await sql<{ name: string; columns: string }>`
    select format('%I.%I', c.table_schema, c.table_name) as name,
      string_agg(format('%I', c.column_name), ', ' order by c.ordinal_position) as columns
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
      and t.table_schema not in ('pg_catalog', 'information_schema', 'hub') group by 1`.execute(from.kysely);
  await to.kysely.connection().execute(async (connection) => {
    await sql`set session_replication_role = replica`.execute(connection);
    // What the migrations wrote is among what is copied.
    await sql.raw(`truncate ${tables.map(({ name }) => name).join(', ')}`).execute(connection);
    for (const { name, columns } of tables) {
      for (let offset = 0; ; offset += rowsAtOnce) {
        const { rows } = await sql<{ row: string }>`select row_to_json(r)::text as row
          from (select * from ${sql.raw(name)} order by ctid limit ${rowsAtOnce} offset ${offset}) r`.execute(
          from.kysely,
        );
        if (rows.length === 0) break;
        const batch = `[${rows.map(({ row }) => row).join(',')}]`;
        await sql`insert into ${sql.raw(name)} (${sql.raw(columns)}) overriding system value
          select ${sql.raw(columns)} from json_populate_recordset(null::${sql.raw(name)}, ${batch}::json)`.execute(
          connection,
        );
      }
    }
    await sql`set session_replication_role = origin`.execute(connection);
  });
  await refreshStatistics(to);
}
