import { viewerKey } from '#kit/access/viewer.ts';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import { once } from '#kit/events/idempotency.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import type { DataSharingContext } from '../context.ts';
import type { Actor, CommandStamp } from '../domain/actor.ts';
import { findTransfer, type TransferRow } from '../store/find-transfer.ts';
import type { DataSharingTables } from '../store/tables.ts';
import { isUuid, type TransferView, viewOf } from './transfer-view.ts';

export interface TransferPayload {
  readonly transfer: TransferView | null;
  readonly userErrors: ReadonlyArray<{
    readonly code: string;
    readonly message: string;
    readonly field: readonly string[] | null;
  }>;
}

interface Input {
  readonly idempotencyKey: string;
}
/** What names a transfer in a mutation. */
export interface TransferInput extends Input {
  readonly transferId: string;
}
export interface ReasonInput extends TransferInput {
  readonly reason: string;
}
type Unit = UnitOfWork<DataSharingTables>;

/** Who gives the command: the person or system that asks, in the role that the deed stands for. */
export function byViewer({ access, process }: DataSharingContext, role: string): CommandStamp {
  const { viewer } = access;
  const actor: Actor =
    viewer.kind === 'person' ? { kind: 'person', id: viewer.personId, role } : { kind: 'system', id: viewer.clientId };
  return { at: process.now().toISOString(), actor };
}

/** A transfer that the viewer may do this to. One that does not exist and one that may not be known of are answered alike. */
export async function transferFor(
  context: DataSharingContext,
  { transferId }: Pick<TransferInput, 'transferId'>,
  deed: string,
): Promise<TransferRow> {
  const row = isUuid(transferId) ? await findTransfer(context.process.database, transferId) : undefined;
  const missing = new HubError('NOT_FOUND', 'There is no such transfer, or you may not know of it.');
  if (!row) throw missing;
  try {
    await context.access.require(deed, row.childId ?? undefined);
  } catch (error) {
    throw isHubError(error) && error.code === 'NOT_FOUND' ? missing : error;
  }
  return row;
}

/**
 * Does a mutation's work once per idempotency key, in one transaction: all of it, or nothing and the reason as a user error. What the
 * caller may not do is not a user error but an error.
 */
export async function changeTransfer(
  context: DataSharingContext,
  mutation: string,
  input: Input,
  work: (unit: Unit) => Promise<string>,
): Promise<TransferPayload> {
  const { process, access } = context;
  const options = {
    subgraph: 'data-sharing',
    viewer: viewerKey(access.viewer),
    key: input.idempotencyKey,
    request: { mutation, input },
  };
  try {
    const transferId = await process.transact((unit) => once(unit, options, () => work(unit)));
    process.wake();
    return { transfer: viewOf(await findTransfer(process.database, transferId)), userErrors: [] };
  } catch (error) {
    return { transfer: null, userErrors: [userErrorOf(error)] };
  }
}

/** What the caller can mend, as a user error; anything else is thrown on. */
export function userErrorOf(error: unknown) {
  const problem = isHubError(error) ? error.details?.problem : undefined;
  if (!isHubError(error) || typeof problem !== 'string') throw error;
  return { code: problem, message: error.message, field: ['input'] };
}

/** A refusal of ours that is not the decider's, as a user error with a code. */
export const refusal = (problem: string, message: string): HubError =>
  new HubError('BAD_INPUT', message, { details: { problem } });
