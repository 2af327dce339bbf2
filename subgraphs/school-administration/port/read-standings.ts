import { sql } from 'kysely';
import type { Grading } from '#contracts/ports.ts';
import type { Database } from '#kit/database/database.ts';
import { birthDateOf } from '../domain/age.ts';
import type { Post, Standing } from '../domain/facts.ts';
import type { Appointed } from '../naming/appointed.ts';
import { inForce } from '../store/periods.ts';
import type { RightKind, SchoolAdministrationTables } from '../store/tables.ts';

type Reader = Database<SchoolAdministrationTables>;

interface StandingRow {
  readonly childId: string;
  readonly birthDate: string | null;
  readonly nationalId: string | null;
  readonly rights: readonly RightKind[];
  readonly careOrder: boolean;
  readonly gradings: readonly Grading[];
  readonly posts: readonly Post[];
  readonly postsAtUnits: readonly Post[];
  readonly rolesInGroups: Standing['rolesInGroups'];
}

/** Posts of a person at units, in force on a day. A person that the roster has ended has none. */
const postsOf = (personId: string, on: string) => sql`
  select employment.unit_id, employment.role, employment.subrole, unit.kind
  from school_administration.employment
  join school_administration.unit on unit.id = employment.unit_id
  join school_administration.person on person.id = employment.person_id
  where employment.person_id = ${personId}::uuid and ${inForce('employment', on)}
    and (person.ended_on is null or person.ended_on >= ${on}::date)`;

const asPosts = sql.raw(
  `jsonb_agg(jsonb_build_object('role', post.role, 'subrole', post.subrole, 'unitKind', post.kind))`,
);

/** What is known of one person and many children on a day, in one statement however many they are. Unknown children are absent. */
export async function readStandings(
  database: Reader,
  personId: string,
  childIds: readonly string[],
  on: string,
): Promise<ReadonlyMap<string, Standing>> {
  const { rows } = await sql<StandingRow>`
    with post as materialized (${postsOf(personId, on)}),
    role_in_group as materialized (
      select membership.group_id, membership.role, g.kind
      from school_administration.membership join school_administration."group" g on g.id = membership.group_id
      join school_administration.person on person.id = membership.person_id
      where membership.person_id = ${personId}::uuid and membership.role <> 'PUPIL'
        and ${inForce('membership', on)} and ${inForce('g', on)}
        and (person.ended_on is null or person.ended_on >= ${on}::date))
    select child.id as child_id, child.birth_date, child.national_id,
      array(select distinct held.kind from school_administration."right" held
        where held.child_id = child.id and held.person_id = ${personId}::uuid and ${inForce('held', on)}) as rights,
      exists (select from school_administration."right" care
        where care.child_id = child.id and care.kind = 'CARE_ORDER' and ${inForce('care', on)}) as care_order,
      array(select mark.grading from school_administration.address_protection mark
        where mark.child_id = child.id and ${inForce('mark', on)}) as gradings,
      coalesce((select ${asPosts} from post), '[]'::jsonb) as posts,
      coalesce((select ${asPosts} from post where post.unit_id in (
        select enrolment.unit_id from school_administration.enrolment
        where enrolment.child_id = child.id and ${inForce('enrolment', on)})), '[]'::jsonb) as posts_at_units,
      coalesce((select jsonb_agg(distinct jsonb_build_object('role', mine.role, 'groupKind', mine.kind))
        from role_in_group mine join school_administration.membership theirs on theirs.group_id = mine.group_id
        where theirs.person_id = child.id and theirs.role = 'PUPIL' and ${inForce('theirs', on)}), '[]'::jsonb) as roles_in_groups
    from school_administration.person child
    where child.id = any(${[...childIds]}::uuid[]) and child.is_pupil`.execute(database);
  return new Map(
    rows.map(({ childId, nationalId, ...row }) => [
      childId,
      { ...row, isSelf: childId === personId, birthDate: birthDateOf({ birthDate: row.birthDate, nationalId }) },
    ]),
  );
}

/** What is known of a person alone on a day: posts, and whether one of the identities given is theirs; in one statement. */
export async function readOwnStanding(
  database: Reader,
  personId: string,
  on: string,
  { feideIds, nationalIds }: Appointed,
): Promise<{ readonly posts: readonly Post[]; readonly appointed: boolean }> {
  const { rows } = await sql<{ posts: readonly Post[]; appointed: boolean }>`
    with post as (${postsOf(personId, on)})
    select coalesce((select ${asPosts} from post), '[]'::jsonb) as posts,
      exists (select from school_administration.person where person.id = ${personId}::uuid
        and (person.feide_id = any(${[...feideIds]}::text[]) or person.national_id = any(${[...nationalIds]}::text[]))) as appointed`.execute(
    database,
  );
  return rows[0] ?? { posts: [], appointed: false };
}

/** A person's posts at units on a day. */
export async function readPosts(database: Reader, personId: string, on: string): Promise<readonly Post[]> {
  const { rows } = await sql<Post>`
    select post.role, post.subrole, post.kind as unit_kind from (${postsOf(personId, on)}) post`.execute(database);
  return rows;
}
