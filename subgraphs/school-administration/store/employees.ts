import { sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import type { Database } from '#kit/database/database.ts';
import { afterKey, perParent } from './list-page.ts';
import { inForce } from './periods.ts';
import type { SchoolAdministrationTables } from './tables.ts';

type Reader = Database<SchoolAdministrationTables>;

export interface EmployeeRow {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string | null;
}
export interface PostRow {
  readonly personId: string;
  readonly unitId: string;
  readonly role: string;
  readonly title: string | null;
}

const columns = sql.raw('employee.id, employee.given_name, employee.family_name, employee.email');
/** A parents' representative stands in the roster's staff list and is none. */
const isPost = sql.raw(`employment.role <> 'PUPIL' and employment.subrole is distinct from 'foresattrepresentant'`);

/** Those of the persons who work here on a day. */
export async function findEmployees(
  database: Reader,
  ids: readonly string[],
  on: string,
): Promise<readonly EmployeeRow[]> {
  const { rows } = await sql<EmployeeRow>`select ${columns} from school_administration.person employee
    where employee.id = any(${[...ids]}::uuid[]) and (employee.ended_on is null or employee.ended_on >= ${on}::date)
      and exists (select from school_administration.employment
        where employment.person_id = employee.id and ${isPost} and ${inForce('employment', on)})`.execute(database);
  return rows;
}

/** Those who work at units on a day, by name, a page for each unit in one statement. */
export async function listEmployees(database: Reader, unitIds: readonly string[], page: Page, on: string) {
  const { rows } = await sql<EmployeeRow & { parentId: string }>`${perParent(
    unitIds,
    sql`select ${columns} from school_administration.person employee
      where (employee.ended_on is null or employee.ended_on >= ${on}::date)
        and exists (select from school_administration.employment where employment.unit_id = parent.id
          and employment.person_id = employee.id and ${isPost} and ${inForce('employment', on)})
        and ${afterKey(page, ['employee.family_name', 'employee.given_name'], 'employee.id')}
      order by employee.family_name, employee.given_name, employee.id limit ${page.limit + 1}`,
  )}`.execute(database);
  return rows;
}

/** The posts that persons have on a day. */
export async function postsOf(database: Reader, personIds: readonly string[], on: string): Promise<readonly PostRow[]> {
  const { rows } = await sql<PostRow>`
    select employment.person_id, employment.unit_id, employment.role, employment.subrole as title
    from school_administration.employment
    where employment.person_id = any(${[...personIds]}::uuid[]) and ${isPost} and ${inForce('employment', on)}
    order by employment.valid_from desc nulls last, employment.id`.execute(database);
  return rows;
}

/** Those who teach, lead or help in groups on a day. */
export async function staffOfGroups(database: Reader, groupIds: readonly string[], on: string) {
  const { rows } = await sql<EmployeeRow & { groupId: string; role: string }>`
    select m.group_id, m.role, ${columns} from school_administration.membership m
    join school_administration.person employee on employee.id = m.person_id
    where m.group_id = any(${[...groupIds]}::uuid[]) and m.role not in ('PUPIL', 'MEMBER') and ${inForce('m', on)}
      and (employee.ended_on is null or employee.ended_on >= ${on}::date)
    order by m.role, employee.family_name, employee.given_name, employee.id`.execute(database);
  return rows;
}

/** The heads of the schools and kindergartens that a child attends on a day. */
export async function headsOf(database: Reader, childId: string, on: string): Promise<readonly string[]> {
  const { rows } = await sql<{
    personId: string;
  }>`select distinct post.person_id from school_administration.employment post
    join school_administration.unit on unit.id = post.unit_id and unit.kind in ('SCHOOL', 'KINDERGARTEN')
    join school_administration.enrolment place on place.unit_id = post.unit_id and place.child_id = ${childId}::uuid
    where post.role = 'SCHOOL_LEADER' and ${inForce('post', on)} and ${inForce('place', on)} order by 1`.execute(
    database,
  );
  return rows.map((row) => row.personId);
}
