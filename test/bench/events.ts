import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { sql } from 'kysely';
import { z } from 'zod';
import type { KafkaSettings } from '#kit/config/event-log-settings.ts';
import type { HubDatabase } from '#kit/database/database.ts';
import { onEvent, subscribeHandlers } from '#kit/events/consumer.ts';
import { defineEvent, newEvent, topicOf } from '#kit/events/envelope.ts';
import { openKafkaLog } from '#kit/events/kafka/kafka-log.ts';
import { createTransact } from '#kit/events/outbox.ts';
import { startRelay } from '#kit/events/relay.ts';
import type { EventTables } from '#kit/events/tables.ts';
import { silentLog } from '#kit/log/log.ts';
import { openKitDatabase, postgresUrl, until } from '#test/contract/support/kit-database.ts';
import { kafkaSettings, testController } from '#test/contract/support/log-adapters.ts';
import { brokersCanBeStarted, kafkaBrokers, reserveBroker } from '#test/support/kafka-broker.ts';
import { removeTopics } from '#test/support/kafka-topics.ts';
import type { BenchLine } from './bench-line.ts';
import { ratio } from './measure.ts';

const rounds = 3;
const count = 6_000;
/** How many events a change causes: one, as a message or an answer does, or many, as an import does. */
const shapes = { 'one event a change': 1, 'a hundred events a change': 100 } as const;
const writers = 8;
const patienceMs = 120_000;
const measured = defineEvent({
  type: 'measured.v1',
  publisher: 'north',
  summary: 'Something of usual size was measured.',
  schema: z.object({ n: z.number(), text: z.string() }),
  example: { n: 1, text: '' },
});
/** About 600 bytes with its envelope, as the hub's own events are. */
const text = 'x'.repeat(200);
const children = Array.from({ length: 100 }, () => randomUUID());
const childOf = (n: number): string => children[n % children.length] ?? '';

/** Events from a change's transaction over Kafka to their effect, beside kafkajs as it comes with an insert per message. */
export async function benchEvents(): Promise<BenchLine[]> {
  if (kafkaBrokers.length === 0 && !brokersCanBeStarted)
    return [{ ok: true, text: 'not measured: it needs KAFKA_BROKERS, or ../shared/kafka to start a broker with' }];
  const own = kafkaBrokers.length === 0 ? await reserveBroker() : undefined;
  await own?.start();
  const kind = postgresUrl ? 'PostgreSQL' : 'PGlite';
  const database = await openKitDatabase(kind, 'create schema bench; create table bench.effect (n int, text text)');
  /** On topics that nobody else has used. */
  const timedAlone = async (prepare: (settings: KafkaSettings) => Promise<Run>): Promise<number> => {
    const settings = kafkaSettings(own?.brokers ?? kafkaBrokers);
    try {
      return await timed(database, () => prepare(settings));
    } finally {
      await removeTopics(settings.brokers, settings.prefix ?? '');
    }
  };
  const raw: number[] = [];
  const hub = new Map<string, number[]>();
  try {
    for (let round = 0; round < rounds; round += 1) {
      raw.push(await timedAlone((settings) => runRaw(database, settings)));
      for (const [shape, atOnce] of Object.entries(shapes)) {
        const took = await timedAlone((settings) => runHub(database, settings, atOnce));
        hub.set(shape, [...(hub.get(shape) ?? []), took]);
      }
    }
  } finally {
    await database.close();
    await own?.remove();
  }
  const rate = (times: readonly number[]) => Math.round(count / Math.min(...times));
  return [...hub].map(([shape, times]) => {
    const share = rate(times) / rate(raw);
    return {
      ok: share >= 0.5,
      text: `events through outbox, Kafka and inbox, ${shape}: ${ratio(share)} of raw kafkajs with an insert per message (${rate(times)} beside ${rate(raw)} a second on ${kind}, best of ${rounds}; goal 0.5)`,
    };
  });
}

/** Seconds from the first change until the last effect. What must be set up first is not counted. */
async function timed(database: HubDatabase, prepare: () => Promise<Run>): Promise<number> {
  await sql`truncate bench.effect, events.outbox, events.inbox`.execute(database.kysely);
  const run = await prepare();
  const started = performance.now();
  await run.send();
  await until('every effect is there', async () => (await effectsIn(database)) >= count, patienceMs);
  const took = (performance.now() - started) / 1_000;
  await run.stop();
  return took;
}

interface Run {
  send(): Promise<void>;
  stop(): Promise<void>;
}

const effectsIn = async (database: HubDatabase): Promise<number> =>
  (await sql<{ n: number }>`select count(*) as n from bench.effect`.execute(database.kysely)).rows[0]?.n ?? 0;

async function runHub(database: HubDatabase, settings: KafkaSettings, atOnce: number): Promise<Run> {
  const events = database.as<EventTables>();
  const eventLog = await openKafkaLog(settings, testController, silentLog);
  const relay = startRelay({ database: events, eventLog, log: silentLog, topics: [topicOf('north')] });
  const transact = createTransact<EventTables>(events, {
    controller: testController,
    now: () => new Date(),
    wake: relay.wake,
  });
  const keep = onEvent<EventTables, { n: number; text: string }>(measured, async ({ tx }, envelopes) => {
    await sql`insert into bench.effect select * from unnest(${envelopes.map(({ data }) => data.n)}::int[],
      ${envelopes.map(({ data }) => data.text)}::text[])`.execute(tx);
  });
  await subscribeHandlers(eventLog, {
    consumer: 'south',
    handlers: [keep],
    database: events,
    transact,
    log: silentLog,
  });
  const emit = (from: number, many: number) => {
    const numbers = Array.from({ length: many }, (_, index) => from + index);
    return transact(({ emit }) => emit(numbers.map((n) => newEvent(measured, { n, text }, childOf(n)))));
  };
  await emit(-1, 1);
  await until('the first event is through', async () => (await effectsIn(database)) > 0, patienceMs);
  await sql`truncate bench.effect`.execute(database.kysely);
  return {
    async send() {
      let n = 0;
      const writer = async () => {
        while (n < count) {
          const from = n;
          n += atOnce;
          await emit(from, atOnce);
        }
      };
      await Promise.all(Array.from({ length: writers }, writer));
    },
    async stop() {
      await relay.stop();
      await eventLog.close();
    },
  };
}

async function runRaw(database: HubDatabase, { brokers, prefix, partitions }: KafkaSettings): Promise<Run> {
  const topic = `${prefix}.raw`;
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: partitions }] });
  await admin.disconnect();
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  const consumer = kafka.consumer({ groupId: `${prefix}.raw`, maxWaitTimeInMs: 500 });
  await Promise.all([producer.connect(), consumer.connect()]);
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    async eachMessage({ message }) {
      const { n, text } = JSON.parse(message.value?.toString('utf8') ?? '') as { n: number; text: string };
      await sql`insert into bench.effect values (${n}, ${text})`.execute(database.kysely);
    },
  });
  const send = (numbers: readonly number[]) =>
    producer.send({
      topic,
      acks: -1,
      messages: numbers.map((n) => ({ key: childOf(n), value: JSON.stringify({ n, text, padding: 'x'.repeat(380) }) })),
    });
  await send([-1]);
  await until('the first message is through', async () => (await effectsIn(database)) > 0, patienceMs);
  await sql`truncate bench.effect`.execute(database.kysely);
  return {
    async send() {
      for (let from = 0; from < count; from += 500) await send(Array.from({ length: 500 }, (_, index) => from + index));
    },
    async stop() {
      await consumer.disconnect();
      await producer.disconnect();
    },
  };
}
