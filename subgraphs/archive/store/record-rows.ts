import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { PupilRecord } from '../domain/pupil-record.ts';
import type { ArchiveTables } from './tables.ts';

type Reader = Database<ArchiveTables> | DatabaseTransaction<ArchiveTables>;

/** The pupil records of these children; a child without one is absent. */
export async function findRecords(db: Reader, childIds: readonly string[]): Promise<Map<string, PupilRecord>> {
  const { rows } = await sql<{ body: PupilRecord }>`
    select body from archive.pupil_record where child_id = any(${childIds}::uuid[])`.execute(db);
  return new Map(rows.map(({ body }) => [body.childId, body]));
}

/** The same, locked for the transaction, in one order so that two batches cannot wait for each other. */
export async function lockRecords(
  tx: DatabaseTransaction<ArchiveTables>,
  childIds: readonly string[],
): Promise<Map<string, PupilRecord>> {
  const { rows } = await sql<{ body: PupilRecord }>`select body from archive.pupil_record
    where child_id = any(${childIds}::uuid[]) order by child_id for update`.execute(tx);
  return new Map(rows.map(({ body }) => [body.childId, body]));
}

/** Keeps records, new and changed. */
export async function saveRecords(
  tx: DatabaseTransaction<ArchiveTables>,
  records: readonly PupilRecord[],
): Promise<void> {
  const rows = records.map((record) => ({
    system_id: record.systemId,
    child_id: record.childId,
    case_year: record.caseNumber?.year ?? null,
    case_sequence: record.caseNumber?.sequence ?? null,
    status: record.status,
    body: record,
  }));
  await sql`insert into archive.pupil_record (system_id, child_id, case_year, case_sequence, status, body)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(system_id uuid, child_id uuid, case_year integer, case_sequence integer, status text, body jsonb)
    on conflict (child_id) do update set case_year = excluded.case_year, case_sequence = excluded.case_sequence,
      status = excluded.status, body = excluded.body`.execute(tx);
}
