import { sql } from 'kysely';
import type { Disagreement, SchoolView } from '#contracts/reconciliation.ts';
import type { Database } from '#kit/database/database.ts';
import type { LearningResourcesTables } from './tables.ts';

/** Resources in use for groups of the school that are no more; Feide's own groups are Feide's to account for. */
export async function readDisagreements(
  database: Database<LearningResourcesTables>,
  { groupIds, on }: SchoolView,
): Promise<readonly Disagreement[]> {
  const { rows } = await sql<Disagreement>`
    select distinct 'RESOURCE_FOR_GONE_GROUP' as kind, null as child_id, used.group_id as thing from learning_resources.group_use used
    where (used.used_to is null or used.used_to >= ${on}::date) and used.group_id not like 'fc:%'
      and not exists (select from unnest(${[...groupIds]}::text[]) as g(id) where g.id = used.group_id)
    order by 3`.execute(database);
  return rows;
}
