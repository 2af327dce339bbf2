/**
 * Says of every staged person, unit and group which row of the hub it is, or that it is a new one.
 *
 * In this order: the source's id, an id it had before, and for persons a valid national id with a birth date and a name that
 * agree, for units the organisation number. Anything less sure is a new person, and a finding for a person to look at.
 */
import { sql } from 'kysely';
import type { ChildIdentity } from '#contracts/ports.ts';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { identityAgrees } from '../domain/identity-agrees.ts';
import { finding, maskNationalId, type RosterFinding } from '../source/roster-findings.ts';
import type { ApplyOptions } from './apply.ts';

/** Which group belongs to which unit: by its parents, the nearest first. */
export async function resolveUnitsAndGroups<Tables>(
  tx: DatabaseTransaction<Tables>,
  options: ApplyOptions,
): Promise<void> {
  const { importId, source } = options;
  await sql`update school_administration.roster_staged_unit s set unit_id = coalesce(
      (select u.id from school_administration.unit u where u.source = ${source} and u.source_id = s.source_id),
      (select l.target_id from school_administration.roster_link l
        where l.source = ${source} and l.of = 'unit' and l.source_id = s.source_id),
      ${formerRow('unit', 'unit', source)})
    where s.import_id = ${importId} and s.unit_id is null`.execute(tx);
  await sql`update school_administration.roster_staged_unit s set unit_id = u.id from school_administration.unit u
    where s.import_id = ${importId} and s.unit_id is null and u.organisation_number = s.organisation_number
      and u.source <> ${source} and u.ended_on is null and not exists (
        -- A school that went into this one in a merger claims it by its link, and does not keep the new school's own row from it.
        select from school_administration.roster_staged_unit o where o.import_id = ${importId} and o.unit_id = u.id
          and not exists (select from school_administration.roster_link l where l.source = ${source} and l.of = 'unit'
            and l.source_id = o.source_id and l.target_id = u.id))
      and not exists (select from school_administration.unit o
        where o.organisation_number = u.organisation_number and o.ended_on is null and o.id < u.id)`.execute(tx);
  await sql`insert into school_administration.roster_link (source, of, source_id, target_id)
    select ${source}, 'unit', s.source_id, s.unit_id from school_administration.roster_staged_unit s
    join school_administration.unit u on u.id = s.unit_id
    where s.import_id = ${importId} and not s.reference and u.source <> ${source} on conflict do nothing`.execute(tx);
  await sql`update school_administration.roster_staged_unit set unit_id = gen_random_uuid(), is_new = true
    where import_id = ${importId} and unit_id is null`.execute(tx);
  await sql`with recursive up as (
      select group_source_id as group_id, parent_source_id as parent_id, 1 as depth
      from school_administration.roster_staged_parent where import_id = ${importId}
      union
      select up.group_id, p.parent_source_id, up.depth + 1 from up
      join school_administration.roster_staged_parent p on p.import_id = ${importId} and p.group_source_id = up.parent_id
      where up.depth < 20),
    nearest as (
      select distinct on (up.group_id) up.group_id, u.unit_id from up
      join (select source_id, unit_id from school_administration.roster_staged_unit where import_id = ${importId}
        union all select source_id, unit_id from school_administration.roster_staged_group
          where import_id = ${importId} and reference) u on u.source_id = up.parent_id
      order by up.group_id, up.depth, u.source_id collate "C")
    update school_administration.roster_staged_group s set unit_id = nearest.unit_id, group_id = coalesce(
        (select g.id from school_administration."group" g where g.source = ${source} and g.source_id = s.source_id),
        ${formerRow('group', '"group"', source)})
    from nearest where s.import_id = ${importId} and s.source_id = nearest.group_id`.execute(tx);
  await sql`update school_administration.roster_staged_group set group_id = gen_random_uuid(), is_new = true
    where import_id = ${importId} and group_id is null and unit_id is not null`.execute(tx);
}

