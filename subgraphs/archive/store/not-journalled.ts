import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { ArchiveTables } from './tables.ts';

/** Those of the keys under which the archive of record has no numbered entry. */
export async function notJournalled(
  database: Database<ArchiveTables>,
  sourceKeys: readonly string[],
): Promise<readonly string[]> {
  if (sourceKeys.length === 0) return [];
  const { rows } = await sql<{ key: string }>`select asked.key from unnest(${[...sourceKeys]}::text[]) as asked(key)
    where not exists (select from archive.journal_entry entry
      where entry.source_key = asked.key and entry.journal_sequence is not null)`.execute(database);
  return rows.map(({ key }) => key);
}
