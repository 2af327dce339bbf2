import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { ApplyOptions } from './apply.ts';
import { hasGone } from './apply-groups.ts';
import type { Counts } from './report.ts';

/** The file's value of each column, for a person whom the source answers for. `graded`: the child has a graded address. */
const columns = {
  given_name: `coalesce(s.given_name, case when s.family_name is null then s.full_name end, '')`,
  family_name: `coalesce(s.family_name, '')`,
  // A number that is known here is replaced by Folkeregisteret or a person, never by a roster.
  national_id: 'coalesce(p.national_id, s.national_id)',
  national_id_claimed:
    'case when coalesce(p.national_id, s.national_id) is null then coalesce(p.national_id_claimed, s.national_id_claimed) end',
  national_id_reported: 's.national_id_reported',
  feide_id: 's.feide_id',
  gender: 's.gender',
  birth_date: 's.birth_date',
  email: 's.email',
  phone: 's.phone',
  // Addresses are kept of pupils only, and those of a child with a graded address never come from a roster
  // (folkeregisterloven § 10-4).
  address: 'case when s.graded then p.address when s.is_pupil then s.address end',
  postal_address: 'case when s.graded then p.postal_address when s.is_pupil then s.postal_address end',
  language: 's.language',
  mother_tongues: 's.mother_tongues',
  is_pupil: 'coalesce(p.is_pupil, false) or s.is_pupil',
  source_id: 's.source_id',
  ended_on: 'null::date',
} as const;
const names = Object.keys(columns).join(', ');
const values = Object.values(columns).join(', ');
const assignments = Object.entries(columns)
  .map(([column, value]) => `${column} = ${value}`)
  .join(', ');

/**
 * Persons of the source are kept as the file has them. One that another source brought (Folkeregisteret, staff, another
 * roster) keeps what it has; only what is empty is filled in.
 */
export async function applyPersons<Tables>(
  tx: DatabaseTransaction<Tables>,
  options: ApplyOptions,
): Promise<{ readonly counts: Counts; readonly leftOut: number }> {
  const { importId, source, today, yesterday } = options;
  const { rows } = await sql<{
    staged: number;
    leftOut: number;
    added: number;
    changed: number;
    filled: number;
    ended: number;
  }>`
    with staged as (select s.*, exists (select from school_administration.address_protection a
        where a.child_id = s.person_id and a.valid_from <= ${today}::date
          and (a.valid_to is null or a.valid_to >= ${today}::date)) as graded
      from school_administration.roster_staged_person s where s.import_id = ${importId} and s.person_id is not null and not s.reference),
    added as (insert into school_administration.person (id, source, ${sql.raw(names)})
      select s.person_id, ${source}, ${sql.raw(values)}
      from staged s left join school_administration.person p on false where s.is_new returning id),
    changed as (update school_administration.person p set ${sql.raw(assignments)}
      from staged s where p.id = s.person_id and p.source = ${source}
        and (${sql.raw(names.replaceAll(/\b(\w+)\b/g, 'p.$1'))}) is distinct from (${sql.raw(values)})
      returning p.id),
    filled as (update school_administration.person p set feide_id = coalesce(p.feide_id, s.feide_id),
        email = coalesce(p.email, s.email), phone = coalesce(p.phone, s.phone), language = coalesce(p.language, s.language),
        birth_date = coalesce(p.birth_date, s.birth_date), is_pupil = p.is_pupil or s.is_pupil
      from staged s where p.id = s.person_id and p.source <> ${source}
        and (p.feide_id, p.email, p.phone, p.language, p.birth_date, p.is_pupil) is distinct from
          (coalesce(p.feide_id, s.feide_id), coalesce(p.email, s.email), coalesce(p.phone, s.phone),
           coalesce(p.language, s.language), coalesce(p.birth_date, s.birth_date), p.is_pupil or s.is_pupil)
      returning p.id),
    ended as (update school_administration.person p set ended_on = ${yesterday}::date
      where p.source = ${source} and p.ended_on is null and ${hasGone(options, 'person', sql`p.id`)}
        and not exists (select from school_administration.enrolment e where e.child_id = p.id and e.source <> ${source}
          and (e.valid_to is null or e.valid_to >= ${today}::date))
      returning p.id)
    select (select count(*) from staged)::int as staged, (select count(*) from added)::int as added,
      (select count(*) from changed)::int as changed, (select count(*) from filled)::int as filled,
      (select count(*) from ended)::int as ended,
      (select count(*) from school_administration.roster_staged_person
        where import_id = ${importId} and person_id is null)::int as left_out`.execute(tx);
  const { staged = 0, leftOut = 0, added = 0, changed = 0, filled = 0, ended = 0 } = rows[0] ?? {};
  return { counts: { added, changed: changed + filled, ended, unchanged: staged - added - changed - filled }, leftOut };
}
