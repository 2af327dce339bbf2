import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { Log } from '#kit/log/log.ts';
import { type EventLog, type LogRecord, mostRecords, type SubscribeOptions } from './event-log.ts';
import type { EventTables } from './tables.ts';
import { startWorker, type Worker } from './worker.ts';

const publishTurn = 7_411_002;

/** The event log as a durable table in the controller's own database. One process consumes each group. */
export function createEmbeddedLog(database: Database<EventTables>, log: Log): EventLog {
  const consumers = new Map<string, Worker>();
  const wakeAll = () => {
    for (const worker of consumers.values()) worker.wake();
  };
  return {
    name: 'embedded',
    // It stands in the same database as the outbox: neither is lost without the other.
    prepare: async () => [],
    async publish(records) {
      // Publishers take turns until they commit: a reader that has seen a position has seen every lower one.
      await sql`with turn as materialized (select pg_advisory_xact_lock(${publishTurn}))
        insert into events.record (topic, key, envelope)
        select record.* from turn, unnest(${records.map((record) => record.topic)}::text[], ${records.map((record) => record.key)}::text[],
          ${records.map((record) => JSON.stringify(record.envelope))}::jsonb[]) as record`.execute(database);
      wakeAll();
      return [];
    },
    async subscribe(options) {
      await sql`insert into events.position values (${options.group}, 0) on conflict do nothing`.execute(database);
      const worker = startWorker({
        name: `consumer ${options.group}`,
        everyMs: 2_000,
        log,
        run: () => consumeBatch(database, options),
      });
      consumers.set(options.group, worker);
      return {
        async stop() {
          consumers.delete(options.group);
          await worker.stop();
        },
      };
    },
    async caughtUp() {
      const groups = [...consumers.keys()];
      const { rows } = await sql<{ waiting: boolean }>`
        select exists (select from events.position p join events.record r on r.position > p.position
          where p.consumer = any(${groups}::text[])) as waiting`.execute(database);
      if (rows[0]?.waiting) wakeAll();
      return !rows[0]?.waiting;
    },
    async close() {
      await Promise.all([...consumers.values()].map((worker) => worker.stop()));
      consumers.clear();
    },
  };
}

async function consumeBatch(database: Database<EventTables>, options: SubscribeOptions): Promise<boolean> {
  // Records of other topics are stepped over too, so that "caught up" has one meaning for all groups.
  const { rows } = await sql<LogRecord & { position: number; wanted: boolean }>`
    select r.position, r.topic, r.key, r.envelope, r.topic = any(${[...options.topics]}::text[]) as wanted
    from events.record r join events.position p on p.consumer = ${options.group} and r.position > p.position
    order by r.position limit ${mostRecords}`.execute(database);
  const last = rows.at(-1);
  if (!last) return false;
  const wanted = rows.filter((row) => row.wanted);
  if (wanted.length > 0) await options.onBatch(wanted);
  await sql`update events.position set position = greatest(position, ${last.position}) where consumer = ${options.group}`.execute(
    database,
  );
  return rows.length === mostRecords;
}
