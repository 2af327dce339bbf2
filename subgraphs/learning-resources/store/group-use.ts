import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { LearningResourcesTables } from './tables.ts';

type Tx = DatabaseTransaction<LearningResourcesTables>;

/** A group that begins to use a resource, and what for. */
export interface GroupUse {
  readonly groupId: string;
  readonly resourceId: string;
  readonly purpose: string;
  readonly by: string;
}

/** The organisation number in a Feide group's id (`fc:gogroup:<realm>:<b|u|a>:NO<orgnr>:…`). */
export const organisationOfGroup = (groupId: string): string | undefined =>
  /^fc:gogroup:[^:]+:[bua]:NO(\w{2,16}):/.exec(groupId)?.[1];

/** The units of organisation numbers, of those that are known here. */
export async function unitsByOrganisation(tx: Tx, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ unitId: string; organisationNumber: string }>`
    select unit_id, organisation_number from learning_resources.unit
    where organisation_number = any(${[...numbers]}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.organisationNumber, row.unitId]));
}

/** Begins the uses that have not begun; gives how many did. */
export async function beginUses(tx: Tx, uses: readonly GroupUse[], on: string): Promise<number> {
  const begun =
    await sql`insert into learning_resources.group_use (group_id, resource_id, purpose, used_from, by_person)
    select u.group_id, u.resource_id, u.purpose, ${on}, u.by_person
    from unnest(${uses.map((use) => use.groupId)}::text[], ${uses.map((use) => use.resourceId)}::uuid[],
      ${uses.map((use) => use.purpose)}::text[], ${uses.map((use) => use.by)}::text[]) as u(group_id, resource_id, purpose, by_person)
    where not exists (select from learning_resources.group_use g where g.group_id = u.group_id
      and g.resource_id = u.resource_id and (g.used_to is null or g.used_to >= ${on}))
    on conflict do nothing`.execute(tx);
  return Number(begun.numAffectedRows ?? 0n);
}

/** Ends a use; its last day is yesterday. One that began today leaves no trace. True when there was one. */
export async function endUse(tx: Tx, groupId: string, resourceId: string, on: string): Promise<boolean> {
  const same = await sql`delete from learning_resources.group_use
    where group_id = ${groupId} and resource_id = ${resourceId} and used_from = ${on}`.execute(tx);
  const ended = await sql`update learning_resources.group_use set used_to = ${on}::date - 1
    where group_id = ${groupId} and resource_id = ${resourceId} and (used_to is null or used_to >= ${on})`.execute(tx);
  return Number(same.numAffectedRows ?? 0n) + Number(ended.numAffectedRows ?? 0n) > 0;
}

export interface UsePurpose {
  readonly groupId: string;
  readonly resourceId: string;
  readonly purpose: string;
  readonly usedFrom: string;
}

/** What groups use resources for, on a day. */
export async function purposesOf(
  database: Database<LearningResourcesTables>,
  groupIds: readonly string[],
  on: string,
): Promise<readonly UsePurpose[]> {
  const { rows } =
    await sql<UsePurpose>`select group_id, resource_id, purpose, used_from from learning_resources.group_use
    where group_id = any(${[...groupIds]}::text[]) and used_from <= ${on} and (used_to is null or used_to >= ${on})`.execute(
      database,
    );
  return rows;
}
