import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { Log } from '#kit/log/log.ts';
import type { EventTables } from './tables.ts';
import { startWorker, type Worker } from './worker.ts';

/** How long the kit's own rows are kept, in days. */
export interface EventRetention {
  /** Outbox rows that are published. */
  readonly sentOutboxDays: number;
  /** Records of the embedded log, and the inbox rows that guard against their coming again. Not shorter than the topics' own retention. */
  readonly logDays: number;
  /** For so long a repeated idempotency key gives its first answer. */
  readonly idempotencyDays: number;
  /** Dead letters that were replayed or set aside; one that was not waits for a person, however long. */
  readonly deadLetterDays: number;
}

/** How many rows of each kind were deleted. */
export interface Pruned {
  readonly records: number;
  readonly outbox: number;
  readonly inbox: number;
  readonly idempotency: number;
  readonly deadLetters: number;
}

/** So few that others get between two batches. */
const batchSize = 1_000;

/**
 * Deletes what is past its time, at most a batch of each kind, in one statement each.
 *
 * - A record goes only when every group has gone past it.
 * - An inbox row goes only when nothing can deliver its event again: no record of it, no outbox row (a sent one may be published anew when
 *   the log has lost it), no dead letter.
 */
export async function pruneEvents(database: Database<EventTables>, retention: EventRetention): Promise<Pruned> {
  const olderThan = (days: number) => sql`now() - make_interval(days => ${days}::int)`;
  const { rows: records } = await sql`delete from events.record where position in (
      select position from events.record
      where position <= (select min(position) from events.position) and at < ${olderThan(retention.logDays)}
      order by position limit ${batchSize}) returning 1`.execute(database);
  const { rows: outbox } = await sql`delete from events.outbox where seq in (
      select seq from events.outbox where sent_at < ${olderThan(retention.sentOutboxDays)}
      order by sent_at limit ${batchSize}) returning 1`.execute(database);
  const { rows: inbox } = await sql`delete from events.inbox where (consumer, event_id) in (
      select consumer, event_id from events.inbox handled
      where handled_at < ${olderThan(retention.logDays)}
        and not exists (select from events.record where envelope ->> 'id' = handled.event_id)
        and not exists (select from events.outbox where envelope ->> 'id' = handled.event_id)
        and not exists (select from events.dead_letter dead
          where dead.consumer = handled.consumer and dead.event_id = handled.event_id)
      order by handled_at limit ${batchSize}) returning 1`.execute(database);
  const { rows: idempotency } = await sql`delete from events.idempotency where (subgraph, viewer, key) in (
      select subgraph, viewer, key from events.idempotency where at < ${olderThan(retention.idempotencyDays)}
      order by at limit ${batchSize}) returning 1`.execute(database);
  const { rows: deadLetters } = await sql`delete from events.dead_letter where id in (
      select id from events.dead_letter where coalesce(replayed_at, set_aside_at) < ${olderThan(retention.deadLetterDays)}
      order by id limit ${batchSize}) returning 1`.execute(database);
  return {
    records: records.length,
    outbox: outbox.length,
    inbox: inbox.length,
    idempotency: idempotency.length,
    deadLetters: deadLetters.length,
  };
}

export interface PruneOptions {
  readonly database: Database<EventTables>;
  readonly retention: EventRetention;
  readonly everyMinutes: number;
  readonly log: Log;
}

export function startPruning({ database, retention, everyMinutes, log }: PruneOptions): Worker {
  return startWorker({
    name: 'pruning of events',
    everyMs: everyMinutes * 60_000,
    log,
    async run() {
      const pruned = await pruneEvents(database, retention);
      if (Object.values(pruned).some((rows) => rows > 0)) log.debug({ pruned }, 'deleted what is past its time');
      return Object.values(pruned).includes(batchSize);
    },
  });
}
