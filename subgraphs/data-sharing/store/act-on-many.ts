import { sql } from 'kysely';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import type { CommandStamp, EventStamp } from '../domain/actor.ts';
import { publishedOf } from '../published-events.ts';
import type { Side } from '../sides.ts';
import { taskRowsOf } from './act.ts';
import type { DataSharingTables, TransferState } from './tables.ts';
import { waitsSince } from './waits-since.ts';

interface Locked {
  readonly id: string;
  readonly version: number;
  readonly state: TransferState;
  readonly waitsFor: readonly object[];
}

/**
 * One and the same command on many transfers, in the caller's transaction and as many statements for nine hundred as for one: for
 * commands that neither end a transfer nor send a message. Gives the ids of those that it came to something for.
 */
export async function actOnMany<
  State extends TransferState,
  Command extends CommandStamp,
  Event extends EventStamp & { readonly type: string },
>(
  unit: UnitOfWork<DataSharingTables>,
  side: Side<State, Command, Event>,
  ids: readonly string[],
  command: Command,
): Promise<readonly string[]> {
  const { rows } = await sql<Locked>`select id, version, state, waits_for from data_sharing.transfer
    where id = any(${[...ids]}::uuid[]) and side = ${side.side} order by id for update`.execute(unit.tx);
  const acted = rows.flatMap(({ id, version, state: before, waitsFor }) => {
    const events = side.decide(command, before as State);
    if (events.length === 0) return [];
    const state = events.reduce(side.evolve, before as State);
    const { waitsFor: waits, ...facts } = side.factsOf(state);
    return [{ id, version, events, state, facts: { ...facts, waitsFor: waitsSince(waits, waitsFor, command.at) } }];
  });
  if (acted.length === 0) return [];
  const changed = acted.map(({ id, version, events, state, facts }) => ({
    id,
    version: version + events.length,
    state,
    waits_for: facts.waitsFor,
    stage: facts.stage,
  }));
  await sql`update data_sharing.transfer t set version = c.version, state = c.state, waits_for = c.waits_for, stage = c.stage,
      updated_at = ${command.at}
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as c(id uuid, version integer, state jsonb, waits_for jsonb, stage text)
    where t.id = c.id`.execute(unit.tx);
  const events = acted.flatMap(({ id, version, events: all }) =>
    all.map((body, index) => ({ id, version: version + index + 1, type: body.type, at: body.at, body })),
  );
  await sql`insert into data_sharing.transfer_event (transfer_id, version, type, at, body)
    select e.id, e.version, e.type, e.at, e.body
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as e(id uuid, version integer, type text, at timestamptz,
      body jsonb)`.execute(unit.tx);
  const tasks = acted.flatMap(({ id, state }) =>
    taskRowsOf(side.nextSteps(state), command.at).map((task) => ({ ...task, id })),
  );
  await sql`with wanted as (select * from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb)
      as w(id uuid, step text, detail jsonb, due_at timestamptz)),
    gone as (delete from data_sharing.task where transfer_id = any(${acted.map(({ id }) => id)}::uuid[])
      and (transfer_id, step) not in (select id, step from wanted))
    insert into data_sharing.task (transfer_id, step, detail, due_at) select id, step, detail, due_at from wanted
    on conflict (transfer_id, step) do update
      set detail = excluded.detail, due_at = excluded.due_at, attempts = 0, problem = null`.execute(unit.tx);
  await unit.emit(acted.flatMap(({ id, events: all, state }) => publishedOf(side.side, id, all, state)));
  return acted.map(({ id }) => id);
}
