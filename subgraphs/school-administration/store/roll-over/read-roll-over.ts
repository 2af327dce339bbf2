import { type RawBuilder, sql } from 'kysely';
import { dateInNorway } from '#kit/access/access.ts';
import type { Database } from '#kit/database/database.ts';
import type { Cohort, RollingGroup } from '../../domain/roll-over.ts';
import type { SchoolYear } from '../../domain/school-year.ts';
import type { SchoolAdministrationTables } from '../tables.ts';

type Reader = Database<SchoolAdministrationTables>;

/** What a roll-over is about: a school year, and the sources whose rosters have told of that year themselves. */
export interface RollOverScope {
  readonly year: SchoolYear;
  readonly toldSources: readonly string[];
}

/** When the roll-over of a school year was applied, with its report; null where it was not. */
export async function appliedRollOver<Report>(
  database: Reader,
  begins: number,
): Promise<{ readonly appliedAt: string; readonly report: Report } | null> {
  const { rows } = await sql<{ appliedAt: string; report: Report }>`select applied_at::text, report
    from school_administration.roll_over where school_year = ${begins}`.execute(database);
  return rows[0] ?? null;
}

/** Sources with a roster that was taken after the school year began: its levels and groups are those of the new year already. */
export async function sourcesTold(database: Reader, { firstDay }: SchoolYear): Promise<readonly string[]> {
  const { rows } = await sql<{ source: string; startedAt: Date }>`select source, max(started_at) as started_at
    from school_administration.roster_import where state = 'DONE' and started_at >= ${firstDay}::date - interval '1 day'
    group by source order by source`.execute(database);
  return rows.filter(({ startedAt }) => dateInNorway(startedAt) >= firstDay).map(({ source }) => source);
}

/**
 * A row `r` that holds on the last day of the year before and is not ended by a person: open, longer than the year, or with the end of
 * the year as a roster wrote it, which says no more than that the year is over.
 */
const goesOn = (alias: string, { lastDayBefore }: SchoolYear): RawBuilder<boolean> => {
  const r = sql.raw(alias);
  return sql<boolean>`((${r}.valid_from is null or ${r}.valid_from <= ${lastDayBefore}::date)
    and (${r}.valid_to is null or ${r}.valid_to > ${lastDayBefore}::date
      or (${r}.valid_to = ${lastDayBefore}::date and ${r}.imported_to = ${r}.valid_to)))`;
};
export const membershipGoesOn = goesOn;

/** Whether a child has a place of the same kind that begins with the new year: where it goes is settled. */
const startsElsewhere = ({ firstDay }: SchoolYear) => sql<boolean>`exists (
  select from school_administration.enrolment next join school_administration.unit its on its.id = next.unit_id
  where next.child_id = e.child_id and its.kind = u.kind and next.id <> e.id and next.valid_from >= ${firstDay}::date)`;

/** Every enrolment that a school year's end is about, with what decides its step. */
export const rollingEnrolments = ({ year, toldSources }: RollOverScope): RawBuilder<unknown> => sql`
  select e.id, e.child_id, e.unit_id, e.level, e.valid_to, e.source, u.kind as unit_kind,
    case when u.kind = 'KINDERGARTEN' then extract(year from child.birth_date)::int end as born_in,
    e.source = any(${[...toldSources]}::text[]) as told, ${startsElsewhere(year)} as starts_elsewhere
  from school_administration.enrolment e
  join school_administration.unit u on u.id = e.unit_id and u.kind <> 'OWNER'
    and (u.ended_on is null or u.ended_on > ${year.lastDayBefore}::date)
  join school_administration.person child on child.id = e.child_id
  where ${goesOn('e', year)}`;

const highestLevels = ({ lastDayBefore }: SchoolYear) => sql`select unit_id, max(level) as highest_level
  from school_administration.enrolment
  where (valid_from is null or valid_from <= ${lastDayBefore}::date) and (valid_to is null or valid_to >= ${lastDayBefore}::date)
  group by unit_id`;

export interface CohortRow extends Cohort {
  /** Pupils of the cohort whose year has been told of by a roster, and those who have a place elsewhere from August. */
  readonly told: number;
  readonly startsElsewhere: number;
}

/** The cohorts of every unit, by name and level; `pupils` are those whom the roll-over is to move. */
export async function readCohorts(database: Reader, scope: RollOverScope): Promise<readonly CohortRow[]> {
  const { rows } = await sql<CohortRow>`
    with rolling as (${rollingEnrolments(scope)}), highest as (${highestLevels(scope.year)})
    select u.id as unit_id, u.name as unit_name, u.kind as unit_kind, u.school_types, highest.highest_level, rolling.level, rolling.born_in,
      (count(*) filter (where not told and not starts_elsewhere))::int as pupils,
      (count(*) filter (where told))::int as told,
      (count(*) filter (where starts_elsewhere and not told))::int as starts_elsewhere
    from rolling join school_administration.unit u on u.id = rolling.unit_id left join highest on highest.unit_id = u.id
    group by u.id, highest.highest_level, rolling.level, rolling.born_in
    order by u.kind, u.name, u.id, rolling.level nulls last, rolling.born_in nulls last`.execute(database);
  return rows;
}

/** The groups that a school year's end is about. */
export async function readRollingGroups(database: Reader, scope: RollOverScope): Promise<readonly RollingGroup[]> {
  const { firstDay, lastDayBefore } = scope.year;
  const { rows } = await sql<RollingGroup>`
    with highest as (${highestLevels(scope.year)}), made as (
      select unit_id, array_agg(distinct name) as names from school_administration."group" where valid_from >= ${firstDay}::date group by unit_id)
    select g.id as group_id, g.unit_id, u.kind as unit_kind, u.school_types, highest.highest_level, g.kind, g.name, g.level, g.valid_to,
      coalesce(made.names, '{}') as new_names
    from school_administration."group" g
    join school_administration.unit u on u.id = g.unit_id and u.kind <> 'OWNER' and (u.ended_on is null or u.ended_on > ${lastDayBefore}::date)
    left join highest on highest.unit_id = u.id left join made on made.unit_id = u.id
    where (g.valid_from is null or g.valid_from <= ${lastDayBefore}::date) and (g.valid_to is null or g.valid_to >= ${lastDayBefore}::date)
      and not g.source = any(${[...scope.toldSources]}::text[])
    order by u.name, g.name, g.id`.execute(database);
  return rows;
}
