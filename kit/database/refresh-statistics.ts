import { sql } from 'kysely';
import type { HubDatabase } from './database.ts';

/**
 * Lets the planner know at once how the tables have grown by a bulk load: until it is told, they are planned for as if they were empty.
 * PostgreSQL's autovacuum comes to it, and `tidyTables` in PGlite.
 */
export async function refreshStatistics(database: HubDatabase): Promise<void> {
  await sql`analyze`.execute(database.kysely);
}
