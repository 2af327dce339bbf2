import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { Log } from '#kit/log/log.ts';
import type { Envelope } from './envelope.ts';
import { type EventLog, type LogPlace, mostRecords } from './event-log.ts';
import { createLogKeeper } from './log-keeper.ts';
import type { EventTables } from './tables.ts';
import { startWorker, type Worker } from './worker.ts';

const leaseSeconds = 5;

export interface RelayOptions {
  readonly database: Database<EventTables>;
  readonly eventLog: EventLog;
  readonly log: Log;
  /** The topics of the subgraphs in this process; each has one leader among the processes at a time. */
  readonly topics: readonly string[];
  /** How often it is looked whether the log still holds what it was given, in milliseconds. */
  readonly lookEveryMs?: number;
}

interface Waiting {
  readonly seq: number;
  readonly topic: string;
  readonly key: string;
  readonly envelope: Envelope;
  /** Every transaction older than the row's own has ended. */
  readonly settled: boolean;
}

/**
 * Publishes the outbox in order, each topic by one leader at a time. A leader that is slow may be followed by another before it has
 * ended: then records come twice, and still in order, for everybody publishes all that waits from its beginning. Rows are read only
 * before the first that is not older than every running transaction: a lower sequence number may still commit, and the order of
 * transaction ids is not that of sequence numbers.
 */
export function startRelay(options: RelayOptions): Worker {
  const { database, eventLog, log } = options;
  const topics = [...options.topics].sort();
  const holder = randomUUID();
  const keeper = createLogKeeper(options);
  const worker = startWorker({
    name: 'relay',
    everyMs: 1_000,
    longestBackOffMs: 3_000,
    log,
    async run() {
      try {
        const due = keeper.due();
        const { rows } = await sql<{ leased: string[] } & { [Key in keyof Waiting]: Waiting[Key] | null }>`
          with mine as (
            insert into events.lease as held (name, holder, until)
            select 'relay ' || topic, ${holder}, now() + make_interval(secs => ${leaseSeconds})
            from unnest(${topics}::text[]) as topic
            where topic = any(${due}::text[]) or exists (
              select from events.outbox o where o.sent_at is null and o.topic = topic.topic)
            order by topic
            on conflict (name) do update set holder = excluded.holder, until = excluded.until
            where held.holder = excluded.holder or held.until < now()
            returning substr(name, 7) as topic),
          waiting as (
            select seq, topic, key, envelope, xid < pg_snapshot_xmin(pg_current_snapshot()) as settled from events.outbox
            where sent_at is null and topic in (select topic from mine) order by seq limit ${mostRecords})
          select (select coalesce(array_agg(topic), '{}') from mine) as leased, waiting.*
          from (select) as one left join waiting on true order by seq`.execute(database);
        if (await keeper.lookAfter(rows[0]?.leased ?? [])) return true;
        const waiting = rows.filter((row): row is typeof row & Waiting => row.seq !== null);
        const unsettled = waiting.findIndex((row) => !row.settled);
        const ready = unsettled < 0 ? waiting : waiting.slice(0, unsettled);
        if (ready.length === 0) return false;
        const places = await eventLog.publish(ready);
        await markSent(database, eventLog.name, ready, places);
        return (await keeper.noteWritten(places)) || ready.length === mostRecords;
      } catch (error) {
        keeper.doubt();
        throw error;
      }
    },
  });
  return {
    wake: worker.wake,
    async stop() {
      await worker.stop();
      // The next relay need not wait for the lease to run out; if this fails, it does.
      await sql`delete from events.lease where holder = ${holder}`.execute(database).catch(() => undefined);
    },
  };
}

async function markSent(
  database: Database<EventTables>,
  logName: string,
  rows: readonly Waiting[],
  places: readonly LogPlace[],
): Promise<void> {
  await sql`with reached as (
      insert into events.log_place as known (topic, log, partition, position)
      select topic, ${logName}, partition, max(position) from unnest(${places.map(({ topic }) => topic)}::text[],
        ${places.map(({ partition }) => partition)}::int[], ${places.map(({ position }) => position)}::bigint[])
        as place(topic, partition, position) group by topic, partition
      on conflict (topic, log, partition) do update set position = greatest(known.position, excluded.position))
    update events.outbox set sent_at = now() where seq = any(${rows.map((row) => row.seq)}::bigint[])`.execute(
    database,
  );
}
