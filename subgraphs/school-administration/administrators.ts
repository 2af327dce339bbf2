import { sql } from 'kysely';
import { readNationalId } from '#contracts/identifiers.ts';
import type { Database } from '#kit/database/database.ts';
import type { Controller } from '#kit/serve/subgraph.ts';
import type { SchoolAdministrationSettings } from './config.ts';
import type { SchoolAdministrationTables } from './store/tables.ts';

/**
 * Makes the case workers whom the settings name those of the controller: a new hub has no roster yet that could. Once a roster brings
 * the same person, that one has the post; one taken out of the settings has it no longer from today.
 */
export async function applyAdministrators(
  database: Database<SchoolAdministrationTables>,
  { administrators }: SchoolAdministrationSettings,
  { organisationNumber, name }: Pick<Controller, 'organisationNumber' | 'name'>,
  on: string,
): Promise<void> {
  const wanted = JSON.stringify(
    administrators.map(({ feideId = null, nationalId = null, givenName, familyName }) => ({
      feide_id: feideId,
      national_id: nationalId,
      given_name: givenName,
      family_name: familyName,
      birth_date: nationalId === null ? null : (readNationalId(nationalId).birthDate ?? null),
    })),
  );
  const named = sql`select * from jsonb_to_recordset(${wanted}::jsonb)
    as w(feide_id text, national_id text, given_name text, family_name text, birth_date date)`;
  const isNamed = sql`(p.feide_id = w.feide_id or p.national_id = w.national_id)
    and (p.ended_on is null or p.ended_on >= ${on}::date)`;
  await database.transaction().execute(async (tx) => {
    if (administrators.length > 0)
      await sql`insert into school_administration.unit (id, kind, organisation_number, name, source, source_id)
        select gen_random_uuid(), 'OWNER', ${organisationNumber}, ${name}, 'settings', ${organisationNumber}
        where not exists (select from school_administration.unit
          where kind = 'OWNER' and organisation_number = ${organisationNumber} and ended_on is null)
        on conflict do nothing`.execute(tx);
    await sql`insert into school_administration.person (id, source, source_id, feide_id, national_id, given_name, family_name, birth_date)
      select gen_random_uuid(), 'settings', coalesce(w.feide_id, w.national_id), w.feide_id, w.national_id, w.given_name,
        w.family_name, w.birth_date
      from (${named}) w where not exists (select from school_administration.person p where ${isNamed})
      on conflict (source, source_id) do update set ended_on = null`.execute(tx);
    // Two with one identity are nobody for certain: ours gives way to the roster's.
    await sql`update school_administration.person ours set ended_on = ${on}::date - 1
      where ours.source = 'settings' and ours.ended_on is null and exists (
        select from school_administration.person p where p.id <> ours.id and p.source <> 'settings'
          and (p.ended_on is null or p.ended_on >= ${on}::date)
          and (p.feide_id = ours.feide_id or p.national_id = ours.national_id))`.execute(tx);
    await sql`
      with holders as (
        select distinct p.id as person_id, owner.id as unit_id from (${named}) w
        join school_administration.person p on ${isNamed}
        join lateral (select id from school_administration.unit where kind = 'OWNER' and ended_on is null
          and organisation_number = ${organisationNumber} order by source = 'settings', id limit 1) owner on true),
      gone as (
        update school_administration.employment post set valid_to = ${on}::date - 1
        where post.source = 'settings' and post.valid_to is null and not exists (
          select from holders where holders.person_id = post.person_id and holders.unit_id = post.unit_id))
      insert into school_administration.employment (id, unit_id, person_id, role, valid_from, source)
      select gen_random_uuid(), unit_id, person_id, 'ADMINISTRATOR', ${on}::date, 'settings' from holders
      where not exists (select from school_administration.employment post where post.source = 'settings'
        and post.valid_to is null and post.person_id = holders.person_id and post.unit_id = holders.unit_id)`.execute(
      tx,
    );
  });
}
