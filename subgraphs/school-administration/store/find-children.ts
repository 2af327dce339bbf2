import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import { inForce } from './periods.ts';
import type { SchoolAdministrationTables } from './tables.ts';

type Reader = Database<SchoolAdministrationTables>;

/** Child ids by national id; an id that no child has, or that two have, is absent. */
export async function findChildrenByNationalId(
  database: Reader,
  nationalIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; nationalId: string; holders: number }>`
    select min(person.id::text) as id, person.national_id, count(*)::int as holders from school_administration.person
    where person.national_id = any(${[...nationalIds]}::text[]) and person.is_pupil group by person.national_id`.execute(
    database,
  );
  return new Map(rows.filter(({ holders }) => holders === 1).map(({ nationalId, id }) => [nationalId, id]));
}

/**
 * The children of our kindergartens who begin school in a calendar year: those who turn six in it (opplæringslova § 2-2). `on`: the
 * ISO date on which they attend a kindergarten here.
 */
export async function findExpectedStarters(database: Reader, year: number, on: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select distinct child.id from school_administration.person child
    join school_administration.enrolment on enrolment.child_id = child.id
    join school_administration.unit on unit.id = enrolment.unit_id and unit.kind = 'KINDERGARTEN'
    where child.is_pupil and ${inForce('enrolment', on)} and extract(year from child.birth_date) = ${year - 6}
    order by child.id`.execute(database);
  return rows.map(({ id }) => id);
}
