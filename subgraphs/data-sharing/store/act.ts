import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import type { CommandStamp, EventStamp } from '../domain/actor.ts';
import type { WaitingMessage } from '../process/seal-message.ts';
import { publishedOf } from '../published-events.ts';
import type { RowFacts, Side, Step } from '../sides.ts';
import type { DataSharingTables, TransferSide, TransferState } from './tables.ts';
import { waitsSince } from './waits-since.ts';

export interface ActOptions {
  /** Refuses, to be tried again, when the transfer has changed since it was read: a message was built from what it was. */
  readonly expectedVersion?: number;
  /** Goes to the peer if, and only if, the command comes to something. */
  readonly message?: WaitingMessage;
}

export interface Acted<State, Event> {
  readonly state: State;
  readonly events: readonly Event[];
}

/** Nothing has failed: a step was built from what the transfer was before somebody else's change, and is taken again. */
export class TransferChanged extends HubError {
  constructor() {
    super('UNAVAILABLE', 'The transfer has changed in the meantime: the step is taken again');
  }
}

type Stamped = EventStamp & { readonly type: string };

/**
 * One command on one transfer, in the caller's transaction: its events, the state after them, the hub's own events, the message to
 * the peer and the next steps are all there, or none. A command that comes to nothing leaves nothing.
 */
export async function act<State extends TransferState, Command extends CommandStamp, Event extends Stamped>(
  unit: UnitOfWork<DataSharingTables>,
  side: Side<State, Command, Event>,
  transferId: string,
  command: Command,
  options: ActOptions = {},
): Promise<Acted<State, Event>> {
  const { tx } = unit;
  const known = await lockTransfer(tx, transferId, side.side);
  if (options.expectedVersion !== undefined && known?.version !== options.expectedVersion) throw new TransferChanged();
  const before = (known?.state as State | undefined) ?? side.initialState();
  const events = side.decide(command, before);
  if (events.length === 0) return { state: before, events };
  const state = events.reduce(side.evolve, before);
  const version = known?.version ?? 0;
  const facts = side.factsOf(state);
  const waitsFor = waitsSince(facts.waitsFor, known?.waitsFor ?? [], command.at);
  await saveTransfer(tx, {
    transferId,
    side: side.side,
    state,
    facts: { ...facts, waitsFor },
    version: version + events.length,
    at: command.at,
    isNew: !known,
  });
  await appendEvents(tx, transferId, version, events);
  await replaceTasks(tx, transferId, side.nextSteps(state), command.at);
  const { phase } = facts;
  if (phase === 'barred') await dropUnsent(tx, transferId);
  if (phase === 'cancelled') await dropParts(tx, transferId);
  if (options.message) await queueMessage(tx, transferId, options.message, command.at);
  await unit.emit(publishedOf(side.side, transferId, events, state));
  return { state, events };
}

type Tx = DatabaseTransaction<DataSharingTables>;

async function lockTransfer(tx: Tx, transferId: string, side: TransferSide) {
  const row = await tx
    .selectFrom('dataSharing.transfer')
    .select(['side', 'version', 'state', 'waitsFor'])
    .where('id', '=', transferId)
    .forUpdate()
    .executeTakeFirst();
  if (row && row.side !== side) throw new HubError('CONFLICT', 'This transfer is on the other side of the exchange');
  return row;
}

interface Saved {
  readonly transferId: string;
  readonly side: TransferSide;
  readonly state: TransferState;
  readonly facts: RowFacts;
  readonly version: number;
  readonly at: string;
  readonly isNew: boolean;
}

async function saveTransfer(tx: Tx, saved: Saved): Promise<void> {
  const { childId, peer, phase, open, waitsFor, fromUnit, stage } = saved.facts;
  const [state, waits] = [JSON.stringify(saved.state), JSON.stringify(waitsFor)];
  if (saved.isNew)
    await sql`insert into data_sharing.transfer
      (id, side, child_id, peer, phase, open, version, state, waits_for, from_unit, stage, created_at, updated_at)
      values (${saved.transferId}, ${saved.side}, ${childId}, ${peer}, ${phase}, ${open}, ${saved.version}, ${state}::jsonb,
        ${waits}::jsonb, ${fromUnit}, ${stage}, ${saved.at}, ${saved.at})`.execute(tx);
  else
    await sql`update data_sharing.transfer set child_id = ${childId}, peer = ${peer}, phase = ${phase}, open = ${open},
      version = ${saved.version}, state = ${state}::jsonb, waits_for = ${waits}::jsonb, from_unit = ${fromUnit}, stage = ${stage}, updated_at = ${saved.at}
      where id = ${saved.transferId}`.execute(tx);
}

async function appendEvents(tx: Tx, transferId: string, version: number, events: readonly Stamped[]): Promise<void> {
  const rows = events.map((event, index) => ({
    version: version + index + 1,
    type: event.type,
    at: event.at,
    body: event,
  }));
  await sql`insert into data_sharing.transfer_event (transfer_id, version, type, at, body)
    select ${transferId}, e.version, e.type, e.at, e.body
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(version integer, type text, at timestamptz, body jsonb)`.execute(
    tx,
  );
}

/** The steps that follow from a state, as rows that are due. */
export const taskRowsOf = (steps: readonly Step[], now: string) =>
  steps.map((step) => {
    const { step: name, ...detail } = step;
    const key = 'batch' in step ? `${name}/${step.batch}` : 'at' in step && step.at ? `${name}/at` : name;
    return { step: key, detail: { ...detail, step: name }, due_at: ('at' in step && step.at) || now };
  });

/** What comes next follows from the state alone: a step that no longer does is gone, one that still does is tried at once. */
async function replaceTasks(tx: Tx, transferId: string, steps: readonly Step[], now: string): Promise<void> {
  const rows = taskRowsOf(steps, now);
  await sql`with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(step text, detail jsonb, due_at timestamptz)),
    gone as (delete from data_sharing.task where transfer_id = ${transferId} and step not in (select step from wanted))
    insert into data_sharing.task (transfer_id, step, detail, due_at) select ${transferId}, step, detail, due_at from wanted
    on conflict (transfer_id, step) do update
      set detail = excluded.detail, due_at = excluded.due_at, attempts = 0, problem = null`.execute(tx);
}

/** Sealed parts of a move that will not be: no receipt comes to clear them. */
const dropParts = (tx: Tx, transferId: string) =>
  sql`update data_sharing.part set sealed = null where transfer_id = ${transferId}`.execute(tx);

/** Of a strictly graded child nothing goes out, not even what was under way. */
async function dropUnsent(tx: Tx, transferId: string): Promise<void> {
  await sql`with parts as (update data_sharing.part set sealed = null where transfer_id = ${transferId})
    delete from data_sharing.outbound where transfer_id = ${transferId} and delivered_at is null`.execute(tx);
}

/** Puts a message in the queue of its peer, after what the transfer has sent before. */
export async function queueMessage(tx: Tx, transferId: string, message: WaitingMessage, at: string): Promise<void> {
  const { id, to, typ, keptFor, kept } = message;
  await sql`insert into data_sharing.outbound (id, peer, typ, transfer_id, kept_for, kept, due_at)
    values (${id}, ${to}, ${typ}, ${transferId}, ${keptFor}, ${kept}, ${at})`.execute(tx);
}
