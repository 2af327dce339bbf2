import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { ApprovalEvent } from '../domain/approval.ts';
import type { LearningResourcesTables } from './tables.ts';

/** The steps that were taken with resources, oldest first. */
export async function approvalStepsOf(
  database: Database<LearningResourcesTables>,
  resourceIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ApprovalEvent[]>> {
  const { rows } = await sql<{ resourceId: string; event: ApprovalEvent }>`select resource_id, event
    from learning_resources.approval_event where resource_id = any(${[...resourceIds]}::uuid[])
    order by resource_id, version`.execute(database);
  const steps = new Map<string, ApprovalEvent[]>();
  for (const { resourceId, event } of rows) steps.set(resourceId, [...(steps.get(resourceId) ?? []), event]);
  return steps;
}
