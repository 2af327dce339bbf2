import { sql } from 'kysely';
import { resourceAccessChanged } from '#contracts/events/learning-resources.ts';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import { newEvent } from '#kit/events/envelope.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import { levelOf } from './read-resources.ts';
import type { LearningResourcesTables } from './tables.ts';

type Tx = DatabaseTransaction<LearningResourcesTables>;
/** Child id → the resources with personal data that it may use. */
export type AccessByChild = ReadonlyMap<string, ReadonlySet<string>>;

/** What children may use on a day, of resources with personal data. A child that is not placed yet is absent. */
export async function accessOf(tx: Tx, childIds: readonly string[], on: string): Promise<AccessByChild> {
  const { rows } = await sql<{ childId: string; resourceIds: string[] }>`select p.child_id,
    array(select r.id from learning_resources.resource r where p.active and r.status = 'DISTRIBUTED'
      and r.scope = 'WITH_PERSONAL_DATA' and (r.description->>'processesPersonalData')::boolean
      and (r.approved_until is null or r.approved_until >= ${on}) and (r.unit_ids = '{}' or r.unit_ids && p.unit_ids)
      and ${levelOf(sql`p`)} = any(r.approved_levels))::text[] as resource_ids
    from learning_resources.child_placement p where p.child_id = any(${[...childIds]}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.childId, new Set(row.resourceIds)]));
}

/** Records what a move closed and opened for each child, and tells of it. */
export async function keepAccessChanges(
  unit: UnitOfWork<LearningResourcesTables>,
  before: AccessByChild,
  after: AccessByChild,
  at: Date,
  newId: () => string,
): Promise<void> {
  const none: ReadonlySet<string> = new Set();
  const changes = [...after].flatMap(([childId, now]) => {
    const then = before.get(childId) ?? none;
    const granted = [...now].filter((resourceId) => !then.has(resourceId));
    const revoked = [...then].filter((resourceId) => !now.has(resourceId));
    return granted.length + revoked.length === 0 ? [] : [{ childId, granted, revoked }];
  });
  const rows = changes.flatMap(({ childId, granted, revoked }) => [
    ...granted.map((resourceId) => ({ id: newId(), childId, resourceId, change: 'GRANTED' })),
    ...revoked.map((resourceId) => ({ id: newId(), childId, resourceId, change: 'REVOKED' })),
  ]);
  if (rows.length === 0) return;
  await sql`insert into learning_resources.access_change (id, child_id, resource_id, change, changed_at)
    select c.id, c.child_id, c.resource_id, c.change, ${at.toISOString()} from unnest(${rows.map((row) => row.id)}::uuid[],
      ${rows.map((row) => row.childId)}::uuid[], ${rows.map((row) => row.resourceId)}::uuid[],
      ${rows.map((row) => row.change)}::text[]) as c(id, child_id, resource_id, change)`.execute(unit.tx);
  await unit.emit(changes.map((change) => newEvent(resourceAccessChanged, change, change.childId)));
}

export interface AccessChange {
  readonly childId: string;
  readonly resourceId: string;
  readonly change: 'GRANTED' | 'REVOKED';
  readonly changedAt: string;
}

/** What moves have opened and closed for children, newest first. */
export async function accessChangesOf(
  database: Database<LearningResourcesTables>,
  childIds: readonly string[],
): Promise<ReadonlyMap<string, AccessChange[]>> {
  const { rows } = await sql<AccessChange>`select child_id, resource_id, change, changed_at
    from learning_resources.access_change where child_id = any(${[...childIds]}::uuid[])
    order by changed_at desc, id`.execute(database);
  return Map.groupBy(rows, (row) => row.childId);
}
