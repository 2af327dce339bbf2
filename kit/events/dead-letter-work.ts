/** What an operator does about dead letters from the console: they stand in groups, and nothing of whom an event is about is told. */
import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import { isHubError } from '#kit/errors/hub-error.ts';
import type { Log } from '#kit/log/log.ts';
import { type Replayer, replayDeadLetter } from './dead-letters.ts';
import type { EventTables } from './tables.ts';
import { startWorker, type Worker } from './worker.ts';

/** Which dead letters: those that one subgraph could not handle, of one type of event, for one kind of error. */
export interface DeadLetterKind {
  readonly consumer: string;
  readonly type: string;
  /** A code of the hub's, of the database (SQLSTATE) or of the system; never the words of an error, which may quote what it read. */
  readonly code: string;
}

export interface DeadLetterGroup extends DeadLetterKind {
  readonly count: number;
  /** Of those, how many are to be handled again and have not been yet. */
  readonly retrying: number;
  readonly oldest: Date;
  readonly newest: Date;
}

const waiting = sql`replayed_at is null and set_aside_at is null`;
const ofKind = ({ consumer, type, code }: DeadLetterKind) =>
  sql`${waiting} and consumer = ${consumer} and envelope ->> 'type' = ${type} and code = ${code}`;

/** Those that wait, the oldest first. */
export async function groupDeadLetters<Tables>(database: Database<Tables>): Promise<readonly DeadLetterGroup[]> {
  const { rows } =
    await sql<DeadLetterGroup>`select consumer, envelope ->> 'type' as type, code, count(*)::int as count,
      (count(*) filter (where retry_asked_at is not null))::int as retrying, min(failed_at) as oldest, max(failed_at) as newest
    from events.dead_letter where ${waiting} group by 1, 2, 3 order by oldest, consumer, type, code`.execute(database);
  return rows;
}

/** Asks for them to be handled again, by the process that has their subgraph; gives how many there are. */
export async function askForRetry<Tables>(tx: DatabaseTransaction<Tables>, kind: DeadLetterKind): Promise<number> {
  const { rows } = await sql`update events.dead_letter set retry_asked_at = now() where ${ofKind(kind)}
    returning id`.execute(tx);
  return rows.length;
}

/** Takes them out of what waits: somebody has decided that they are not to be handled. Gives how many there were. */
export async function setAside<Tables>(
  tx: DatabaseTransaction<Tables>,
  kind: DeadLetterKind,
  word: { readonly by: string; readonly reason: string },
): Promise<number> {
  const { rows } = await sql`update events.dead_letter set set_aside_at = now(), set_aside_by = ${word.by},
    set_aside_reason = ${word.reason}, retry_asked_at = null where ${ofKind(kind)} returning id`.execute(tx);
  return rows.length;
}

const everyMs = 5_000;

/** Handles again what was asked for, of the subgraphs of this process, one at a time and the oldest first. */
export function startRetries(
  database: Database<EventTables>,
  consumers: () => ReadonlyMap<string, Replayer>,
  log: Log,
): Worker {
  return startWorker({
    name: 'retries of dead letters',
    everyMs,
    log,
    async run() {
      const own = consumers();
      const { rows } = await sql<{ id: number }>`select id::int as id from events.dead_letter
        where retry_asked_at is not null and ${waiting} and consumer = any(${[...own.keys()]}::text[])
        order by id limit 1`.execute(database);
      const [next] = rows;
      if (!next) return false;
      try {
        await replayDeadLetter(database, next.id, own);
        log.info({ deadLetter: next.id }, 'a dead letter was handled');
      } catch (error) {
        if (!isHubError(error) || error.code !== 'CONFLICT') throw error;
        log.warn({ deadLetter: next.id }, 'a dead letter cannot be handled yet');
      }
      await sql`update events.dead_letter set retry_asked_at = null where id = ${next.id}`.execute(database);
      return true;
    },
  });
}
