import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { SchoolAdministrationTables } from './tables.ts';

export interface ClassAbsence {
  readonly id: string;
  readonly childId: string;
  readonly days: number;
  readonly hours: number;
  readonly documented: boolean;
}

/**
 * Absences of many children on one day, in one statement; gives the children that it recorded one for. One whom staff have recorded an
 * absence of on that day is left as it is: two teachers may register the same class.
 */
export async function insertClassAbsences(
  tx: DatabaseTransaction<SchoolAdministrationTables>,
  absences: readonly ClassAbsence[],
  { day, recordedBy, now }: { readonly day: string; readonly recordedBy: string; readonly now: Date },
): Promise<readonly string[]> {
  const { rows } = await sql<{ childId: string }>`
    insert into school_administration.absence (id, child_id, kind, starts_on, ends_on, days, hours, documented, on_certificate,
      reason, subject_code, recorded_by, recorded_at)
    select away.id, away.child, 'OCCASION', ${day}::date, ${day}::date, away.days, away.hours, away.documented, false, null, null,
      ${recordedBy}, ${now.toISOString()}
    from unnest(${absences.map(({ id }) => id)}::uuid[], ${absences.map(({ childId }) => childId)}::uuid[],
      ${absences.map(({ days }) => days)}::numeric[], ${absences.map(({ hours }) => hours)}::numeric[],
      ${absences.map(({ documented }) => documented)}::boolean[]) as away(id, child, days, hours, documented)
    where not exists (select from school_administration.absence known where known.child_id = away.child
      and known.kind = 'OCCASION' and known.report_id is null and known.starts_on <= ${day}::date and known.ends_on >= ${day}::date)
    returning child_id`.execute(tx);
  return rows.map(({ childId }) => childId);
}