/** The row that had one of the staged row's former ids, unless that id is still in use in the file. */
const formerRow = (kind: 'person' | 'unit' | 'group', table: string, source: string) =>
  sql`(select f.id from ${sql.raw(`school_administration.${table}`)} f
    where f.source = ${source} and f.source_id = any(s.former_ids) and not exists (
      select from ${sql.raw(`school_administration.roster_staged_${kind}`)} o
      where o.import_id = s.import_id and o.source_id = f.source_id)
    order by f.id limit 1)`;

/**
 * Marks who has a role and whose contact somebody is. A guardian without a role of their own keeps no identifier: a roster
 * says nothing of who holds foreldreansvar, so nobody may sign in as a guardian because of one.
 */
export async function markRoles<Tables>(tx: DatabaseTransaction<Tables>, { importId }: ApplyOptions): Promise<void> {
  await sql`with role as (
      select m.person_source_id as source_id, bool_or(m.role = 'PUPIL') as is_pupil
      from school_administration.roster_staged_membership m
      where m.import_id = ${importId} and m.group_source_id in (
        select source_id from school_administration.roster_staged_unit where import_id = ${importId} union all
        select source_id from school_administration.roster_staged_group where import_id = ${importId} and unit_id is not null)
      group by m.person_source_id),
    person as (select p.source_id, p.has_role or role.source_id is not null as has_role, coalesce(role.is_pupil, p.is_pupil) as is_pupil
      from school_administration.roster_staged_person p left join role on role.source_id = p.source_id
      where p.import_id = ${importId}),
    contact as (select distinct c.person_source_id as source_id from school_administration.roster_staged_contact c
      join person on person.source_id = c.child_source_id and person.is_pupil where c.import_id = ${importId})
    update school_administration.roster_staged_person s set has_role = person.has_role, is_pupil = person.is_pupil,
      is_contact = s.is_contact or contact.source_id is not null,
      national_id = case when person.has_role then s.national_id end,
      national_id_reported = case when person.has_role then s.national_id_reported end,
      feide_id = case when person.has_role then s.feide_id end
    from person left join contact on contact.source_id = person.source_id
    where s.import_id = ${importId} and s.source_id = person.source_id`.execute(tx);
}

/** By the source's id, one it had before, or one that it has been found to mean. */
export async function resolveKnownPersons<Tables>(
  tx: DatabaseTransaction<Tables>,
  { importId, source, extract }: ApplyOptions,
): Promise<void> {
  // A full file tells who has a role; a delta is first completed with what the hub knows of that.
  const wanted = extract === 'full' ? sql`(s.has_role or s.is_contact)` : sql`true`;
  await sql`update school_administration.roster_staged_person n set person_id = known.id from (
      select s.source_id, coalesce(
        (select p.id from school_administration.person p where p.source = ${source} and p.source_id = s.source_id),
        (select l.target_id from school_administration.roster_link l
          where l.source = ${source} and l.of = 'person' and l.source_id = s.source_id),
        case when s.former_ids <> '{}' then ${formerRow('person', 'person', source)} end) as id
      from school_administration.roster_staged_person s
      where s.import_id = ${importId} and s.person_id is null and ${wanted} offset 0) known
    where n.import_id = ${importId} and n.source_id = known.source_id and known.id is not null`.execute(tx);
}

export async function resolvePersons<Tables>(
  tx: DatabaseTransaction<Tables>,
  { importId, source }: ApplyOptions,
): Promise<readonly RosterFinding[]> {
  await matchByNationalId(tx, importId);
  // What came with a transfer is a copy; from here on this controller's own system answers for the person.
  await sql`update school_administration.person p set source = ${source}, source_id = s.source_id
    from school_administration.roster_staged_person s
    where s.import_id = ${importId} and s.person_id = p.id and not s.reference and p.source like 'transfer:%'`.execute(
    tx,
  );
  const findings = await withdrawDoubtfulIds(tx, importId);
  await sql`insert into school_administration.roster_link (source, of, source_id, target_id)
    select ${source}, 'person', s.source_id, s.person_id from school_administration.roster_staged_person s
    join school_administration.person p on p.id = s.person_id
    where s.import_id = ${importId} and p.source <> ${source} on conflict do nothing`.execute(tx);
  await sql`update school_administration.roster_staged_person set person_id = gen_random_uuid(), is_new = true
    where import_id = ${importId} and person_id is null and (has_role or is_contact)`.execute(tx);
  return findings;
}

