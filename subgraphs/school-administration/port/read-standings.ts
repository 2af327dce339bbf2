import { sql } from 'kysely';
import type { Grading } from '#contracts/ports.ts';
import type { Database } from '#kit/database/database.ts';
import type { AppointedRole, Appointments } from '../appointments.ts';
import { birthDateOf } from '../domain/age.ts';
import type { GivenAnswer, Post, Share, Standing } from '../domain/facts.ts';
import { isOpenToRead } from '../information/requests.ts';
import type { Appointed } from '../naming/appointed.ts';
import { ownNumber } from '../store/claimed-numbers.ts';
import { inForce } from '../store/periods.ts';
import type { RightKind, SchoolAdministrationTables } from '../store/tables.ts';

type Reader = Database<SchoolAdministrationTables>;

interface StandingRow {
  readonly personId: string;
  readonly childId: string;
  readonly birthDate: string | null;
  readonly nationalId: string | null;
  readonly rights: readonly RightKind[];
  readonly careOrder: boolean;
  readonly gradings: readonly Grading[];
  readonly posts: readonly Post[];
  readonly postsAtUnits: readonly Post[];
  readonly rolesInGroups: Standing['rolesInGroups'];
  readonly appointedAs: readonly AppointedRole[];
  readonly shares: readonly Share[];
  readonly answers: readonly GivenAnswer[];
  readonly opened: readonly string[];
  readonly covers: boolean;
}

/** A person and a child: what is the one to the other? */
export interface Asked {
  readonly personId: string;
  readonly childId: string;
}
export const askedName = ({ personId, childId }: Asked): string => `${personId} ${childId}`;

/** Posts of persons at units, in force on a day. A person that the roster has ended has none. */
export const postsOf = (personIds: readonly string[], on: string) => sql`
  select employment.person_id, employment.unit_id, employment.role, employment.subrole, unit.kind
  from school_administration.employment
  join school_administration.unit on unit.id = employment.unit_id
  join school_administration.person on person.id = employment.person_id
  where employment.person_id = any(${[...personIds]}::uuid[]) and ${inForce('employment', on)}
    and (person.ended_on is null or person.ended_on >= ${on}::date)`;

/** What persons are appointed to be; one that the roster has ended is nothing. */
export const appointmentsOfPersons = (
  personIds: readonly string[],
  on: string,
  { roles, feideIds, nationalIds }: Appointments,
) => sql`
  select person.id as person_id, appointed.role
  from unnest(${[...roles]}::text[], ${[...feideIds]}::text[], ${[...nationalIds]}::text[])
    as appointed (role, feide_id, national_id)
  join school_administration.person
    on person.feide_id = appointed.feide_id or person.national_id = appointed.national_id
  where person.id = any(${[...personIds]}::uuid[]) and (person.ended_on is null or person.ended_on >= ${on}::date)`;

const asPosts = sql.raw(
  `jsonb_agg(jsonb_build_object('role', post.role, 'subrole', post.subrole, 'unitKind', post.kind))`,
);

/**
 * What is known of persons and children on a day, by `askedName`: one statement however many they are, and whoever asks. Those who
 * are no children here are absent.
 */
