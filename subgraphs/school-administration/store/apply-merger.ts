import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { MergerRow } from './school-mergers.ts';
import type { SchoolAdministrationTables } from './tables.ts';

type Tx = DatabaseTransaction<SchoolAdministrationTables>;

/** The new school: one that a roster has brought under the number already, else a unit of the same kind, types and owner as the first. */
export async function openMergedUnit(tx: Tx, merger: MergerRow, newId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from school_administration.unit
    where organisation_number = ${merger.organisationNumber} and ended_on is null order by id limit 1`.execute(tx);
  const known = rows[0]?.id;
  if (known !== undefined) return known;
  await sql`insert into school_administration.unit (id, kind, organisation_number, name, parent_id, school_types, source, source_id)
    select ${newId}::uuid, kind, ${merger.organisationNumber}, ${merger.name}, parent_id,
      (select coalesce(array_agg(distinct type order by type), '{}') from school_administration.unit u, unnest(u.school_types) type
        where u.id = any(${[...merger.unitIds]}::uuid[])), 'staff', ${newId}
    from school_administration.unit where id = ${merger.unitIds[0] ?? ''}::uuid`.execute(tx);
  return newId;
}

/**
 * Whoever is at the old units from the day on is at the new one: a place or a post ends the day before and goes on as dated history. Groups
 * keep their pupils and teachers. Leaders follow when they are named: two rektors do not both lead the new school. Rights and marks are
 * the child's, and are not touched.
 */
export async function moveIntoMergedUnit(tx: Tx, merger: MergerRow, intoUnitId: string): Promise<void> {
  const on = sql`${merger.takesEffectOn}::date`;
  const units = sql`any(${[...merger.unitIds]}::uuid[])`;
  const goesOn = sql`(r.valid_from is null or r.valid_from < ${on}) and (r.valid_to is null or r.valid_to >= ${on})`;
  await sql`create temporary table merger_pupil on commit drop as
    select distinct on (r.child_id) r.child_id, r.unit_id from school_administration.enrolment r
    where r.unit_id = ${units} and (r.valid_to is null or r.valid_to >= ${on}) order by r.child_id, r.id`.execute(tx);
  await sql`insert into school_administration.enrolment (id, child_id, unit_id, level, valid_from, valid_to, source, imported_to)
    select distinct on (r.child_id) gen_random_uuid(), r.child_id, ${intoUnitId}::uuid, r.level, ${on}, r.valid_to, r.source, r.valid_to
    from school_administration.enrolment r where r.unit_id = ${units} and ${goesOn}
      and not exists (select from school_administration.enrolment there where there.child_id = r.child_id
        and there.unit_id = ${intoUnitId}::uuid and (there.valid_to is null or there.valid_to >= ${on}))
    order by r.child_id, r.valid_from desc nulls last, r.id`.execute(tx);
  await sql`insert into school_administration.employment (id, unit_id, person_id, role, subrole, valid_from, valid_to, source, imported_to)
    select distinct on (r.person_id, r.role, r.subrole) gen_random_uuid(), ${intoUnitId}::uuid, r.person_id, r.role, r.subrole, ${on}, r.valid_to,
      r.source, r.valid_to
    from school_administration.employment r where r.unit_id = ${units} and ${goesOn}
      and (r.role <> 'SCHOOL_LEADER' or r.person_id = any(${[...merger.leaderIds]}::uuid[]))
      and not exists (select from school_administration.employment there where there.person_id = r.person_id and there.role = r.role
        and there.unit_id = ${intoUnitId}::uuid and (there.valid_to is null or there.valid_to >= ${on}))
    order by r.person_id, r.role, r.subrole, r.id`.execute(tx);
  for (const table of ['enrolment', 'employment']) {
    const rows = sql.raw(`school_administration.${table}`);
    await sql`update ${rows} r set valid_to = ${on} - 1 where r.unit_id = ${units} and ${goesOn}`.execute(tx);
    // What was to begin on the day or later begins at the new school.
    await sql`update ${rows} r set unit_id = ${intoUnitId}::uuid where r.unit_id = ${units} and r.valid_from >= ${on}`.execute(
      tx,
    );
  }
  await sql`update school_administration."group" g set unit_id = ${intoUnitId}::uuid
    where g.unit_id = ${units} and (g.valid_to is null or g.valid_to >= ${on})`.execute(tx);
  await sql`update school_administration.unit set parent_id = ${intoUnitId}::uuid where parent_id = ${units} and ended_on is null`.execute(
    tx,
  );
}

/** The old units end. A roster that goes on naming them means the new one: it opens none of them again. */
export async function endMergedUnits(tx: Tx, merger: MergerRow, intoUnitId: string, now: Date): Promise<void> {
  const units = sql`any(${[...merger.unitIds]}::uuid[])`;
  await sql`insert into school_administration.roster_link (source, of, source_id, target_id)
    select source, 'unit', source_id, ${intoUnitId}::uuid from school_administration.unit where id = ${units}
    on conflict (source, of, source_id) do update set target_id = excluded.target_id`.execute(tx);
  await sql`update school_administration.roster_link set target_id = ${intoUnitId}::uuid where of = 'unit' and target_id = ${units}`.execute(
    tx,
  );
  await sql`update school_administration.unit set ended_on = ${merger.takesEffectOn}::date - 1, source = 'merged', source_id = id::text
    where id = ${units}`.execute(tx);
  await sql`update school_administration.school_merger set state = 'DONE', into_unit_id = ${intoUnitId}::uuid,
      settled_at = ${now.toISOString()} where id = ${merger.id}::uuid`.execute(tx);
}
