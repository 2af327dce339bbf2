import { sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import type { Database } from '#kit/database/database.ts';
import { beforeKey, perParent } from './list-page.ts';
import { inForce } from './periods.ts';
import type { SchoolAdministrationTables } from './tables.ts';

type Reader = Database<SchoolAdministrationTables>;

export interface EnrolmentRow {
  readonly id: string;
  readonly childId: string;
  readonly unitId: string;
  readonly level: number | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly source: string;
}

const enrolmentColumns = sql.raw('id, child_id, unit_id, level, valid_from, valid_to, source');

/** Enrolments of children, history too, the newest first. */
export async function enrolmentsOf(database: Reader, childIds: readonly string[]): Promise<readonly EnrolmentRow[]> {
  const { rows } = await sql<EnrolmentRow>`select ${enrolmentColumns} from school_administration.enrolment
    where child_id = any(${[...childIds]}::uuid[]) order by valid_from desc nulls last, id`.execute(database);
  return rows;
}

export async function findEnrolment(database: Reader, id: string): Promise<EnrolmentRow | null> {
  const { rows } = await sql<EnrolmentRow>`select ${enrolmentColumns} from school_administration.enrolment
    where id = ${id}::uuid`.execute(database);
  return rows[0] ?? null;
}

export interface MembershipRow {
  readonly id: string;
  readonly childId: string;
  readonly groupId: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** The start for the order of the list: one without a start is the oldest. */
  readonly startsOn: string;
}

export interface MembershipAsk {
  readonly page: Page;
  readonly current: boolean;
  readonly on: string;
}

/** Children's memberships as pupils, the newest first, a page for each child in one statement. */
export async function membershipsOf(
  database: Reader,
  childIds: readonly string[],
  { page, current, on }: MembershipAsk,
) {
  const start = `coalesce(m.valid_from, '1900-01-01'::date)`;
  const { rows } = await sql<MembershipRow & { parentId: string }>`${perParent(
    childIds,
    sql`select m.id, m.person_id as child_id, m.group_id, m.valid_from, m.valid_to, ${sql.raw(start)} as starts_on
      from school_administration.membership m join school_administration."group" g on g.id = m.group_id
      where m.person_id = parent.id and m.role = 'PUPIL'
        and (not ${current}::boolean or (${inForce('m', on)} and ${inForce('g', on)}))
        and ${beforeKey(page, start, 'm.id')}
      order by starts_on desc, m.id desc limit ${page.limit + 1}`,
  )}`.execute(database);
  return rows;
}

export interface TeacherRow {
  readonly childId: string;
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly role: string;
  readonly groupId: string;
}

/** Those who teach children on a day. */
export async function teachersOf(
  database: Reader,
  childIds: readonly string[],
  on: string,
): Promise<readonly TeacherRow[]> {
  const { rows } = await sql<TeacherRow>`
    select distinct theirs.person_id as child_id, teacher.id, teacher.given_name, teacher.family_name, mine.role, mine.group_id
    from school_administration.membership theirs
    join school_administration."group" g on g.id = theirs.group_id
    join school_administration.membership mine on mine.group_id = theirs.group_id and mine.role in ('TEACHER', 'CONTACT_TEACHER')
    join school_administration.person teacher on teacher.id = mine.person_id
    where theirs.person_id = any(${[...childIds]}::uuid[]) and theirs.role = 'PUPIL' and ${inForce('theirs', on)}
      and ${inForce('g', on)} and ${inForce('mine', on)} and (teacher.ended_on is null or teacher.ended_on >= ${on}::date)
    order by theirs.person_id, mine.role, teacher.family_name, teacher.given_name, teacher.id, mine.group_id`.execute(
    database,
  );
  return rows;
}