export async function readStandings(
  database: Reader,
  asked: readonly Asked[],
  on: string,
  appointments: Appointments,
): Promise<ReadonlyMap<string, Standing>> {
  const persons = [...new Set(asked.map(({ personId }) => personId))];
  const { rows } = await sql<StandingRow>`
    with post as materialized (${postsOf(persons, on)}),
    appointment as materialized (${appointmentsOfPersons(persons, on, appointments)}),
    posts_of as materialized (select post.person_id, ${asPosts} as posts from post group by post.person_id),
    role_in_group as materialized (
      select membership.person_id, membership.group_id, membership.role, g.kind
      from school_administration.membership join school_administration."group" g on g.id = membership.group_id
      join school_administration.person on person.id = membership.person_id
      where membership.person_id = any(${persons}::uuid[]) and membership.role <> 'PUPIL'
        and ${inForce('membership', on)} and ${inForce('g', on)}
        and (person.ended_on is null or person.ended_on >= ${on}::date))
    select asked.person_id, child.id as child_id, child.birth_date, ${sql.raw(ownNumber('child'))} as national_id,
      array(select distinct held.kind from school_administration."right" held
        where held.child_id = child.id and held.person_id = asked.person_id and ${inForce('held', on)}) as rights,
      exists (select from school_administration."right" care
        where care.child_id = child.id and care.kind = 'CARE_ORDER' and ${inForce('care', on)}) as care_order,
      array(select mark.grading from school_administration.address_protection mark
        where mark.child_id = child.id and ${inForce('mark', on)}) as gradings,
      coalesce((select posts_of.posts from posts_of where posts_of.person_id = asked.person_id), '[]'::jsonb) as posts,
      coalesce((select ${asPosts} from post where post.person_id = asked.person_id and post.unit_id in (
        select enrolment.unit_id from school_administration.enrolment
        where enrolment.child_id = child.id and ${inForce('enrolment', on)})), '[]'::jsonb) as posts_at_units,
      coalesce((select jsonb_agg(distinct jsonb_build_object('role', mine.role, 'groupKind', mine.kind))
        from role_in_group mine join school_administration.membership theirs on theirs.group_id = mine.group_id
        where mine.person_id = asked.person_id and theirs.person_id = child.id and theirs.role = 'PUPIL'
          and ${inForce('theirs', on)}), '[]'::jsonb) as roles_in_groups,
      array(select appointment.role from appointment where appointment.person_id = asked.person_id) as appointed_as,
      coalesce((select jsonb_agg(jsonb_build_object('service', share.service, 'categories', share.categories))
        from school_administration.service_share share
        where share.child_id = child.id and share.person_id = asked.person_id and ${inForce('share', on)}), '[]'::jsonb) as shares,
      coalesce((select jsonb_agg(jsonb_build_object('categories', answered.categories))
        from school_administration.information_request answered
        where answered.child_id = child.id and answered.person_id = asked.person_id and ${isOpenToRead('answered', on)}), '[]'::jsonb) as answers,
      array(select distinct unnest(opening.categories) from school_administration.record_opening opening
        where opening.child_id = child.id and opening.person_id = asked.person_id and ${inForce('opening', on)}) as opened,
      exists (select from school_administration.group_cover cover
        join school_administration.membership theirs on theirs.group_id = cover.group_id and theirs.person_id = child.id
          and theirs.role = 'PUPIL' and ${inForce('theirs', on)}
        where cover.person_id = asked.person_id and cover.on_day = ${on}::date and cover.withdrawn_at is null) as covers
    from unnest(${asked.map(({ personId }) => personId)}::uuid[], ${asked.map(({ childId }) => childId)}::uuid[])
      as asked (person_id, child_id)
    join school_administration.person child on child.id = asked.child_id
    where child.is_pupil`.execute(database);
  return new Map(
    rows.map(({ personId, childId, nationalId, ...row }) => [
      askedName({ personId, childId }),
      { ...row, isSelf: childId === personId, birthDate: birthDateOf({ birthDate: row.birthDate, nationalId }) },
    ]),
  );
}

/** Posts of a person, what they are appointed to be, and whether they are one of those who name staff. */
export interface OwnStanding {
  readonly posts: readonly Post[];
  readonly appointedAs: readonly AppointedRole[];
  readonly namesStaff: boolean;
}

/** What is known of persons alone on a day, by the person's id, in one statement. */
export async function readOwnStandings(
  database: Reader,
  personIds: readonly string[],
  on: string,
  { feideIds, nationalIds }: Appointed,
  appointments: Appointments,
): Promise<ReadonlyMap<string, OwnStanding>> {
  const { rows } = await sql<OwnStanding & { personId: string }>`
    with post as materialized (${postsOf(personIds, on)}),
    appointment as materialized (${appointmentsOfPersons(personIds, on, appointments)})
    select asked.person_id,
      coalesce((select ${asPosts} from post where post.person_id = asked.person_id), '[]'::jsonb) as posts,
      array(select appointment.role from appointment where appointment.person_id = asked.person_id) as appointed_as,
      exists (select from school_administration.person where person.id = asked.person_id
        and (person.feide_id = any(${[...feideIds]}::text[]) or person.national_id = any(${[...nationalIds]}::text[]))) as names_staff
    from unnest(${[...personIds]}::uuid[]) as asked (person_id)`.execute(database);
  return new Map(rows.map(({ personId, ...own }) => [personId, own]));
}

/** A person's posts at units on a day. */
export async function readPosts(database: Reader, personId: string, on: string): Promise<readonly Post[]> {
  const { rows } = await sql<Post>`
    select post.role, post.subrole, post.kind as unit_kind from (${postsOf([personId], on)}) post`.execute(database);
  return rows;
}
