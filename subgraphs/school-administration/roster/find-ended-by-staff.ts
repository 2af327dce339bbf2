import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { finding, type RosterFinding } from '../source/roster-findings.ts';
import type { ApplyOptions } from './apply.ts';

/** Pupils whom the file still has at a unit where staff have ended their enrolment: staff's word stands. */
export async function findEndedByStaff<Tables>(
  tx: DatabaseTransaction<Tables>,
  { importId, source, today }: ApplyOptions,
): Promise<readonly RosterFinding[]> {
  const { rows } = await sql<{ line: number; person: string; unit: string; lastDay: string }>`
    select min(m.line) as line, m.person_source_id as person, m.group_source_id as unit, max(e.valid_to) as last_day
    from school_administration.roster_staged_membership m
    join school_administration.roster_staged_person p on p.import_id = m.import_id and p.source_id = m.person_source_id
    join school_administration.roster_staged_unit u on u.import_id = m.import_id and u.source_id = m.group_source_id
    join school_administration.enrolment e on e.child_id = p.person_id and e.unit_id = u.unit_id and e.source = ${source}
    where m.import_id = ${importId} and m.line > 0 and m.role = 'PUPIL' and m.active and (m.valid_to is null or m.valid_to > e.valid_to)
      and e.valid_to is distinct from e.imported_to and e.valid_to is not null
      and (m.valid_to is null or m.valid_to >= ${today}::date) and coalesce(m.valid_from, '-infinity') <= e.valid_to
    group by m.person_source_id, m.group_source_id order by line`.execute(tx);
  return rows.map(({ line, person, unit, lastDay }) =>
    finding(
      line,
      'ended-by-staff',
      `person ${person} is still a pupil of ${unit}`,
      `staff have recorded here that ${lastDay} is the last day`,
      'left as staff recorded it; mend the source system, or enrol the pupil anew',
    ),
  );
}
