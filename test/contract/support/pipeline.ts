import { sql } from 'kysely';
import { z } from 'zod';
import type { DatabaseTransaction, HubDatabase } from '#kit/database/database.ts';
import { onEvent, subscribeHandlers } from '#kit/events/consumer.ts';
import { defineEvent, newEvent, topicOf } from '#kit/events/envelope.ts';
import type { EventLog } from '#kit/events/event-log.ts';
import { createTransact } from '#kit/events/outbox.ts';
import { startRelay } from '#kit/events/relay.ts';
import type { EventTables } from '#kit/events/tables.ts';
import { silentLog } from '#kit/log/log.ts';
import { testController } from './log-adapters.ts';

const counted = defineEvent({
  type: 'counted.v1',
  publisher: 'north',
  summary: 'Something was counted.',
  schema: z.object({ n: z.number() }),
  example: { n: 1 },
});

export const countedTopic = topicOf('north');
export const children = ['anna', 'bo', 'cecilie'] as const;

/** The table of effects that `createPipeline` works on. */
export const effectTable =
  'create schema trial; create table trial.effect (position bigint generated always as identity, child text, n int)';

/** A hub in small: north publishes what it counts, south keeps each number as an effect, over any database and log. */
export function createPipeline(database: HubDatabase) {
  const events = database.as<EventTables>();
  const transact = createTransact<EventTables>(events, {
    controller: testController,
    now: () => new Date(),
    wake: () => undefined,
  });
  let refuses: (n: number) => boolean = () => false;
  const handlers = [
    onEvent<EventTables, { n: number }>(counted, async ({ tx }, envelopes) => {
      for (const { data, subject } of envelopes) {
        if (refuses(data.n)) throw new Error(`${data.n} cannot be counted`);
        await sql`insert into trial.effect (child, n) values (${subject ?? null}, ${data.n})`.execute(tx);
      }
    }),
  ];
  return {
    events,
    replayers: new Map([['south', { handlers, transact }]]) as never,
    unit: <Result>(work: (tx: DatabaseTransaction<EventTables>) => Promise<Result>) => transact(({ tx }) => work(tx)),
    /** From now on south cannot handle these numbers. */
    refuse(which: (n: number) => boolean) {
      refuses = which;
    },
    emit: (...numbers: number[]) =>
      transact(({ emit }) => emit(numbers.map((n) => newEvent(counted, { n }, children[n % children.length])))),
    async effects() {
      const { rows } = await sql<{
        child: string;
        n: number;
      }>`select child, n from trial.effect order by position`.execute(database.kysely);
      return rows;
    },
    async clear() {
      refuses = () => false;
      await sql.raw('truncate trial.effect, events.dead_letter').execute(database.kysely);
    },
    async unsent() {
      const { rows } = await sql<{
        count: number;
      }>`select count(*) as count from events.outbox where sent_at is null`.execute(database.kysely);
      return rows[0]?.count ?? 0;
    },
    /** North alone: it publishes to a log until it is stopped. */
    startNorth: (eventLog: EventLog) =>
      startRelay({ database: events, eventLog, log: silentLog, topics: [countedTopic], lookEveryMs: 500 }),
    startSouth: (eventLog: EventLog) =>
      subscribeHandlers(eventLog, { consumer: 'south', handlers, database: events, transact, log: silentLog }),
  };
}

export type Pipeline = ReturnType<typeof createPipeline>;

/** A process of the hub, with both, until it is stopped. */
export async function startProcess(pipeline: Pipeline, eventLog: EventLog) {
  const relay = pipeline.startNorth(eventLog);
  await pipeline.startSouth(eventLog);
  return {
    wake: relay.wake,
    async stop() {
      await relay.stop();
      await eventLog.close();
    },
  };
}
