import { sql } from 'kysely';
import type { Visibility } from '#kit/access/visibility.ts';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { namesAgree } from '../domain/identity-agrees.ts';
import { holdersOf, tellOfClaim } from './claimed-numbers.ts';
import type { RightKind, SchoolAdministrationTables } from './tables.ts';

type Tx = DatabaseTransaction<SchoolAdministrationTables>;

interface StaffDecision {
  readonly id: string;
  readonly childId: string;
  readonly reason: string;
  /** The person who decided; null for a system. */
  readonly decidedBy: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly now: Date;
}

export async function insertRight(
  tx: Tx,
  right: StaffDecision & { readonly personId: string | null; readonly kind: RightKind },
): Promise<void> {
  await sql`insert into school_administration."right" (id, child_id, person_id, kind, source, reason, decided_by, valid_from, valid_to,
      recorded_at)
    values (${right.id}, ${right.childId}, ${right.personId}, ${right.kind}, 'STAFF', ${right.reason}, ${right.decidedBy},
      ${right.validFrom}, ${right.validTo}, ${right.now.toISOString()})`.execute(tx);
}

export async function insertMark(tx: Tx, mark: StaffDecision & { readonly grading: string }): Promise<void> {
  await sql`insert into school_administration.address_protection (id, child_id, grading, source, reason, decided_by, valid_from,
      valid_to, recorded_at)
    values (${mark.id}, ${mark.childId}, ${mark.grading}, 'STAFF', ${mark.reason}, ${mark.decidedBy}, ${mark.validFrom},
      ${mark.validTo}, ${mark.now.toISOString()})`.execute(tx);
}

/** Something recorded of a child by its id; null when it is another child's. */
export async function findRecorded(tx: Tx, table: 'right' | 'addressProtection', id: string, childId: string) {
  const { rows } = await sql<{ source: string; validFrom: string; validTo: string | null }>`
    select source, valid_from, valid_to from ${sql.table(`schoolAdministration.${table}`)}
    where id = ${id}::uuid and child_id = ${childId}::uuid for update`.execute(tx);
  return rows[0] ?? null;
}

/** Ends a right or a mark; the reason is kept beside the one it was recorded with. */
export async function endRecorded(
  tx: Tx,
  table: 'right' | 'addressProtection',
  id: string,
  ending: { readonly lastDay: string; readonly reason: string },
): Promise<void> {
  await sql`update ${sql.table(`schoolAdministration.${table}`)} set valid_to = ${ending.lastDay}::date,
      reason = concat_ws(E'\n', reason, ${`Ended: ${ending.reason}`}::text)
    where id = ${id}::uuid`.execute(tx);
}

export interface NewPerson {
  readonly nationalId?: string | null;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate?: string | null;
}

export interface Naming {
  readonly newId: string;
  readonly isPupil: boolean;
  /** Whom the one who names may know of. */
  readonly visibility: Visibility;
  readonly now: Date;
}

/**
 * The person who has the national id and an agreeing name, else a new one that staff have named. Null when somebody has the number
 * under another name, or two have it: who it is must never be guessed. Whoever is hidden from the one who names is as one who is not
 * here: the new one's number is claimed (`claimed-numbers.ts`), by the same statements.
 */
export async function findOrAddPerson(tx: Tx, person: NewPerson, naming: Naming): Promise<string | null> {
  const { newId, isPupil, visibility, now } = naming;
  const nationalId = person.nationalId ?? null;
  if (nationalId === null) return addPerson(tx, person, { newId, isPupil, claims: false });
  const holders = await holdersOf(tx, nationalId, visibility);
  const hidden = holders.filter((holder) => !holder.seen);
  const [found, another] = holders.filter((holder) => holder.seen);
  if (another || (found && !namesAgree(found, person))) return null;
  if (found && isPupil)
    await sql`update school_administration.person set is_pupil = true, birth_date = coalesce(birth_date, ${person.birthDate ?? null}::date)
      where id = ${found.id}`.execute(tx);
  if (found) return found.id;
  await addPerson(tx, person, { newId, isPupil, claims: hidden.some((holder) => holder.owns) });
  await tellOfClaim(tx, nationalId, isPupil ? hidden.map(({ id }) => id) : [], now);
  return newId;
}

async function addPerson(
  tx: Tx,
  person: NewPerson,
  { newId, isPupil, claims }: { readonly newId: string; readonly isPupil: boolean; readonly claims: boolean },
): Promise<string> {
  const number = person.nationalId ?? null;
  await sql`insert into school_administration.person (id, source, source_id, national_id, national_id_claimed, given_name, family_name,
      birth_date, is_pupil)
    values (${newId}, 'staff', ${newId}, ${claims ? null : number}, ${claims ? number : null}, ${person.givenName},
      ${person.familyName}, ${person.birthDate ?? null}, ${isPupil})`.execute(tx);
  return newId;
}

/** Whether somebody who is no pupil has the id: a pupil is named by a national id, as anybody who is a stranger to the one who names. */
export async function personExists(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`select from school_administration.person where id = ${id}::uuid and not is_pupil`.execute(
    tx,
  );
  return rows.length > 0;
}

export async function isGuardianOf(tx: Tx, guardianId: string, childId: string): Promise<boolean> {
  const { rows } = await sql`select from school_administration.guardian
    where person_id = ${guardianId}::uuid and child_id = ${childId}::uuid`.execute(tx);
  return rows.length > 0;
}

/** A person's decision on who a roster's guardian is; a later one takes its place. */
export async function writeMatch(
  tx: Tx,
  match: {
    readonly guardianId: string;
    readonly personId: string | null;
    readonly reason: string;
    readonly decidedBy: string;
    readonly now: Date;
  },
): Promise<void> {
  await sql`insert into school_administration.guardian_match (guardian_id, person_id, reason, decided_by, decided_at)
    values (${match.guardianId}, ${match.personId}, ${match.reason}, ${match.decidedBy}, ${match.now.toISOString()})
    on conflict (guardian_id) do update set person_id = excluded.person_id, reason = excluded.reason,
      decided_by = excluded.decided_by, decided_at = excluded.decided_at`.execute(tx);
}
