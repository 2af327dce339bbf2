import { sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import { type Visibility, visibleChild } from '#kit/access/visibility.ts';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import { namesAgree } from '../domain/identity-agrees.ts';
import { beforeKey, isUuid } from '../store/list-page.ts';
import { inForce } from '../store/periods.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import type { NamedChild } from './opening-problems.ts';
import type { ExemptionLetter } from './tables.ts';

type Reader = Database<SchoolAdministrationTables>;
type Tx = DatabaseTransaction<SchoolAdministrationTables>;

export interface OpeningRow {
  readonly id: string;
  readonly childId: string;
  /** Null in what the family reads: there the access log names staff, as the controller has chosen. */
  readonly personId: string | null;
  readonly categories: readonly string[];
  readonly reason: string;
  readonly openedAt: Date;
  readonly validFrom: string;
  readonly validTo: string;
  readonly reviewBy: string;
  readonly reviewedAt: Date | null;
  readonly reviewedBy: string | null;
  readonly finding: string | null;
  readonly exemptLetter: ExemptionLetter | null;
  readonly exemptReason: string | null;
  readonly exemptBy: string | null;
  readonly exemptTo: string | null;
}

/**
 * The one child of that name who attends the unit on a day. One whose address is graded is not looked among: it is not there for whoever
 * asks, and of two of one name the other is found.
 */
export async function findNamedChild(
  database: Reader,
  { unitId, birthDate = null, ...name }: NamedChild,
  on: string,
): Promise<string | null> {
  if (!isUuid(unitId)) return null;
  const { rows } = await sql<{ id: string; givenName: string; familyName: string }>`
    select child.id, child.given_name, child.family_name from school_administration.person child
    where child.is_pupil and (${birthDate}::date is null or child.birth_date = ${birthDate}::date)
      and exists (select from school_administration.enrolment where enrolment.child_id = child.id
        and enrolment.unit_id = ${unitId}::uuid and ${inForce('enrolment', on)})
      and not exists (select from school_administration.address_protection mark
        where mark.child_id = child.id and ${inForce('mark', on)})`.execute(database);
  const [found, another] = rows.filter((row) => namesAgree(row, name));
  return found && !another ? found.id : null;
}

export interface NewOpening {
  readonly id: string;
  readonly childId: string;
  readonly personId: string;
  readonly categories: readonly string[];
  readonly reason: string;
  readonly now: Date;
  readonly validFrom: string;
  readonly validTo: string;
  readonly reviewBy: string;
}

export async function insertOpening(tx: Tx, opening: NewOpening): Promise<void> {
  await sql`insert into school_administration.record_opening (id, child_id, person_id, categories, reason, opened_at, valid_from,
      valid_to, review_by)
    values (${opening.id}, ${opening.childId}, ${opening.personId}, ${[...opening.categories]}::text[], ${opening.reason},
      ${opening.now.toISOString()}, ${opening.validFrom}, ${opening.validTo}, ${opening.reviewBy})`.execute(tx);
}

/** Those who lead a school or kindergarten that the child attends on a day. */
export async function leadersOf(tx: Tx, childId: string, on: string): Promise<readonly string[]> {
  const { rows } = await sql<{
    personId: string;
  }>`select distinct post.person_id from school_administration.employment post
    join school_administration.unit on unit.id = post.unit_id and unit.kind <> 'OWNER'
    join school_administration.enrolment on enrolment.unit_id = unit.id and enrolment.child_id = ${childId}::uuid
    where post.role = 'SCHOOL_LEADER' and ${inForce('post', on)} and ${inForce('enrolment', on)}
    order by post.person_id`.execute(tx);
  return rows.map((row) => row.personId);
}

export async function findOpening(tx: Tx, id: string, childId: string): Promise<{ readonly personId: string } | null> {
  if (!isUuid(id)) return null;
  const { rows } = await sql<{ personId: string }>`select person_id from school_administration.record_opening
    where id = ${id}::uuid and child_id = ${childId}::uuid for update`.execute(tx);
  return rows[0] ?? null;
}

export async function reviewOpeningRow(
  tx: Tx,
  review: { readonly id: string; readonly reviewedBy: string; readonly finding: string; readonly now: Date },
): Promise<void> {
  await sql`update school_administration.record_opening set reviewed_at = ${review.now.toISOString()},
      reviewed_by = ${review.reviewedBy}::uuid, finding = concat_ws(E'\n', finding, ${review.finding}::text)
    where id = ${review.id}::uuid`.execute(tx);
}

export async function exemptOpeningRow(
  tx: Tx,
  exemption: {
    readonly id: string;
    readonly letter: ExemptionLetter;
    readonly reason: string;
    readonly decidedBy: string;
    readonly until: string;
  },
): Promise<void> {
  await sql`update school_administration.record_opening set exempt_letter = ${exemption.letter},
      exempt_reason = concat_ws(E'\n', exempt_reason, ${exemption.reason}::text), exempt_by = ${exemption.decidedBy}::uuid,
      exempt_to = ${exemption.until}::date where id = ${exemption.id}::uuid`.execute(tx);
}

const columns =
  sql.raw(`opening.id, opening.child_id, opening.categories, opening.reason, opening.opened_at, opening.valid_from,
  opening.valid_to, opening.review_by, opening.reviewed_at, opening.reviewed_by, opening.finding`);
const forLeaders = sql.raw(
  `opening.person_id, opening.exempt_letter, opening.exempt_reason, opening.exempt_by, opening.exempt_to`,
);
const forFamilies =
  sql.raw(`null::uuid as person_id, null::text as exempt_letter, null::text as exempt_reason, null::uuid as exempt_by,
  null::date as exempt_to`);

/** What was opened of children, the newest first, but for what a leader has exempted until a day that has not passed. */
export async function openingsOf(
  database: Reader,
  childIds: readonly string[],
  on: string,
): Promise<readonly OpeningRow[]> {
  const { rows } =
    await sql<OpeningRow>`select ${columns}, ${forFamilies} from school_administration.record_opening opening
    where opening.child_id = any(${[...childIds]}::uuid[]) and (opening.exempt_to is null or opening.exempt_to < ${on}::date)
    order by opening.opened_at desc, opening.id`.execute(database);
  return rows;
}

export async function openingById(database: Reader, id: string): Promise<OpeningRow | null> {
  const { rows } =
    await sql<OpeningRow>`select ${columns}, ${forLeaders} from school_administration.record_opening opening
    where opening.id = ${id}::uuid`.execute(database);
  return rows[0] ?? null;
}

/** What was opened of the children whom a viewer may know of, the newest first; never of one's own family. */
export async function listOpenings(
  database: Reader,
  page: Page,
  ask: { readonly visibility: Visibility; readonly viewerId: string; readonly awaiting: boolean },
): Promise<readonly OpeningRow[]> {
  const { rows } =
    await sql<OpeningRow>`select ${columns}, ${forLeaders} from school_administration.record_opening opening
    where (not ${ask.awaiting}::boolean or opening.reviewed_at is null)
      and ${visibleChild('school_administration', 'opening.childId', ask.visibility)}
      and opening.child_id <> ${ask.viewerId}::uuid and not exists (select from school_administration."right" held
        where held.child_id = opening.child_id and held.person_id = ${ask.viewerId}::uuid
          and held.kind in ('PARENTAL_RESPONSIBILITY','PARENT','LIVES_WITH','FOSTER_PARENT'))
      and ${beforeKey(page, 'opening.valid_from', 'opening.id')}
    order by opening.valid_from desc, opening.id desc limit ${page.limit + 1}`.execute(database);
  return rows;
}
