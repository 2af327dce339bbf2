import { sql } from 'kysely';
import type { HubDatabase } from './database.ts';

/** As PostgreSQL's autovacuum has them: so many rows, and so large a share of a table's rows. */
const dead = { rows: 50, share: 0.2 } as const;
const changed = { rows: 50, share: 0.1 } as const;

/**
 * Does for an embedded database what autovacuum does for a server's: takes away dead rows, and lets the planner know how the tables have
 * grown, so that plans made for an empty table are made anew. A table at a time, for others wait meanwhile.
 *
 * @returns the tables that were seen to
 */
export async function tidyTables(database: HubDatabase): Promise<readonly string[]> {
  // What a statement did is counted at once here, and elsewhere within a second.
  await sql`select pg_stat_force_next_flush()`.execute(database.kysely);
  const { rows } = await sql<{
    table: string;
  }>`select format('%I.%I', schemaname, relname) as table from pg_stat_user_tables
    where n_dead_tup > ${dead.rows}::int + ${dead.share}::float * n_live_tup
      or n_mod_since_analyze > ${changed.rows}::int + ${changed.share}::float * n_live_tup
    order by 1`.execute(database.kysely);
  for (const { table } of rows) await sql`vacuum (analyze) ${sql.raw(table)}`.execute(database.kysely);
  return rows.map(({ table }) => table);
}
