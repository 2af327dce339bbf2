import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '#kit/database/database.ts';
import { isHubError } from '#kit/errors/hub-error.ts';
import type { Log } from '#kit/log/log.ts';
import type { Envelope, EventType } from './envelope.ts';
import { dataSchemaOf, topicOf } from './envelope.ts';
import type { EventLog, Subscription } from './event-log.ts';
import type { Transact, UnitOfWork } from './outbox.ts';
import type { EventTables } from './tables.ts';

/** Handles events of one type, in order, a batch at a time: set-based where many come at once. */
export interface EventHandler<Tables, Data = unknown> {
  readonly event: EventType<string, Data>;
  handle(unit: UnitOfWork<Tables>, events: ReadonlyArray<Envelope<Data>>): Promise<void>;
}

/** Types a handler by its event, so that `handlers` may hold handlers of many events. */
export function onEvent<Tables, Data>(
  event: EventType<string, Data>,
  handle: (unit: UnitOfWork<Tables>, events: ReadonlyArray<Envelope<Data>>) => Promise<void>,
): EventHandler<Tables> {
  const parse = (envelope: Envelope): Envelope<Data> => ({ ...envelope, data: event.schema.parse(envelope.data) });
  return { event: event as EventType, handle: (unit, events) => handle(unit, events.map(parse)) };
}

export interface ConsumerOptions<Tables> {
  /** The consumer group: the subgraph's name. */
  readonly consumer: string;
  readonly handlers: ReadonlyArray<EventHandler<Tables>>;
  readonly database: Database<EventTables>;
  readonly transact: Transact<Tables>;
  readonly log: Log;
}

/**
 * Subscribes a subgraph's handlers. An event's inbox row and its effect are one transaction, so that one delivered again has
 * no effect again. One that fails by itself goes to the dead letters with its reason; an outage is waited out instead.
 */
export function subscribeHandlers<Tables>(eventLog: EventLog, options: ConsumerOptions<Tables>): Promise<Subscription> {
  const topics = [...new Set(options.handlers.map(({ event }) => topicOf(event.publisher)))];
  return eventLog.subscribe({
    group: options.consumer,
    topics,
    async onBatch(records) {
      const envelopes = records
        .map((record) => record.envelope)
        .filter((envelope) => options.handlers.some(({ event }) => isOf(event, envelope)));
      if (envelopes.length === 0) return;
      try {
        await applyEvents(options, envelopes);
      } catch (error) {
        if (isOutage(error)) throw error;
        for (const envelope of envelopes) await applyOrBury(options, envelope);
      }
    },
    onUnreadable: ({ topic, partition, position }, text, reason) =>
      bury(options, unreadable(`${topic}/${partition}/${position}`, text), reason, 'UNREADABLE'),
  });
}

async function applyOrBury<Tables>(options: ConsumerOptions<Tables>, envelope: Envelope): Promise<void> {
  try {
    await applyEvents(options, [envelope]);
  } catch (error) {
    if (isOutage(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    options.log.error(
      { err: error, eventId: envelope.id, type: envelope.type },
      'an event could not be handled: dead letter',
    );
    await bury(options, envelope, reason, errorCode(error));
  }
}

/** Puts an event aside with the reason, for a person to look at. */
export async function bury<Tables>(
  { consumer, database }: Pick<ConsumerOptions<Tables>, 'consumer' | 'database'>,
  envelope: Envelope,
  reason: string,
  code: string,
): Promise<void> {
  await sql`insert into events.dead_letter (consumer, event_id, envelope, reason, code)
    values (${consumer}, ${envelope.id}, ${JSON.stringify(envelope)}::jsonb, ${reason}, ${code})
    on conflict (consumer, event_id) do update set reason = excluded.reason, code = excluded.code, failed_at = now()`.execute(
    database,
  );
}

/** What kind of error it was, without its words: those may quote what was read. */
export function errorCode(error: unknown): string {
  if (isHubError(error)) return error.code;
  if (error instanceof z.ZodError) return 'UNEXPECTED_DATA';
  const { code } = error as { code?: unknown };
  // A SQLSTATE, or a code of Node.js.
  return typeof code === 'string' && /^[A-Z0-9_]{4,40}$/.test(code) ? code : 'UNEXPECTED';
}

/** Stands for a record that is no envelope, by its place on the log. */
const unreadable = (place: string, text: string): Envelope => ({
  specversion: '1.0',
  id: `unreadable ${place}`,
  type: 'unreadable',
  source: `/log/${place}`,
  time: new Date(0).toISOString(),
  datacontenttype: 'application/json',
  dataschema: dataSchemaOf('unreadable'),
  // PostgreSQL's jsonb takes no NUL.
  data: { text: text.replaceAll('\0', '\uFFFD') },
});

/** Applies what is new of the events, in one transaction. Exposed for replays of dead letters. */
export async function applyEvents<Tables>(
  options: Pick<ConsumerOptions<Tables>, 'consumer' | 'handlers' | 'transact'>,
  envelopes: readonly Envelope[],
): Promise<void> {
  await options.transact(async (unit) => {
    const { rows } = await sql<{ eventId: string }>`insert into events.inbox (consumer, event_id)
      select ${options.consumer}, * from unnest(${envelopes.map((envelope) => envelope.id)}::text[])
      on conflict do nothing returning event_id`.execute(unit.tx);
    const fresh = new Set(rows.map((row) => row.eventId));
    for (const run of runsOfOneType(envelopes.filter((envelope) => fresh.delete(envelope.id)))) {
      const handlers = options.handlers.filter(({ event }) => run[0] && isOf(event, run[0]));
      for (const handler of handlers) await handler.handle(unit, run);
    }
  });
}

/** Several subgraphs may publish events of one name (`part-sealed.v1`): a handler is for those of its own publisher. */
const isOf = (event: EventType, envelope: Envelope): boolean =>
  event.type === envelope.type && envelope.source.endsWith(`/${event.publisher}`);

/** Neighbours of one type and publisher together, in order. */
function runsOfOneType(envelopes: readonly Envelope[]): Envelope[][] {
  const runs: Envelope[][] = [];
  for (const envelope of envelopes) {
    const run = runs.at(-1);
    if (run && run[0]?.type === envelope.type && run[0].source === envelope.source) run.push(envelope);
    else runs.push([envelope]);
  }
  return runs;
}

/**
 * What passes by itself: PostgreSQL's classes 08 (connection), 40 (serialisation), 53 (resources), 57 (operator intervention) and 58
 * (system), a lock not had, a server that has become a standby, the system's and node-postgres's own connection errors.
 */
const passingCodes = /^(08|40|53|57|58)|^(55P03|25006)$|^E(CONN|PIPE|HOST|NET|TIMEDOUT|AI_AGAIN|NOTFOUND)/;
const passingMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

export function isOutage(error: unknown): boolean {
  if (isHubError(error)) return error.code === 'UNAVAILABLE';
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? passingCodes.test(code) : passingMessages.test(error.message);
}
