import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import {
  addToBasePackage,
  type BasePackageEntry,
  type PackageProblem,
  removeFromBasePackage,
} from '../domain/base-package.ts';
import type { Level } from '../domain/level.ts';
import { lockResource } from './change-resource.ts';
import { approvalOf } from './resource-rows.ts';
import type { LearningResourcesTables } from './tables.ts';

type Tx = DatabaseTransaction<LearningResourcesTables>;

/** What has been and is in the base package of a level. */
export async function entriesOf(
  database: Database<LearningResourcesTables>,
  level: Level,
): Promise<readonly BasePackageEntry[]> {
  const { rows } = await sql<{ resourceId: string; usedFrom: string; usedTo: string | null }>`
    select resource_id, used_from, used_to from learning_resources.base_package where level = ${level}
    order by used_from, resource_id`.execute(database);
  return rows.map((row) => ({
    level,
    resourceId: row.resourceId,
    from: row.usedFrom,
    ...(row.usedTo === null ? {} : { to: row.usedTo }),
  }));
}

export async function putInBasePackage(
  tx: Tx,
  level: Level,
  resourceId: string,
  on: string,
): Promise<PackageProblem | undefined> {
  const row = await lockResource(tx, resourceId);
  const resource = { id: row.id, description: row.description, approval: approvalOf(row) };
  const added = addToBasePackage(level, resource, on, await entriesOf(tx, level));
  if ('code' in added) return added;
  await sql`insert into learning_resources.base_package (level, resource_id, used_from) values (${level}, ${resourceId}, ${on})
    on conflict (level, resource_id, used_from) do update set used_to = null`.execute(tx);
  return undefined;
}

export async function takeFromBasePackage(
  tx: Tx,
  level: Level,
  resourceId: string,
  on: string,
): Promise<PackageProblem | undefined> {
  await lockResource(tx, resourceId);
  const removed = removeFromBasePackage(level, resourceId, on, await entriesOf(tx, level));
  if ('code' in removed) return removed;
  const { from } = removed.ended;
  // One that came in today has no last day: it never was in the package.
  if (removed.lastDay < from)
    await sql`delete from learning_resources.base_package
      where level = ${level} and resource_id = ${resourceId} and used_from = ${from}`.execute(tx);
  else
    await sql`update learning_resources.base_package set used_to = ${removed.lastDay}
      where level = ${level} and resource_id = ${resourceId} and used_from = ${from}`.execute(tx);
  return undefined;
}
