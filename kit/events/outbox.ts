import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import { notWaitedFor } from '#kit/database/travel-together.ts';
import { dataSchemaOf, type Envelope, type EventType, type NewEvent, topicOf } from './envelope.ts';
import type { EventTables } from './tables.ts';

export interface OutboxOptions {
  /** The controller's organisation number. */
  readonly controller: string;
  now(): Date;
  /** Called after a commit that published something. */
  wake(): void;
  /** Awaited after a commit that published events of these types, before its caller is told. */
  committed?(types: ReadonlySet<string>): Promise<void>;
}

/** What the work inside a transaction gets: its own SQL, and `emit` for the events that the change causes. */
export interface UnitOfWork<Tables> {
  readonly tx: DatabaseTransaction<Tables>;
  /** What is wrong with an event shows at the next statement, or at the commit. */
  emit(events: readonly NewEvent[]): Promise<void>;
  /**
   * One event for each row of a query with `child_id uuid` (null where no child is concerned) and `data jsonb`, as the event's schema
   * has it: what changes a whole municipality is told of in one statement. Gives how many events it was.
   */
  emitEach(event: Pick<EventType, 'type' | 'publisher'>, rows: RawBuilder<unknown>): Promise<number>;
}

export type Transact<Tables> = <Result>(work: (unit: UnitOfWork<Tables>) => Promise<Result>) => Promise<Result>;

/** A change and its events are one transaction: both are there, or neither. */
export function createTransact<Tables>(database: Database<Tables>, options: OutboxOptions): Transact<Tables> {
  return async (work) => {
    const published = new Set<string>();
    const result = await database.transaction().execute((tx) =>
      work({
        tx,
        async emit(events) {
          if (events.length === 0) return;
          for (const { event } of events) published.add(event.type);
          await appendToOutbox(tx as unknown as DatabaseTransaction<EventTables>, events, options);
        },
        async emitEach(event, rows) {
          const count = await appendRowsToOutbox(
            tx as unknown as DatabaseTransaction<EventTables>,
            event,
            rows,
            options,
          );
          if (count > 0) published.add(event.type);
          return count;
        },
      }),
    );
    if (published.size > 0) {
      options.wake();
      await options.committed?.(published);
    }
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
  await sql`${sql.raw(notWaitedFor)}insert into events.outbox (topic, key, envelope)
    select * from unnest(${events.map(({ event }) => topicOf(event.publisher))}::text[],
      ${events.map(({ event, childId }) => childId ?? event.publisher)}::text[],
      ${envelopes.map((envelope) => JSON.stringify(envelope))}::jsonb[])`.execute(tx);
}

async function appendRowsToOutbox(
  tx: DatabaseTransaction<EventTables>,
  event: Pick<EventType, 'type' | 'publisher'>,
  rows: RawBuilder<unknown>,
  options: OutboxOptions,
): Promise<number> {
  const same: Omit<Envelope, 'id' | 'subject' | 'data'> = {
    specversion: '1.0',
    type: event.type,
    source: `/controllers/${options.controller}/${event.publisher}`,
    time: options.now().toISOString(),
    datacontenttype: 'application/json',
    dataschema: dataSchemaOf(event.type),
  };
  const { numAffectedRows } = await sql`insert into events.outbox (topic, key, envelope)
    select ${topicOf(event.publisher)}, coalesce(told.child_id::text, ${event.publisher}), ${JSON.stringify(same)}::jsonb
      || case when told.child_id is null then '{}' else jsonb_build_object('subject', told.child_id) end
      || jsonb_build_object('id', gen_random_uuid(), 'data', told.data)
    from (${rows}) told`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
