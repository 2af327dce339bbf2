import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import { inForce } from './periods.ts';
import type { RightKind, SchoolAdministrationTables } from './tables.ts';

type Reader = Database<SchoolAdministrationTables>;

export interface RightRow {
  readonly id: string;
  readonly childId: string;
  readonly kind: RightKind;
  readonly personId: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly source: 'FOLKEREGISTERET' | 'STAFF' | 'HOLDER';
  readonly reason: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}

const rightColumns = sql.raw(`held.id, held.child_id, held.kind, held.person_id, holder.given_name, holder.family_name,
  held.source, held.reason, held.valid_from, held.valid_to`);

/** Rights towards children; those that hold or will, or ended ones too. */
export async function rightsOf(
  database: Reader,
  childIds: readonly string[],
  ask: { readonly ended: boolean; readonly on: string },
): Promise<readonly RightRow[]> {
  const { rows } = await sql<RightRow>`select ${rightColumns} from school_administration."right" held
    left join school_administration.person holder on holder.id = held.person_id
    where held.child_id = any(${[...childIds]}::uuid[])
      and (${ask.ended}::boolean or held.valid_to is null or held.valid_to >= ${ask.on}::date)
    order by held.child_id, held.kind, held.valid_from desc, held.id`.execute(database);
  return rows;
}

/** The names of persons, whoever they are: for those who may see what these persons have asked. */
export async function namesOf(database: Reader, personIds: readonly string[]) {
  const { rows } = await sql<{
    id: string;
    givenName: string;
    familyName: string;
  }>`select id, given_name, family_name from school_administration.person where id = any(${[...personIds]}::uuid[])`.execute(
    database,
  );
  return rows;
}

export async function findRight(database: Reader, id: string): Promise<RightRow | null> {
  const { rows } = await sql<RightRow>`select ${rightColumns} from school_administration."right" held
    left join school_administration.person holder on holder.id = held.person_id where held.id = ${id}::uuid`.execute(
    database,
  );
  return rows[0] ?? null;
}

export interface MarkRow {
  readonly id: string;
  readonly childId: string;
  readonly grading: 'CONFIDENTIAL' | 'STRICTLY_CONFIDENTIAL';
  readonly source: string;
  readonly reason: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly holds: boolean;
}

/** Marks of address protection, ended ones too, the newest first. */
export async function marksOf(database: Reader, childIds: readonly string[], on: string): Promise<readonly MarkRow[]> {
  const { rows } =
    await sql<MarkRow>`select mark.id, mark.child_id, mark.grading, mark.source, mark.reason, mark.valid_from,
      mark.valid_to, ${inForce('mark', on)} as holds
    from school_administration.address_protection mark where mark.child_id = any(${[...childIds]}::uuid[])
    order by mark.valid_from desc, mark.id`.execute(database);
  return rows;
}

export interface GuardianRow {
  readonly id: string;
  readonly childId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly relation: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly personId: string | null;
}

/** Whom rosters say may be called about children now, with who somebody has decided they are. */
export async function guardiansOf(
  database: Reader,
  childIds: readonly string[],
  on: string,
): Promise<readonly GuardianRow[]> {
  const { rows } = await sql<GuardianRow>`
    select contact.id, listed.child_id, contact.given_name, contact.family_name, listed.relation, contact.phone, contact.email,
      match.person_id
    from school_administration.guardian listed
    join school_administration.person contact on contact.id = listed.person_id
    left join school_administration.guardian_match match on match.guardian_id = contact.id
    where listed.child_id = any(${[...childIds]}::uuid[]) and ${inForce('listed', on)}
    order by listed.relation, contact.family_name, contact.given_name, contact.id`.execute(database);
  return rows;
}

/**
 * Whom a child may be handed to, of those the roster says may be called. Somebody is left out who has a contact ban, has lost the right to
 * information (barnelova § 47), must not learn where the child is, or is a parent while there is a care order; and so is, while anybody has
 * such a mark, everybody whom nobody has said who is: in doubt nobody fetches, and the school calls.
 */
export async function mayFetch(
  database: Reader,
  childIds: readonly string[],
  on: string,
): Promise<readonly GuardianRow[]> {
  const barred = sql`select held.person_id from school_administration."right" held where held.child_id = listed.child_id
    and held.kind in ('CONTACT_BAN','INFORMATION_REVOKED','NOT_CLEARED_FOR_PLACE') and ${inForce('held', on)}
    union all select held.person_id from school_administration."right" held
      join school_administration."right" care on care.child_id = held.child_id and care.kind = 'CARE_ORDER' and ${inForce('care', on)}
      where held.child_id = listed.child_id and held.kind in ('PARENT','PARENTAL_RESPONSIBILITY') and ${inForce('held', on)}`;
  const { rows } = await sql<GuardianRow>`
    select contact.id, listed.child_id, contact.given_name, contact.family_name, listed.relation, contact.phone, contact.email,
      match.person_id
    from school_administration.guardian listed
    join school_administration.person contact on contact.id = listed.person_id
    left join school_administration.guardian_match match on match.guardian_id = contact.id
    where listed.child_id = any(${[...childIds]}::uuid[]) and ${inForce('listed', on)}
      and not exists (select from (${barred}) barred
        where match.person_id is null or barred.person_id = match.person_id or barred.person_id = contact.id)
    order by listed.relation, contact.family_name, contact.given_name, contact.id`.execute(database);
  return rows;
}
