import { sql } from 'kysely';
import type { Grading } from '#contracts/ports.ts';
import type { Database } from '#kit/database/database.ts';
import type { Appointments } from '../appointments.ts';
import { birthDateOf } from '../domain/age.ts';
import type { GivenAnswer, Post, Share } from '../domain/facts.ts';
import { isOpenToRead } from '../information/requests.ts';
import type { Appointed } from '../naming/appointed.ts';
import { type OwnStanding, postsOf, readOwnStandings } from '../port/read-standings.ts';
import { ownNumber } from '../store/claimed-numbers.ts';
import { inForce } from '../store/periods.ts';
import type { RightKind, SchoolAdministrationTables } from '../store/tables.ts';

/** A child, and what holds of it whoever asks. */
export interface ChildAlone {
  readonly childId: string;
  readonly birthDate: string | null;
  readonly careOrder: boolean;
  readonly gradings: readonly Grading[];
}

/** What binds persons to children on a day, as rows: everything that a standing is made of. */
export interface Relations {
  readonly children: readonly ChildAlone[];
  /** Every person, by id. */
  readonly own: ReadonlyMap<string, OwnStanding>;
  readonly posts: readonly (Post & { readonly personId: string; readonly unitId: string })[];
  readonly enrolments: readonly { readonly childId: string; readonly unitId: string }[];
  readonly groupRoles: readonly {
    readonly personId: string;
    readonly groupId: string;
    readonly role: string;
    readonly groupKind: string;
  }[];
  readonly groupPupils: readonly { readonly childId: string; readonly groupId: string }[];
  readonly rights: readonly { readonly personId: string; readonly childId: string; readonly kind: RightKind }[];
  readonly shares: readonly (Share & { readonly personId: string; readonly childId: string })[];
  /** Categories that a person has opened of a child with a reason. */
  readonly openings: readonly {
    readonly personId: string;
    readonly childId: string;
    readonly categories: readonly string[];
  }[];
  /** Groups that somebody covers on the day. */
  readonly covers: readonly { readonly personId: string; readonly groupId: string }[];
  readonly answers: readonly (GivenAnswer & { readonly personId: string; readonly childId: string })[];
}

export interface ReadOptions {
  readonly database: Database<SchoolAdministrationTables>;
  readonly on: string;
  readonly appointed: Appointed;
  readonly appointments: Appointments;
}

/** Thirteen statements, however many persons and children. */
export async function readRelations({ database, on, appointed, appointments }: ReadOptions): Promise<Relations> {
  const persons = await sql<{ id: string }>`select id from school_administration.person`.execute(database);
  const personIds = persons.rows.map(({ id }) => id);
  const children = await sql<ChildAlone & { nationalId: string | null }>`
    select child.id as child_id, child.birth_date, ${sql.raw(ownNumber('child'))} as national_id,
      exists (select from school_administration."right" care
        where care.child_id = child.id and care.kind = 'CARE_ORDER' and ${inForce('care', on)}) as care_order,
      array(select mark.grading from school_administration.address_protection mark
        where mark.child_id = child.id and ${inForce('mark', on)}) as gradings
    from school_administration.person child where child.is_pupil`.execute(database);
  const posts = await sql<Relations['posts'][number]>`
    select post.person_id, post.unit_id, post.role, post.subrole, post.kind as unit_kind
    from (${postsOf(personIds, on)}) post`.execute(database);
  const enrolments = await sql<Relations['enrolments'][number]>`
    select distinct e.child_id, e.unit_id from school_administration.enrolment e where ${inForce('e', on)}`.execute(
    database,
  );
  const groupRoles = await sql<Relations['groupRoles'][number]>`
    select distinct m.person_id, m.group_id, m.role, g.kind as group_kind from school_administration.membership m
    join school_administration."group" g on g.id = m.group_id
    join school_administration.person on person.id = m.person_id
    where m.role <> 'PUPIL' and ${inForce('m', on)} and ${inForce('g', on)}
      and (person.ended_on is null or person.ended_on >= ${on}::date)`.execute(database);
  const groupPupils = await sql<Relations['groupPupils'][number]>`
    select distinct m.person_id as child_id, m.group_id from school_administration.membership m
    where m.role = 'PUPIL' and ${inForce('m', on)}`.execute(database);
  const rights = await sql<Relations['rights'][number]>`
    select distinct held.person_id, held.child_id, held.kind from school_administration."right" held
    where held.person_id is not null and ${inForce('held', on)}`.execute(database);
  const shares = await sql<Relations['shares'][number]>`
    select share.person_id, share.child_id, share.service, share.categories
    from school_administration.service_share share where ${inForce('share', on)}`.execute(database);
  const answers = await sql<Relations['answers'][number]>`
    select answered.person_id, answered.child_id, answered.categories
    from school_administration.information_request answered where ${isOpenToRead('answered', on)}`.execute(database);
  const openings = await sql<Relations['openings'][number]>`
    select opening.person_id, opening.child_id, opening.categories
    from school_administration.record_opening opening where ${inForce('opening', on)}`.execute(database);
  const covers = await sql<Relations['covers'][number]>`
    select cover.person_id, cover.group_id from school_administration.group_cover cover
    where cover.on_day = ${on}::date and cover.withdrawn_at is null`.execute(database);
  return {
    children: children.rows.map(({ nationalId, ...child }) => ({
      ...child,
      birthDate: birthDateOf({ birthDate: child.birthDate, nationalId }),
    })),
    own: await readOwnStandings(database, personIds, on, appointed, appointments),
    posts: posts.rows,
    enrolments: enrolments.rows,
    groupRoles: groupRoles.rows,
    groupPupils: groupPupils.rows,
    rights: rights.rows,
    shares: shares.rows,
    openings: openings.rows,
    covers: covers.rows,
    answers: answers.rows,
  };
}
