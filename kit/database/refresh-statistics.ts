import { sql } from 'kysely';
import type { HubDatabase } from './database.ts';

/**
 * Lets the planner know how the tables have grown. PostgreSQL does it by itself; PGlite has no autovacuum, and plans a bulk load's
 * tables as if they were empty until it is told.
 */
export async function refreshStatistics(database: HubDatabase): Promise<void> {
  await sql`analyze`.execute(database.kysely);
}
