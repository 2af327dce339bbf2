import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { RegisteredPerson } from '../source/folkeregisteret/index.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';

type Tx = DatabaseTransaction<SchoolAdministrationTables>;

/**
 * The persons in the hub whom the register's adults are, by national id. One who has got a new number keeps the same person; one
 * who is not here yet is added, with a name and nothing more (GDPR art. 5 (1) c).
 */
export async function writeAdults(tx: Tx, adults: readonly RegisteredPerson[]): Promise<ReadonlyMap<string, string>> {
  const named = adults.filter((adult) => adult.name !== undefined);
  const wanted = sql`select * from jsonb_to_recordset(${JSON.stringify(
    named.map((adult) => ({
      national_id: adult.nationalId,
      former: adult.formerNationalIds,
      given_name: [adult.name?.given, adult.name?.middle].filter(Boolean).join(' '),
      family_name: adult.name?.family ?? '',
      birth_date: adult.birthDate ?? null,
    })),
  )}::jsonb) as w(national_id text, former text[], given_name text, family_name text, birth_date date)`;
  await sql`update school_administration.person set national_id = wanted.national_id from (${wanted}) wanted
    where person.national_id = any(wanted.former) and not exists (
      select from school_administration.person other where other.national_id = wanted.national_id)`.execute(tx);
  await sql`insert into school_administration.person (id, source, source_id, national_id, given_name, family_name, birth_date)
    select fresh.id, 'folkeregisteret', fresh.id::text, fresh.national_id, fresh.given_name, fresh.family_name, fresh.birth_date
    from (select distinct on (wanted.national_id) gen_random_uuid() as id, wanted.* from (${wanted}) wanted
      where not exists (select from school_administration.person where person.national_id = wanted.national_id)) fresh`.execute(
    tx,
  );
  // A roster's own names stay the roster's; those whom only the register knows are called what it says.
  await sql`update school_administration.person set given_name = wanted.given_name, family_name = wanted.family_name,
      birth_date = wanted.birth_date
    from (${wanted}) wanted where person.national_id = wanted.national_id and person.source = 'folkeregisteret'
      and (person.given_name, person.family_name, person.birth_date)
        is distinct from (wanted.given_name, wanted.family_name, wanted.birth_date)`.execute(tx);
  const { rows } = await sql<{ nationalId: string; id: string }>`
    select person.national_id, min(person.id::text) as id from school_administration.person
    where person.national_id = any(${named.map((adult) => adult.nationalId)}::text[]) group by person.national_id`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.nationalId, row.id]));
}