interface Candidate extends ChildIdentity {
  readonly sourceId: string;
  readonly personId: string;
  readonly knownGivenName: string;
  readonly knownFamilyName: string;
  readonly knownBirthDate: string | null;
}

/** A person whom another source brought: the national id, the birth date and the name agree, and nobody else has the number. */
async function matchByNationalId<Tables>(tx: DatabaseTransaction<Tables>, importId: string): Promise<void> {
  const { rows } = await sql<Candidate>`
    select s.source_id, s.national_id, s.birth_date, coalesce(s.given_name, '') as given_name,
      coalesce(s.family_name, '') as family_name, p.id as person_id, p.given_name as known_given_name,
      p.family_name as known_family_name, p.birth_date as known_birth_date
    from school_administration.roster_staged_person s
    join school_administration.person p on p.national_id = s.national_id
    where s.import_id = ${importId} and s.person_id is null and (s.has_role or s.is_contact)
      and not exists (select from school_administration.person o where o.national_id = s.national_id and o.id <> p.id)
      and not exists (select from school_administration.roster_staged_person o
        where o.import_id = ${importId} and o.person_id = p.id)`.execute(tx);
  const sure = rows.filter(({ nationalId, knownGivenName, knownFamilyName, knownBirthDate, ...staged }) =>
    identityAgrees(
      { ...staged, nationalId },
      { nationalId, givenName: knownGivenName, familyName: knownFamilyName, birthDate: knownBirthDate },
    ),
  );
  if (sure.length === 0) return;
  await sql`update school_administration.roster_staged_person s set person_id = m.person_id
    from unnest(${sure.map(({ sourceId }) => sourceId)}::text[], ${sure.map(({ personId }) => personId)}::uuid[])
      as m(source_id, person_id)
    where s.import_id = ${importId} and s.source_id = m.source_id`.execute(tx);
}

/**
 * A national id that somebody else has here, or that replaces another, decides who may sign in as whom: never by a roster. Where it is a
 * child whose address is or was graded, the number is claimed without a finding, as one that nobody has: findings are read by more than may
 * know of that child (`store/claimed-numbers.ts`).
 */
async function withdrawDoubtfulIds<Tables>(
  tx: DatabaseTransaction<Tables>,
  importId: string,
): Promise<readonly RosterFinding[]> {
  const { rows } = await sql<{ line: number; sourceId: string; nationalId: string; taken: boolean; hidden: boolean }>`
    with doubtful as (
      select s.source_id, s.national_id, taken.id is not null as taken,
        own.national_id is null and exists (select from school_administration.address_protection mark
          where mark.child_id = taken.id) as hidden
      from school_administration.roster_staged_person s
      left join school_administration.person own on own.id = s.person_id
      left join lateral (select p.id from school_administration.person p
        where p.national_id = s.national_id and p.id is distinct from s.person_id limit 1) taken on true
      where s.import_id = ${importId} and s.national_id is not null
        and (taken.id is not null or own.national_id <> s.national_id))
    update school_administration.roster_staged_person s set national_id = null,
        national_id_claimed = case when hidden then s.national_id end,
        national_id_reported = case when hidden then s.national_id_reported else s.national_id end
    from doubtful where s.import_id = ${importId} and s.source_id = doubtful.source_id
    returning s.line, s.source_id, doubtful.national_id, doubtful.taken, doubtful.hidden`.execute(tx);
  return rows
    .filter((row) => !row.hidden)
    .toSorted((a, b) => a.line - b.line)
    .map(({ line, sourceId, nationalId, taken }) =>
      finding(
        line,
        taken ? 'national-id-taken' : 'national-id-differs',
        `person ${sourceId}: national id ${maskNationalId(nationalId)}`,
        taken
          ? 'another person in the hub has it, with another name or birth date'
          : 'the hub has another national id for this person',
        'kept aside and never matched on; a person or Folkeregisteret decides',
      ),
    );
}
