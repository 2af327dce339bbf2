import { sql } from 'kysely';
import { readNationalId } from '#contracts/identifiers.ts';
import type { ChildIdentity, Identity, KnownPerson } from '#contracts/ports.ts';
import type { Database } from '#kit/database/database.ts';
import { viewerFactsOf } from '../domain/facts.ts';
import { identityAgrees } from '../domain/identity-agrees.ts';
import { ownNumber } from '../store/claimed-numbers.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { readPosts } from './read-standings.ts';

type Reader = Database<SchoolAdministrationTables>;

/** The one person behind an identity: those whom their source has ended count only where there is nobody else. */
export async function readKnownPerson(database: Reader, identity: Identity, on: string): Promise<KnownPerson | null> {
  if (identity.kind === 'national-id' && !readNationalId(identity.nationalId).valid) return null;
  const column = sql.ref(identity.kind === 'national-id' ? 'person.nationalId' : 'person.feideId');
  const value = identity.kind === 'national-id' ? identity.nationalId : identity.feideId;
  const { rows } = await sql<{ id: string; ended: boolean }>`select person.id,
      coalesce(person.ended_on < ${on}::date, false) as ended
    from school_administration.person where ${column} = ${value}`.execute(database);
  const active = rows.filter((row) => !row.ended);
  const [found, another] = active.length > 0 ? active : rows;
  if (!found || another) return null;
  const employee = viewerFactsOf({ posts: await readPosts(database, found.id, on), appointedAs: [] }).includes(
    'isEmployee',
  );
  return { personId: found.id, employee };
}

/** The child with this national id and an agreeing birth date and name; never a guess. */
export async function readMatch(database: Reader, identity: ChildIdentity): Promise<string | null> {
  if (identity.nationalId === null || !readNationalId(identity.nationalId).valid) return null;
  const { rows } = await sql<ChildIdentity & { id: string }>`
    select person.id, person.national_id, person.given_name, person.family_name, person.birth_date
    from school_administration.person where person.national_id = ${identity.nationalId} and person.is_pupil`.execute(
    database,
  );
  const [found, another] = rows;
  return found && !another && identityAgrees(identity, found) ? found.id : null;
}

export async function readIdentity(database: Reader, childId: string): Promise<ChildIdentity | null> {
  const { rows } = await sql<ChildIdentity>`
    select ${sql.raw(ownNumber('person'))} as national_id, person.given_name, person.family_name, person.birth_date
    from school_administration.person where person.id = ${childId}::uuid and person.is_pupil`.execute(database);
  return rows[0] ?? null;
}

export async function readChildrenByFeideId(
  database: Reader,
  feideIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; feideId: string; holders: number }>`
    select min(person.id::text) as id, person.feide_id, count(*)::int as holders
    from school_administration.person where person.feide_id = any(${[...feideIds]}::text[]) and person.is_pupil
    group by person.feide_id`.execute(database);
  return new Map(rows.filter((row) => row.holders === 1).map((row) => [row.feideId, row.id]));
}

/** Units by organisation number; a number that two units carry points at the one that has not ended. */
export async function readUnitsByNumber(
  database: Reader,
  numbers: readonly string[],
  kind?: string,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; organisationNumber: string }>`
    select distinct on (unit.organisation_number) unit.id, unit.organisation_number
    from school_administration.unit where unit.organisation_number = any(${[...numbers]}::text[])
      and (${kind ?? null}::text is null or unit.kind = ${kind ?? null})
    order by unit.organisation_number, unit.ended_on desc nulls first, unit.id`.execute(database);
  return new Map(rows.map((row) => [row.organisationNumber, row.id]));
}
