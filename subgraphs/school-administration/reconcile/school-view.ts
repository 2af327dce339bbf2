import { sql } from 'kysely';
import type { SchoolView } from '#contracts/reconciliation.ts';
import type { Database } from '#kit/database/database.ts';
import { caseDocumentForms } from '../domain/case-documents.ts';
import { inForce } from '../store/periods.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';

const journalled = Object.entries(caseDocumentForms).flatMap(([kind, form]) => ('journalledAs' in form ? [kind] : []));

/** Three statements, however many pupils. */
export async function readSchoolView(database: Database<SchoolAdministrationTables>, on: string): Promise<SchoolView> {
  const pupils = await sql<SchoolView['pupils'][number]>`
    select e.child_id, array_agg(distinct e.unit_id) as unit_ids, exists (select from school_administration.record r
      where r.child_id = e.child_id and r.kind = any(${journalled}::text[])) as record_due
    from school_administration.enrolment e
    join school_administration.unit u on u.id = e.unit_id and u.kind = 'SCHOOL'
    where ${inForce('e', on)} group by e.child_id order by e.child_id`.execute(database);
  const children = await sql<{ id: string }>`select id from school_administration.person where is_pupil`.execute(
    database,
  );
  const groups = await sql<{
    id: string;
  }>`select g.id from school_administration."group" g where ${inForce('g', on)}`.execute(database);
  return {
    on,
    pupils: pupils.rows,
    childIds: children.rows.map(({ id }) => id),
    groupIds: groups.rows.map(({ id }) => id),
  };
}
