import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { SchoolAdministrationTables } from './tables.ts';

type Tx = DatabaseTransaction<SchoolAdministrationTables>;

export interface EnrolmentAt {
  readonly id: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** A child's enrolment at a unit that holds on a day or later. */
export async function enrolmentAt(tx: Tx, childId: string, unitId: string, on: string): Promise<EnrolmentAt | null> {
  const { rows } = await sql<EnrolmentAt>`select id, valid_from, valid_to from school_administration.enrolment
    where child_id = ${childId}::uuid and unit_id = ${unitId}::uuid and (valid_to is null or valid_to >= ${on}::date)
    order by valid_from nulls first, id limit 1 for update`.execute(tx);
  return rows[0] ?? null;
}

/** Whether a child may start at the unit: it exists, is no owner, and has not ended. */
export async function isOpenUnit(tx: Tx, unitId: string, on: string): Promise<boolean> {
  const { rows } = await sql`select from school_administration.unit
    where id = ${unitId}::uuid and kind <> 'OWNER' and (ended_on is null or ended_on >= ${on}::date)`.execute(tx);
  return rows.length > 0;
}

export async function insertEnrolment(
  tx: Tx,
  row: {
    readonly id: string;
    readonly childId: string;
    readonly unitId: string;
    readonly level: number | null;
    readonly startsOn: string;
  },
): Promise<void> {
  await sql`insert into school_administration.enrolment (id, child_id, unit_id, level, valid_from, source)
    values (${row.id}, ${row.childId}, ${row.unitId}, ${row.level}, ${row.startsOn}, 'staff')`.execute(tx);
}

/** Ends an enrolment, and the child's memberships in the unit's groups with it. */
export async function endEnrolmentRow(
  tx: Tx,
  row: { readonly id: string; readonly childId: string; readonly unitId: string; readonly lastDay: string },
): Promise<void> {
  await sql`update school_administration.enrolment set valid_to = ${row.lastDay}::date where id = ${row.id}::uuid`.execute(
    tx,
  );
  await sql`update school_administration.membership m set valid_to = ${row.lastDay}::date
    from school_administration."group" g where g.id = m.group_id and g.unit_id = ${row.unitId}::uuid
      and m.person_id = ${row.childId}::uuid and m.role = 'PUPIL' and (m.valid_to is null or m.valid_to > ${row.lastDay}::date)`.execute(
    tx,
  );
}
