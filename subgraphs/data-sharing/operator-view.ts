import { sql } from 'kysely';
import { dateInNorway } from '#kit/access/access.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { Process } from './process/process.ts';
import { decisionsOf } from './resolvers/transfer-decision.ts';
import { isUuid, viewOf } from './resolvers/transfer-view.ts';
import { findTransfer, type TransferRow } from './store/find-transfer.ts';
import type { StoredEvent } from './store/list-transfers.ts';

/** A transfer as the operator of a hub sees it: states and reasons, and nothing of who the child is. */
export interface MoveLine {
  readonly id: string;
  readonly side: string;
  readonly phase: string;
  readonly open: boolean;
  /** The other controller. */
  readonly counterpart: string;
  readonly recordedAt: string;
  /** Why it does not go on by itself; null when it does, or is over. */
  readonly waitsFor: string | null;
}

export interface MoveDetail extends MoveLine {
  readonly steps: ReadonlyArray<{
    readonly at: string;
    readonly what: string;
    readonly who: string;
    readonly legalBasis: string | null;
  }>;
  readonly decisions: ReadonlyArray<{
    readonly category: string;
    readonly outcome: string | null;
    readonly status: string;
    readonly rule: string;
    readonly legalBasis: string;
    readonly decider: string | null;
    readonly explanation: string | null;
  }>;
}

const mostMoves = 500;
/** Of a strictly graded child the hub tells nothing, its operator included (folkeregisterloven § 10-4). */
const untold = 'strengt-fortrolig';

/** The newest transfers of the hub, newest first. */
export async function listMoves(process: Process): Promise<readonly MoveLine[]> {
  const { rows } = await sql<TransferRow>`
    select id, side, child_id, peer, phase, open, version, state, waits_for, created_at, updated_at
    from data_sharing.transfer where state->>'grading' is distinct from ${untold}
    order by created_at desc, id desc limit ${mostMoves}`.execute(process.database);
  return rows.map((row) => lineOf(row, process));
}

/** One transfer with every step and decision; throws NOT_FOUND. */
export async function showMove(process: Process, id: string): Promise<MoveDetail> {
  const row = isUuid(id) ? await findTransfer(process.database, id) : undefined;
  if (!row || row.state.grading === untold)
    throw new HubError('NOT_FOUND', `There is no move ${id} here. List them with \`oppvekst moves\`.`);
  const { rows: events } =
    await sql<StoredEvent>`select transfer_id, version, type, at, body from data_sharing.transfer_event
    where transfer_id = ${id} order by version`.execute(process.database);
  const view = viewOf(row);
  return {
    ...lineOf(row, process),
    steps: events.map(({ type, at, body }) => ({
      at: new Date(at).toISOString(),
      what: type,
      who: [body.actor.kind, body.actor.role].filter(Boolean).join(' '),
      legalBasis: body.legalBasis ?? null,
    })),
    decisions: (view ? decisionsOf(view, () => process.policyOn(dateInNorway(process.now()))) : []).map((decision) => ({
      category: decision.category,
      outcome: decision.outcome,
      status: decision.status,
      rule: decision.rule,
      legalBasis: decision.citation,
      decider: decision.decider,
      explanation: decision.words?.en ?? null,
    })),
  };
}

function lineOf(row: TransferRow, process: Process): MoveLine {
  const waits = row.waitsFor as ReadonlyArray<{ readonly what: string; readonly why: string }>;
  return {
    id: row.id,
    side: row.side,
    phase: row.phase,
    open: row.open,
    counterpart: process.peers.find((peer) => peer.organisationNumber === row.peer)?.name ?? row.peer,
    recordedAt: new Date(row.createdAt).toISOString(),
    waitsFor: waits.length > 0 ? waits.map(({ why }) => why).join('; ') : null,
  };
}
