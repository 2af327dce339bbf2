import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { Cohort, CohortStep, GroupStep, RollingGroup } from '../../domain/roll-over.ts';
import type { SchoolAdministrationTables } from '../tables.ts';
import { membershipGoesOn, type RollOverScope, rollingEnrolments } from './read-roll-over.ts';

type Tx = DatabaseTransaction<SchoolAdministrationTables>;

/** Two roll-overs at once: the second waits, and finds that the first has been applied. */
export const lockRollOver = (tx: Tx) => sql`lock table school_administration.roll_over in exclusive mode`.execute(tx);

export async function noteRollOver(tx: Tx, begins: number, report: unknown, now: Date): Promise<void> {
  await sql`insert into school_administration.roll_over (school_year, applied_at, report)
    values (${begins}, ${now.toISOString()}, ${JSON.stringify(report)}::jsonb)`.execute(tx);
}

/** Puts down what becomes of every pupil, for the statements that follow; it is gone with the transaction. */
export async function stagePupils(
  tx: Tx,
  scope: RollOverScope,
  steps: ReadonlyArray<readonly [Cohort, CohortStep]>,
): Promise<void> {
  const decided = steps.map(([cohort, step]) => ({
    unit_id: cohort.unitId,
    level: cohort.level,
    born_in: cohort.bornIn,
    step: step.kind,
    to_level: step.kind === 'ADVANCES' ? step.toLevel : null,
  }));
  await sql`create temporary table roll_over_pupil (
    enrolment_id uuid primary key, child_id uuid not null, unit_id uuid not null, step text not null, to_level int,
    valid_to date, source text not null) on commit drop`.execute(tx);
  await sql`insert into roll_over_pupil
    select rolling.id, rolling.child_id, rolling.unit_id, decided.step, decided.to_level, rolling.valid_to, rolling.source
    from (${rollingEnrolments(scope)}) rolling
    join jsonb_to_recordset(${JSON.stringify(decided)}::jsonb) as decided(unit_id uuid, level int, born_in int, step text, to_level int)
      on decided.unit_id = rolling.unit_id and decided.level is not distinct from rolling.level
        and decided.born_in is not distinct from rolling.born_in
    where decided.step <> 'UNDECIDED' and not rolling.told and not rolling.starts_elsewhere`.execute(tx);
  await sql`analyze roll_over_pupil`.execute(tx);
}

export async function stageGroups(
  tx: Tx,
  { year }: RollOverScope,
  steps: ReadonlyArray<readonly [RollingGroup, GroupStep]>,
): Promise<void> {
  const decided = steps.map(([group, step]) => {
    const ends = step.kind === 'ENDS' || step.kind === 'REPLACED';
    const untilNow = group.validTo === year.lastDayBefore;
    return {
      group_id: group.groupId,
      ends,
      name: step.kind === 'RENAMED' ? step.name : group.name,
      level: step.kind === 'RENAMED' ? step.level : group.level,
      valid_to: ends ? year.lastDayBefore : untilNow ? year.lastDay : group.validTo,
    };
  });
  await sql`create temporary table roll_over_group (
    group_id uuid primary key, ends boolean not null, name text not null, level int, valid_to date) on commit drop`.execute(
    tx,
  );
  await sql`insert into roll_over_group select * from jsonb_to_recordset(${JSON.stringify(decided)}::jsonb)
    as decided(group_id uuid, ends boolean, name text, level int, valid_to date)`.execute(tx);
  await sql`analyze roll_over_group`.execute(tx);
}

/** A new period at the next level, from the same source: the next roster finds it as its own. */
export async function moveEnrolments(tx: Tx, { year }: RollOverScope): Promise<void> {
  await sql`update school_administration.enrolment e set valid_to = ${year.lastDayBefore}::date
    from roll_over_pupil p where e.id = p.enrolment_id and p.step in ('ADVANCES', 'LEAVES')
      and e.valid_to is distinct from ${year.lastDayBefore}::date`.execute(tx);
  await sql`insert into school_administration.enrolment (id, child_id, unit_id, level, valid_from, valid_to, source, imported_to)
    select gen_random_uuid(), child_id, unit_id, to_level, ${year.firstDay}::date, until, source, until
    from (select *, case when valid_to = ${year.lastDayBefore}::date then ${year.lastDay}::date else valid_to end as until
      from roll_over_pupil where step = 'ADVANCES') p`.execute(tx);
  // A kindergarten's place that a roster gives for a year at a time goes on as it is.
  await sql`update school_administration.enrolment e set valid_to = ${year.lastDay}::date, imported_to = ${year.lastDay}::date
    from roll_over_pupil p where e.id = p.enrolment_id and p.step = 'STAYS' and p.valid_to = ${year.lastDayBefore}::date`.execute(
    tx,
  );
}

/** Classes get their new name; a membership ends with its group or with the pupil's place there, and else goes on. */
export async function moveGroups(tx: Tx, { year }: RollOverScope): Promise<void> {
  const { lastDayBefore, lastDay } = year;
  await sql`update school_administration.membership m set valid_to = ${lastDayBefore}::date
    from school_administration."group" g join roll_over_group step on step.group_id = g.id
    where g.id = m.group_id and (m.valid_to is null or m.valid_to > ${lastDayBefore}::date)
      and (m.valid_from is null or m.valid_from <= ${lastDayBefore}::date)
      and (step.ends or (m.role = 'PUPIL' and exists (select from roll_over_pupil p
        where p.child_id = m.person_id and p.unit_id = g.unit_id and p.step = 'LEAVES')))`.execute(tx);
  await sql`update school_administration.membership m set valid_to = ${lastDay}::date, imported_to = ${lastDay}::date
    from school_administration."group" g join roll_over_group step on step.group_id = g.id
    where g.id = m.group_id and not step.ends and m.valid_to = ${lastDayBefore}::date and ${membershipGoesOn('m', year)}
      and (m.role <> 'PUPIL' or exists (select from roll_over_pupil p
        where p.child_id = m.person_id and p.unit_id = g.unit_id and p.step in ('ADVANCES', 'STAYS')))`.execute(tx);
  await sql`delete from roll_over_group step using school_administration."group" g where g.id = step.group_id
    and (g.name, g.level, g.valid_to) is not distinct from (step.name, step.level, step.valid_to)`.execute(tx);
  await sql`update school_administration."group" g set name = step.name, level = step.level, valid_to = step.valid_to
    from roll_over_group step where g.id = step.group_id`.execute(tx);
}

/** How many leave a unit without having a school from August on, by unit: they are between two schools. */
export async function leaversWithoutSchool(
  tx: Tx,
  { firstDay }: RollOverScope['year'],
): Promise<ReadonlyArray<{ readonly unitId: string; readonly pupils: number }>> {
  const { rows } = await sql<{ unitId: string; pupils: number }>`
    select p.unit_id, count(*)::int as pupils from roll_over_pupil p
    join school_administration.unit u on u.id = p.unit_id and u.kind in ('SCHOOL', 'KINDERGARTEN')
    join school_administration.enrolment before on before.id = p.enrolment_id and coalesce(before.level, 0) < 10
    where p.step = 'LEAVES' and not exists (select from school_administration.enrolment e
      join school_administration.unit at on at.id = e.unit_id and at.kind = 'SCHOOL'
      where e.child_id = p.child_id and (e.valid_to is null or e.valid_to >= ${firstDay}::date))
    group by p.unit_id order by p.unit_id`.execute(tx);
  return rows;
}
