import { type RawBuilder, sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import { type Visibility, visibleChild } from '#kit/access/visibility.ts';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import { beforeKey } from './list-page.ts';
import { inForce } from './periods.ts';
import type { SchoolAdministrationTables } from './tables.ts';

type Tables = SchoolAdministrationTables;

export interface BetweenSchoolsRow {
  readonly childId: string;
  readonly lastUnitId: string;
  /** The last day at a school or kindergarten. */
  readonly leftOn: string;
  /** Where the child starts next, when that is recorded. */
  readonly nextUnitId: string | null;
  readonly startsOn: string | null;
}

/**
 * Children whose last place here is over, who have none now, and of whom nobody has said that they went on: pupils who are not through
 * year 10 (opplæringslova kap. 2), children of a kindergarten that closed, and those of school age who left one.
 */
const betweenSchools = (on: string): RawBuilder<unknown> => sql`
  select last.child_id, last.unit_id as last_unit_id, last.valid_to as left_on, next.unit_id as next_unit_id, next.valid_from as starts_on
  from (select distinct on (e.child_id) e.child_id, e.unit_id, e.level, e.valid_to, u.kind, u.ended_on, child.birth_date
      from school_administration.enrolment e
      join school_administration.unit u on u.id = e.unit_id and u.kind in ('SCHOOL', 'KINDERGARTEN')
      join school_administration.person child on child.id = e.child_id and child.is_pupil
      where e.valid_to < ${on}::date
      order by e.child_id, e.valid_to desc, e.id) last
  left join lateral (select n.unit_id, n.valid_from from school_administration.enrolment n
      join school_administration.unit at on at.id = n.unit_id and at.kind in ('SCHOOL', 'KINDERGARTEN')
      where n.child_id = last.child_id and n.valid_from > ${on}::date order by n.valid_from, n.id limit 1) next on true
  where not exists (select from school_administration.enrolment now
      join school_administration.unit at on at.id = now.unit_id and at.kind in ('SCHOOL', 'KINDERGARTEN')
      where now.child_id = last.child_id and ${inForce('now', on)})
    and (case last.kind when 'SCHOOL' then coalesce(last.level, 1) < 10
      else last.ended_on <= last.valid_to or extract(year from last.birth_date) + 6 <= extract(year from ${on}::date) end)
    and not exists (select from school_administration.departure_settled settled
      where settled.child_id = last.child_id and settled.left_on >= last.valid_to)`;

/** Those of them whom one may know of, the last to leave first. */
export async function listBetweenSchools(
  database: Database<Tables>,
  page: Page,
  { visibility, on }: { readonly visibility: Visibility; readonly on: string },
): Promise<readonly BetweenSchoolsRow[]> {
  const { rows } = await sql<BetweenSchoolsRow>`select between_schools.* from (${betweenSchools(on)}) between_schools
    where ${visibleChild('school_administration', 'between_schools.childId', visibility)}
      and ${beforeKey(page, 'between_schools.left_on', 'between_schools.child_id')}
    order by between_schools.left_on desc, between_schools.child_id desc limit ${page.limit + 1}`.execute(database);
  return rows;
}

export async function betweenSchoolsOf(
  database: Database<Tables>,
  childIds: readonly string[],
  on: string,
): Promise<readonly BetweenSchoolsRow[]> {
  const { rows } = await sql<BetweenSchoolsRow>`select between_schools.* from (${betweenSchools(on)}) between_schools
    where between_schools.child_id = any(${[...childIds]}::uuid[])`.execute(database);
  return rows;
}

/** It is known where children went: they are between schools no more, for the places that ended until a day. */
export async function settleDepartures(
  tx: DatabaseTransaction<Tables>,
  departures: readonly { readonly childId: string; readonly leftOn: string }[],
  why: { readonly reason: string; readonly decidedBy: string; readonly now: Date },
): Promise<void> {
  await sql`insert into school_administration.departure_settled (child_id, left_on, reason, decided_by, decided_at)
    select child_id, left_on, ${why.reason}, ${why.decidedBy}, ${why.now.toISOString()}::timestamptz
    from unnest(${departures.map((one) => one.childId)}::uuid[], ${departures.map((one) => one.leftOn)}::date[]) as d(child_id, left_on)
    where exists (select from school_administration.person p where p.id = d.child_id)
    on conflict (child_id) do update set left_on = excluded.left_on, reason = excluded.reason, decided_by = excluded.decided_by,
      decided_at = excluded.decided_at`.execute(tx);
}
