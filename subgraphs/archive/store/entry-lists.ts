import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { KeptEntry } from './entry-rows.ts';
import type { ArchiveTables } from './tables.ts';

/** The newest entries of many children, `limit` for each, in one statement. `before` is the position of the last entry seen. */
export async function listEntries(
  db: Database<ArchiveTables>,
  childIds: readonly string[],
  limit: number,
  before: number | null,
): Promise<KeptEntry[]> {
  const { rows } = await sql<KeptEntry>`
    select kept.child_id, kept.kind, kept.body as entry, kept.provenance, kept.position
    from unnest(${childIds}::uuid[]) as asked (child_id)
    cross join lateral (
      select * from archive.journal_entry as entry
      where entry.child_id = asked.child_id and (${before}::bigint is null or entry.position < ${before}::bigint)
      order by entry.position desc limit ${limit}) as kept
    order by kept.position desc`.execute(db);
  return rows;
}

/** Why entries still wait for the archive of record, by systemID; those that do not wait are absent. */
export async function waitingReasons(
  db: Database<ArchiveTables>,
  systemIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ entryId: string; reason: string }>`select entry_id, reason from archive.delivery
    where entry_id = any(${systemIds}::uuid[]) and reason is not null`.execute(db);
  return new Map(rows.map(({ entryId, reason }) => [entryId, reason]));
}
