import { sql } from 'kysely';
import type { Disagreement, SchoolView } from '#contracts/reconciliation.ts';
import type { Database } from '#kit/database/database.ts';
import type { ArchiveTables } from './tables.ts';

/** Pupil records of nobody, pupils without one that is due, and what could not be journalled. */
export async function readDisagreements(
  database: Database<ArchiveTables>,
  { pupils, childIds }: SchoolView,
): Promise<readonly Disagreement[]> {
  const due = pupils.filter(({ recordDue }) => recordDue).map(({ childId }) => childId);
  const { rows } = await sql<Disagreement>`
    select 'RECORD_WITHOUT_PUPIL' as kind, null::uuid as child_id, record.system_id::text as thing from archive.pupil_record record
    where not exists (select from unnest(${[...childIds]}::uuid[]) as child(id) where child.id = record.child_id)
    union all
    select 'PUPIL_WITHOUT_RECORD', due.id, null from unnest(${due}::uuid[]) as due(id)
    where not exists (select from archive.pupil_record record where record.child_id = due.id)
    union all
    select 'NOT_JOURNALLED', intake.child_id, intake.source_key from archive.intake where intake.given_up
    order by 1, 2, 3`.execute(database);
  return rows;
}
