import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { Log } from '#kit/log/log.ts';
import type { Envelope } from './envelope.ts';
import type { EventLog } from './event-log.ts';
import type { EventTables } from './tables.ts';
import { startWorker, type Worker } from './worker.ts';

const batchSize = 500;
const leaseSeconds = 15;

/**
 * Publishes the outbox in order. One leader at a time holds the lease: two relays side by side would break the order. Rows are
 * read only before the first that is not older than every running transaction: a lower sequence number may still commit, and
 * the order of transaction ids is not that of sequence numbers.
 */
export function startRelay(database: Database<EventTables>, eventLog: EventLog, log: Log): Worker {
  const holder = randomUUID();
  const worker = startWorker({
    name: 'relay',
    everyMs: 1_000,
    log,
    async run() {
      const { rows } = await sql<{ seq: number; topic: string; key: string; envelope: Envelope }>`
        with mine as (
          insert into events.lease as held (name, holder, until)
          select 'relay', ${holder}, now() + make_interval(secs => ${leaseSeconds})
          where exists (select from events.outbox where sent_at is null)
          on conflict (name) do update set holder = excluded.holder, until = excluded.until
          where held.holder = excluded.holder or held.until < now()
          returning 1)
        select seq, topic, key, envelope from events.outbox
        where sent_at is null and exists (select from mine) and seq < coalesce((select min(seq) from events.outbox
          where sent_at is null and xid >= pg_snapshot_xmin(pg_current_snapshot())), 9223372036854775807)
        order by seq limit ${batchSize}`.execute(database);
      if (rows.length === 0) return false;
      await eventLog.publish(rows);
      await sql`update events.outbox set sent_at = now() where seq = any(${rows.map((row) => row.seq)}::bigint[])`.execute(
        database,
      );
      return rows.length === batchSize;
    },
  });
  return {
    wake: worker.wake,
    async stop() {
      await worker.stop();
      // The next relay need not wait for the lease to run out; if this fails, it does.
      await sql`delete from events.lease where name = 'relay' and holder = ${holder}`
        .execute(database)
        .catch(() => undefined);
    },
  };
}
