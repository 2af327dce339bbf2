import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { applyEvents, bury, type ConsumerOptions, errorCode, isOutage } from './consumer.ts';
import type { Envelope } from './envelope.ts';
import type { EventTables } from './tables.ts';

/** An event that a subgraph could not handle, as staff see it: what it was and why, without its data. */
export interface DeadLetter {
  readonly id: number;
  /** The subgraph that could not handle it. */
  readonly consumer: string;
  readonly type: string;
  readonly source: string;
  /** The child's pseudonymous id; null where no child is concerned. */
  readonly childId: string | null;
  readonly reason: string;
  /** ISO 8601 instants. */
  readonly failedAt: string;
  readonly replayedAt: string | null;
}

/** Dead letters, oldest first; those that were replayed or set aside too when asked for. */
export async function listDeadLetters(
  database: Database<EventTables>,
  { replayed = false }: { readonly replayed?: boolean } = {},
): Promise<readonly DeadLetter[]> {
  const { rows } =
    await sql<DeadLetter>`select id, consumer, envelope ->> 'type' as type, envelope ->> 'source' as source,
      envelope ->> 'subject' as child_id, reason, to_json(failed_at) #>> '{}' as failed_at, to_json(replayed_at) #>> '{}' as replayed_at
    from events.dead_letter where (replayed_at is null and set_aside_at is null) or ${replayed} order by id`.execute(
      database,
    );
  return rows;
}

/** A consumer's handlers, by which its dead letters are handled again. */
export type Replayer = Pick<ConsumerOptions<never>, 'handlers' | 'transact'>;

/**
 * Handles a dead letter again, out of the order it once had: what stood in its way must be mended first. Done twice it has no second
 * effect. Throws a HubError: `NOT_FOUND`, or `CONFLICT` with the reason when it cannot be handled now either.
 */
export async function replayDeadLetter(
  database: Database<EventTables>,
  id: number,
  consumers: ReadonlyMap<string, Replayer>,
): Promise<void> {
  const { rows } = await sql<{ consumer: string; envelope: Envelope; replayed: boolean }>`
    select consumer, envelope, replayed_at is not null as replayed from events.dead_letter where id = ${id}`.execute(
    database,
  );
  const letter = rows[0];
  if (!letter) throw new HubError('NOT_FOUND', `There is no dead letter ${id}. See \`oppvekst dead-letters list\`.`);
  if (letter.replayed) return;
  const { consumer, envelope } = letter;
  const replayer = consumers.get(consumer);
  if (!replayer?.handlers.some(({ event }) => event.type === envelope.type))
    throw new HubError('CONFLICT', `Nothing here handles ${envelope.type} for ${consumer}: the dead letter stays.`);
  try {
    await applyEvents({ consumer, ...replayer }, [envelope]);
  } catch (error) {
    if (isOutage(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    await bury({ consumer, database }, envelope, reason, errorCode(error));
    throw new HubError('CONFLICT', `The event still cannot be handled: ${reason}`, { cause: error });
  }
  await sql`update events.dead_letter set replayed_at = now() where id = ${id}`.execute(database);
}
