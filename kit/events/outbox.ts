import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import { dataSchemaOf, type Envelope, type NewEvent, topicOf } from './envelope.ts';
import type { EventTables } from './tables.ts';

export interface OutboxOptions {
  /** The controller's organisation number. */
  readonly controller: string;
  now(): Date;
  /** Called after a commit that published something. */
  wake(): void;
}

/** What the work inside a transaction gets: its own SQL, and `emit` for the events that the change causes. */
export interface UnitOfWork<Tables> {
  readonly tx: DatabaseTransaction<Tables>;
  emit(events: readonly NewEvent[]): Promise<void>;
}

export type Transact<Tables> = <Result>(work: (unit: UnitOfWork<Tables>) => Promise<Result>) => Promise<Result>;

/** A change and its events are one transaction: both are there, or neither. */
export function createTransact<Tables>(database: Database<Tables>, options: OutboxOptions): Transact<Tables> {
  return async (work) => {
    let published = false;
    const result = await database.transaction().execute((tx) =>
      work({
        tx,
        async emit(events) {
          if (events.length === 0) return;
          published = true;
          await appendToOutbox(tx as unknown as DatabaseTransaction<EventTables>, events, options);
        },
      }),
    );
    if (published) options.wake();
    return result;
  };
}

async function appendToOutbox(
  tx: DatabaseTransaction<EventTables>,
  events: readonly NewEvent[],
  options: OutboxOptions,
): Promise<void> {
  const time = options.now().toISOString();
  const envelopes = events.map(
    ({ event, data, childId }): Envelope => ({
      specversion: '1.0',
      id: randomUUID(),
      type: event.type,
      source: `/controllers/${options.controller}/${event.publisher}`,
      ...(childId === undefined ? {} : { subject: childId }),
      time,
      datacontenttype: 'application/json',
      dataschema: dataSchemaOf(event.type),
      data,
    }),
  );
  await sql`insert into events.outbox (topic, key, envelope)
    select * from unnest(${events.map(({ event }) => topicOf(event.publisher))}::text[],
      ${events.map(({ event, childId }) => childId ?? event.publisher)}::text[],
      ${envelopes.map((envelope) => JSON.stringify(envelope))}::jsonb[])`.execute(tx);
}
