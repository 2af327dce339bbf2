import { sql } from 'kysely';
import type { DemoHubName } from '#cli/demo/demo-folder.ts';
import type { Mover } from '#cli/demo/generate/index.ts';
import type { AuditTables } from '#kit/audit/tables.ts';
import { type ChainReport, verifyChains } from '#kit/audit/verify-chain.ts';
import type { RunningHubs } from './hubs.ts';

// What no graph shows: a journey looks into the databases only for what the law says must not be there, or must be there once.

/** National ids of those who have a right to the child, in a fixed order. */
export async function personsWith(
  hubs: RunningHubs,
  mover: Mover,
  right: string,
  hub: DemoHubName,
): Promise<readonly string[]> {
  const { rows } = await sql<{ nationalId: string }>`select holder.national_id from school_administration."right" held
    join school_administration.person child on child.id = held.child_id
    join school_administration.person holder on holder.id = held.person_id
    where child.national_id = ${mover.nationalId} and held.kind = ${right} order by holder.national_id`.execute(
    hubs.hub(hub).database.kysely,
  );
  return rows.map(({ nationalId }) => nationalId);
}

/** The child's pseudonymous id at a hub, also where no routine role may know of the child. */
export async function childIdOf(hubs: RunningHubs, mover: Mover, hub: DemoHubName): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from school_administration.person
    where national_id = ${mover.nationalId} and is_pupil`.execute(hubs.hub(hub).database.kysely);
  if (!rows[0]) throw new Error('the child is not in the database');
  return rows[0].id;
}

/** The Feide id of one who works at the child's school and has nothing to do with any group of the child's. */
export async function colleagueAtSchool(hubs: RunningHubs, childId: string, hub: DemoHubName): Promise<string> {
  const { rows } = await sql<{ feideId: string }>`select person.feide_id from school_administration.person
    join school_administration.employment post on post.person_id = person.id and post.role = 'TEACHER' and post.subrole is null
    join school_administration.enrolment on enrolment.unit_id = post.unit_id and enrolment.child_id = ${childId}::uuid
    where person.feide_id is not null and not exists (select from school_administration.membership mine
      join school_administration.membership theirs on theirs.group_id = mine.group_id and theirs.person_id = ${childId}::uuid
      where mine.person_id = person.id)
      and not exists (select from school_administration."right" held where held.person_id = person.id)
    order by person.feide_id limit 1`.execute(hubs.hub(hub).database.kysely);
  if (!rows[0]) throw new Error('everybody at the school has to do with the child');
  return rows[0].feideId;
}

export interface KindergartenOfOurs {
  readonly id: string;
  readonly organisationNumber: string;
  /** The national id of one who leads it. */
  readonly leader: string;
}

/** A kindergarten at a hub where none of the children has a place, with one who leads it. */
export async function anotherKindergarten(
  hubs: RunningHubs,
  hub: DemoHubName,
  childIds: readonly string[],
): Promise<KindergartenOfOurs> {
  const { rows } = await sql<KindergartenOfOurs>`select unit.id, unit.organisation_number, person.national_id as leader
    from school_administration.unit join school_administration.employment post on post.unit_id = unit.id and post.role = 'SCHOOL_LEADER'
    join school_administration.person on person.id = post.person_id and person.national_id is not null
    where unit.kind = 'KINDERGARTEN' and unit.organisation_number is not null and not exists (
      select from school_administration.enrolment where child_id = any(${[...childIds]}::uuid[]) and unit_id = unit.id)
    order by unit.organisation_number limit 1`.execute(hubs.hub(hub).database.kysely);
  if (!rows[0]) throw new Error('there is no other kindergarten');
  return rows[0];
}

export interface Traffic {
  readonly sent: number;
  readonly received: number;
}

/** How many messages between the hubs a hub has made and taken in, of one transfer or of all. */
export async function trafficOf(hubs: RunningHubs, hub: DemoHubName, transferId?: string): Promise<Traffic> {
  const { rows } = await sql<Traffic>`select
    (select count(*) from data_sharing.outbound where ${transferId ?? null}::uuid is null or transfer_id = ${transferId ?? null}::uuid) as sent,
    (select count(*) from data_sharing.inbound) as received`.execute(hubs.hub(hub).database.kysely);
  return rows[0] ?? { sent: -1, received: -1 };
}

/** Whether the hash chains of a hub's audit trail are whole. */
export const chainsOf = (hubs: RunningHubs, hub: DemoHubName): Promise<ChainReport> =>
  verifyChains(hubs.hub(hub).database.as<AuditTables>(), []);

export interface DisclosureRow {
  readonly viewer: string;
  readonly purpose: string | null;
  /** Category id → paragraphs. */
  readonly categories: Readonly<Record<string, readonly string[]>>;
}

/** What the audit trail says was shown of a child, oldest first. */
export async function disclosedOf(
  hubs: RunningHubs,
  hub: DemoHubName,
  childId: string,
): Promise<readonly DisclosureRow[]> {
  const { rows } = await sql<DisclosureRow>`select viewer, purpose, categories from audit.disclosure
    where child_id = ${childId} order by seq`.execute(hubs.hub(hub).database.kysely);
  return rows;
}

export interface ChildOfAnotherClass {
  readonly unitName: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
}

/** A child at a school where somebody works, of no group that they have to do with, and with no graded address. */
export async function childOfAnotherClass(
  hubs: RunningHubs,
  feideId: string,
  hub: DemoHubName,
): Promise<ChildOfAnotherClass> {
  const { rows } = await sql<ChildOfAnotherClass>`select unit.name as unit_name, child.given_name, child.family_name,
      child.birth_date::text as birth_date
    from school_administration.person teacher
    join school_administration.employment post on post.person_id = teacher.id and post.role = 'TEACHER'
    join school_administration.unit on unit.id = post.unit_id and unit.kind = 'SCHOOL'
    join school_administration.enrolment on enrolment.unit_id = unit.id and enrolment.valid_to is null
    join school_administration.person child on child.id = enrolment.child_id
    where teacher.feide_id = ${feideId} and not exists (select from school_administration.membership mine
      join school_administration.membership theirs on theirs.group_id = mine.group_id and theirs.person_id = child.id
      where mine.person_id = teacher.id)
      and not exists (select from school_administration.address_protection mark where mark.child_id = child.id)
      and not exists (select from school_administration."right" held
        where held.child_id = child.id and held.person_id = teacher.id)
    order by child.national_id limit 1`.execute(hubs.hub(hub).database.kysely);
  if (!rows[0]) throw new Error('the teacher has to do with everybody at the school');
  return rows[0];
}
