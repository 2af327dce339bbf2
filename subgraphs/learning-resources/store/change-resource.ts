import { sql } from 'kysely';
import { resourceStatusChanged } from '#contracts/events/learning-resources.ts';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { newEvent } from '#kit/events/envelope.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import {
  type ApprovalCommand,
  type ApprovalEvent,
  type ApprovalRefusal,
  type ApprovalState,
  decideApproval,
  evolveApproval,
  initialApproval,
} from '../domain/approval.ts';
import { assessAvailability } from '../domain/availability.ts';
import type { ResourceDescription } from '../domain/resource.ts';
import { approvalOf, columnsOf, isUuid, type ResourceRow, resourceColumns } from './resource-rows.ts';
import type { LearningResourcesTables } from './tables.ts';

type Unit = UnitOfWork<LearningResourcesTables>;
type Tx = DatabaseTransaction<LearningResourcesTables>;

/** A resource, locked until the transaction ends. */
export async function lockResource(tx: Tx, id: string): Promise<ResourceRow> {
  // A text that is no uuid names no resource; the database would call it a broken query.
  const known = isUuid(id)
    ? await sql<ResourceRow>`select ${resourceColumns} from learning_resources.resource r where r.id = ${id} for update`.execute(
        tx,
      )
    : undefined;
  const row = known?.rows[0];
  if (!row) throw new HubError('NOT_FOUND', 'There is no such resource.');
  return row;
}

/** Adds a resource to the catalogue by the proposal of somebody. */
export async function addResource(
  unit: Unit,
  resource: { readonly id: string; readonly reference?: string; readonly description: ResourceDescription },
  proposal: { readonly by: string; readonly at: string; readonly why: string },
): Promise<ApprovalRefusal | undefined> {
  const decision = decideApproval({ type: 'Propose', ...proposal }, initialApproval());
  if (decision.refusal) return decision.refusal;
  await unit.tx
    .insertInto('learningResources.resource')
    .values({
      id: resource.id,
      reference: resource.reference ?? null,
      ...columnsOf(resource.description),
      status: 'NONE',
      scope: null,
      approvedUntil: null,
      approvedLevels: [],
      unitIds: [],
      reason: null,
      version: 0,
    })
    .execute();
  await keepEvents(unit, { id: resource.id, version: 0, approval: initialApproval() }, decision.events);
  return undefined;
}

type AsGiven<Command> = Command extends unknown ? Omit<Command, 'availability' | 'on'> : never;
/** A command as a caller gives it: the store adds the day, and the availability of the resource as it is then. */
export type StepCommand = AsGiven<ApprovalCommand>;

/** Takes a step in the approval of a resource; a refusal says why it was not taken. */
export async function takeStep(
  unit: Unit,
  resourceId: string,
  command: StepCommand,
  on: string,
): Promise<ApprovalRefusal | undefined> {
  const row = await lockResource(unit.tx, resourceId);
  const approval = approvalOf(row);
  const added = { on, availability: assessAvailability(row.description, on) };
  const full: ApprovalCommand = Object.assign({}, command as ApprovalCommand, added);
  const decision = decideApproval(full, approval);
  if (decision.refusal) return decision.refusal;
  await keepEvents(unit, { id: resourceId, version: row.version, approval }, decision.events);
  return undefined;
}

async function keepEvents(
  { tx, emit }: Unit,
  resource: { readonly id: string; readonly version: number; readonly approval: ApprovalState },
  events: readonly ApprovalEvent[],
): Promise<void> {
  const after = events.reduce(evolveApproval, resource.approval);
  await sql`insert into learning_resources.approval_event (resource_id, version, event)
    select ${resource.id}::uuid, ${resource.version} + n, event
    from unnest(${events.map((event) => JSON.stringify(event))}::jsonb[]) with ordinality as given(event, n)`.execute(
    tx,
  );
  await tx
    .updateTable('learningResources.resource')
    .set({
      status: after.status,
      scope: after.scope ?? null,
      approvedUntil: after.until ?? null,
      approvedLevels: [...after.levels],
      unitIds: [...after.units],
      reason: after.reason ?? null,
      version: resource.version + events.length,
    })
    .where('id', '=', resource.id)
    .execute();
  if (after.status !== 'NONE')
    await emit([newEvent(resourceStatusChanged, { resourceId: resource.id, status: after.status })]);
}

/** Replaces the description, e.g. when an agreement is signed or renewed; the approval stands and availability is judged anew. */
export async function describeResource(tx: Tx, id: string, description: ResourceDescription): Promise<void> {
  await lockResource(tx, id);
  await tx.updateTable('learningResources.resource').set(columnsOf(description)).where('id', '=', id).execute();
}

/** The approvals whose last day is past. */
export async function dueApprovals(tx: Tx, on: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from learning_resources.resource
    where status in ('APPROVED', 'DISTRIBUTED') and approved_until < ${on}`.execute(tx);
  return rows.map((row) => row.id);
}
