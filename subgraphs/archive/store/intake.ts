import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { ArchiveTables } from './tables.ts';

/**
 * A case document that has arisen and is to be journalled. It is taken in with its event, and journalled right after: opening a sealed
 * text needs the vault, which must not wait inside the consumer's transaction.
 */
export interface Intake {
  readonly sourceKey: string;
  readonly childId: string;
  readonly eventType: string;
  /** ISO instant of the event. */
  readonly occurredAt: string;
  readonly data: unknown;
}

export interface WaitingIntake extends Intake {
  readonly attempts: number;
  /** The child's address is graded, by the archive's own projection. */
  readonly graded: boolean;
}

/** Takes in a batch; what is waiting or journalled already is left as it is. */
export async function takeIn(tx: DatabaseTransaction<ArchiveTables>, items: readonly Intake[]): Promise<void> {
  const rows = items.map((item, order) => ({
    ord: order,
    source_key: item.sourceKey,
    child_id: item.childId,
    event_type: item.eventType,
    occurred_at: item.occurredAt,
    data: item.data,
  }));
  await sql`insert into archive.intake (source_key, child_id, event_type, occurred_at, data, due_at)
    select source_key, child_id, event_type, occurred_at, data, occurred_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as i(ord integer, source_key text, child_id uuid, event_type text, occurred_at timestamptz, data jsonb)
    where not exists (select from archive.journal_entry entry where entry.source_key = i.source_key)
    order by ord
    on conflict do nothing`.execute(tx);
}

/** What is due, in the order it arose; a child's later documents wait for its earlier ones. */
export async function dueIntake(db: Database<ArchiveTables>, now: Date, limit: number): Promise<WaitingIntake[]> {
  const { rows } = await sql<WaitingIntake & { occurredAt: Date }>`
    select source_key, waiting.child_id, event_type, occurred_at, data, attempts, coalesce(placement.graded, false) as graded
    from archive.intake as waiting left join archive.child_placement as placement using (child_id)
    where not given_up and due_at <= ${now.toISOString()}::timestamptz
      and not exists (select from archive.intake earlier where earlier.child_id = waiting.child_id
        and earlier.position < waiting.position and not earlier.given_up and earlier.due_at > ${now.toISOString()}::timestamptz)
    order by position limit ${limit}`.execute(db);
  return rows.map((row) => ({ ...row, occurredAt: row.occurredAt.toISOString() }));
}

export async function removeIntake(
  tx: DatabaseTransaction<ArchiveTables>,
  sourceKeys: readonly string[],
): Promise<void> {
  await sql`delete from archive.intake where source_key = any(${sourceKeys}::text[])`.execute(tx);
}

/** Keeps why one could not be journalled, and when it is tried again; `never` when trying again cannot help. */
export async function postponeIntake(
  db: Database<ArchiveTables>,
  sourceKey: string,
  reason: string,
  next: Date | 'never',
): Promise<void> {
  const dueAt = next === 'never' ? null : next.toISOString();
  await sql`update archive.intake set attempts = attempts + 1, reason = ${reason}, given_up = ${dueAt}::text is null,
    due_at = coalesce(${dueAt}::timestamptz, due_at) where source_key = ${sourceKey}`.execute(db);
}
