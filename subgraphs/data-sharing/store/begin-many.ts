import { sql } from 'kysely';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import type { CommandStamp, EventStamp } from '../domain/actor.ts';
import { publishedOf } from '../published-events.ts';
import type { Side } from '../sides.ts';
import { taskRowsOf } from './act.ts';
import type { DataSharingTables, TransferState } from './tables.ts';
import { waitsSince } from './waits-since.ts';

/**
 * Begins many transfers in the caller's transaction, each with its first command: what `act` does for one, in as many statements for
 * nine hundred. A command that the decider refuses refuses them all.
 */
export async function beginMany<
  State extends TransferState,
  Command extends CommandStamp,
  Event extends EventStamp & { readonly type: string },
>(
  unit: UnitOfWork<DataSharingTables>,
  side: Side<State, Command, Event>,
  commands: ReadonlyArray<Command & { readonly transferId: string }>,
): Promise<void> {
  const begun = commands.map((command) => {
    const events = side.decide(command, side.initialState());
    const state = events.reduce(side.evolve, side.initialState());
    const { waitsFor, ...facts } = side.factsOf(state);
    return { command, events, state, facts: { ...facts, waitsFor: waitsSince(waitsFor, [], command.at) } };
  });
  const transfers = begun.map(({ command: { transferId: id, at }, events, state, facts }) => ({
    id,
    child_id: facts.childId,
    peer: facts.peer,
    phase: facts.phase,
    open: facts.open,
    version: events.length,
    state,
    waits_for: facts.waitsFor,
    from_unit: facts.fromUnit,
    stage: facts.stage,
    at,
  }));
  await sql`insert into data_sharing.transfer
    (id, side, child_id, peer, phase, open, version, state, waits_for, from_unit, stage, created_at, updated_at)
    select t.id, ${side.side}, t.child_id, t.peer, t.phase, t.open, t.version, t.state, t.waits_for, t.from_unit, t.stage, t.at, t.at
    from jsonb_to_recordset(${JSON.stringify(transfers)}::jsonb) as t(id uuid, child_id uuid, peer text, phase text, open boolean,
      version integer, state jsonb, waits_for jsonb, from_unit uuid, stage text, at timestamptz)`.execute(unit.tx);
  const events = begun.flatMap(({ command: { transferId }, events: all }) =>
    all.map((body, index) => ({ transferId, version: index + 1, type: body.type, at: body.at, body })),
  );
  await sql`insert into data_sharing.transfer_event (transfer_id, version, type, at, body)
    select e."transferId", e.version, e.type, e.at, e.body
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as e("transferId" uuid, version integer, type text, at timestamptz,
      body jsonb)`.execute(unit.tx);
  const tasks = begun.flatMap(({ command: { transferId, at }, state }) =>
    taskRowsOf(side.nextSteps(state), at).map((task) => ({ ...task, transferId })),
  );
  await sql`insert into data_sharing.task (transfer_id, step, detail, due_at)
    select w."transferId", w.step, w.detail, w.due_at
    from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) as w("transferId" uuid, step text, detail jsonb, due_at timestamptz)`.execute(
    unit.tx,
  );
  await unit.emit(
    begun.flatMap(({ command: { transferId }, events: all, state }) => publishedOf(side.side, transferId, all, state)),
  );
}
