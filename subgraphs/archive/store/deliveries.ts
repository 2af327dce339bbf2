import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { NewEntry } from './entry-rows.ts';
import type { ArchiveTables } from './tables.ts';

/** An entry that waits to be taken by the archive of record, and what the last try said. */
export interface Delivery {
  readonly entryId: string;
  readonly childId: string;
  readonly attempts: number;
  readonly reason: string | null;
}

/** New entries are due at once. */
export async function scheduleDeliveries(
  tx: DatabaseTransaction<ArchiveTables>,
  entries: readonly NewEntry[],
  now: Date,
): Promise<void> {
  await sql`insert into archive.delivery (entry_id, position, child_id, due_at)
    select system_id, position, child_id, ${now.toISOString()}::timestamptz from archive.journal_entry
    where system_id = any(${entries.map(({ entry }) => entry.systemId)}::uuid[])`.execute(tx);
}

/** What is due, oldest first: at most one per child, so that a child's entries reach the archive in order. */
export async function dueDeliveries(db: Database<ArchiveTables>, now: Date, limit: number): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`select entry_id, child_id, attempts, reason from archive.delivery as waiting
    where due_at <= ${now.toISOString()}::timestamptz
      and not exists (select from archive.delivery earlier where earlier.child_id = waiting.child_id and earlier.position < waiting.position)
    order by position limit ${limit}`.execute(db);
  return rows;
}

/** The longest pause between tries. */
const longestPauseMs = 6 * 60 * 60 * 1000;

/** The next try, later each time: 30 s, 1 min, 2 min … 6 h. An archive that is closed for the night loses nothing. */
export const nextTryAt = (attempts: number, now: Date): Date =>
  new Date(now.getTime() + Math.min(longestPauseMs, 30_000 * 2 ** Math.min(attempts, 20)));

export async function postponeDelivery(
  db: Database<ArchiveTables>,
  delivery: Delivery,
  reason: string,
  now: Date,
): Promise<void> {
  await sql`update archive.delivery set attempts = attempts + 1, reason = ${reason},
    due_at = ${nextTryAt(delivery.attempts, now).toISOString()}::timestamptz where entry_id = ${delivery.entryId}`.execute(
    db,
  );
}

export async function removeDelivery(tx: DatabaseTransaction<ArchiveTables>, entryId: string): Promise<void> {
  await sql`delete from archive.delivery where entry_id = ${entryId}`.execute(tx);
}
