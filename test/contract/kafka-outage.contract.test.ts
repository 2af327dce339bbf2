import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KafkaSettings } from '#kit/config/event-log-settings.ts';
import type { HubDatabase } from '#kit/database/database.ts';
import { listDeadLetters } from '#kit/events/dead-letters.ts';
import { createEmbeddedLog } from '#kit/events/embedded-log.ts';
import { openKafkaLog } from '#kit/events/kafka/kafka-log.ts';
import { silentLog } from '#kit/log/log.ts';
import { kafkaCanBeKilled, type OwnBroker, reserveBroker } from '#test/support/kafka-broker.ts';
import { ascending, record } from './support/counted.ts';
import { openKitDatabase, until } from './support/kit-database.ts';
import { kafkaSettings, testController } from './support/log-adapters.ts';
import {
  children,
  countedTopic,
  createPipeline,
  effectTable,
  type Pipeline,
  startProcess,
} from './support/pipeline.ts';

const patienceMs = 60_000;

describe.skipIf(!kafkaCanBeKilled)('with a Kafka broker that fails, the hub', () => {
  let broker: OwnBroker;
  let database: HubDatabase;
  let pipeline: Pipeline;
  let settings: KafkaSettings;
  let n = 0;
  beforeAll(async () => {
    broker = await reserveBroker();
  });
  afterAll(() => broker.remove());
  beforeEach(async () => {
    n = 0;
    database = await openKitDatabase('PGlite', effectTable);
    pipeline = createPipeline(database);
    settings = kafkaSettings(broker.brokers);
  });
  afterEach(() => database.close());

  const openLog = () => openKafkaLog(settings, testController, silentLog);
  const count = async (times: number) => {
    for (let round = 0; round < times; round += 1) await pipeline.emit(n++, n++, n++);
  };
  const allHandledOnceInOrder = async () => {
    await until('all have had their effect', async () => (await pipeline.effects()).length >= n, patienceMs);
    const all = await pipeline.effects();
    expect(all).toHaveLength(n);
    for (const child of children) {
      const numbers = all.filter((one) => one.child === child).map((one) => one.n);
      expect(numbers).toEqual(ascending(numbers));
    }
  };

  it('starts while it is down, keeps what happens, and publishes it when the broker is there', async () => {
    const log = await openLog();
    await expect(log.publish([record(countedTopic, 'anna', 1)])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await log.caughtUp()).toBe(false);
    const process = await startProcess(pipeline, log);
    await count(3);
    process.wake();
    expect([await pipeline.unsent(), await pipeline.effects()]).toEqual([9, []]);
    await broker.start();
    await allHandledOnceInOrder();
    await until('caught up', () => log.caughtUp(), patienceMs);
    await process.stop();
  }, 120_000);

  it('loses nothing and does nothing twice when it is killed in the middle of things and comes back', async () => {
    await broker.start();
    const process = await startProcess(pipeline, await openLog());
    await count(20);
    await until('some are handled', async () => (await pipeline.effects()).length > 0, patienceMs);
    process.wake();
    await count(20);
    await broker.kill();
    await count(20);
    process.wake();
    await broker.start();
    await count(20);
    await allHandledOnceInOrder();
    await process.stop();
  }, 180_000);

  it('stops in its own time while the broker is gone, and loses nothing by it', async () => {
    await broker.start();
    const process = await startProcess(pipeline, await openLog());
    await count(2);
    process.wake();
    await until('some are handled', async () => (await pipeline.effects()).length > 0, patienceMs);
    await broker.kill();
    await count(2);
    process.wake();
    await process.stop();
    await broker.start();
    const next = await startProcess(pipeline, await openLog());
    await allHandledOnceInOrder();
    await next.stop();
  }, 180_000);

  it('publishes anew what its outbox has when the broker comes back empty: also what was sent and not handled yet', async () => {
    await broker.start();
    const log = await openLog();
    const process = await startProcess(pipeline, log);
    await count(5);
    process.wake();
    await allHandledOnceInOrder();
    await process.stop();

    // Sent while nobody consumes; then the broker loses all it has.
    const sender = await openLog();
    const north = pipeline.startNorth(sender);
    await count(5);
    north.wake();
    await until('all are sent', async () => (await pipeline.unsent()) === 0, patienceMs);
    await broker.kill();
    await broker.wipe();
    await count(5);
    await broker.start();
    const receiver = await openLog();
    const south = await pipeline.startSouth(receiver);
    await allHandledOnceInOrder();
    await south.stop();
    await north.stop();
    await sender.close();
    await receiver.close();
  }, 180_000);

  it('notices that the broker has come back empty also when nothing new happens, and while its consumers run', async () => {
    await broker.start();
    const log = await openLog();
    const process = await startProcess(pipeline, log);
    await count(4);
    process.wake();
    await allHandledOnceInOrder();
    await broker.kill();
    await broker.wipe();
    await broker.start();
    const other: number[] = [];
    await until(
      'the topic is filled again',
      async () => (await pipeline.unsent()) === 0 && (await log.caughtUp()),
      patienceMs,
    );
    const reader = await openLog();
    await reader.subscribe({
      group: 'another system',
      topics: [countedTopic],
      onBatch: async (records) => void other.push(...records.map(({ envelope }) => (envelope.data as { n: number }).n)),
    });
    await until('everything is there again', () => new Set(other).size === n, patienceMs);
    await allHandledOnceInOrder();
    await reader.close();
    await process.stop();
  }, 180_000);

  it('goes over from the embedded log to Kafka without losing what was not handled', async () => {
    await broker.start();
    const embedded = createEmbeddedLog(pipeline.events, silentLog);
    const before = pipeline.startNorth(embedded);
    await count(3);
    before.wake();
    await until('all are sent', async () => (await pipeline.unsent()) === 0, patienceMs);
    await before.stop();
    await embedded.close();
    const process = await startProcess(pipeline, await openLog());
    await allHandledOnceInOrder();
    await process.stop();
  }, 120_000);

  it('sets a record aside that is no envelope, with its place, and goes on with the next', async () => {
    await broker.start();
    const log = await openLog();
    await log.prepare([countedTopic], []);
    const { Kafka, logLevel } = (await import('kafkajs')).default;
    const stranger = new Kafka({ brokers: [...broker.brokers], logLevel: logLevel.NOTHING }).producer();
    await stranger.connect();
    await stranger.send({ topic: `${settings.prefix}.${countedTopic}`, messages: [{ key: 'anna', value: 'hello\0' }] });
    await stranger.disconnect();
    const process = await startProcess(pipeline, log);
    await count(1);
    process.wake();
    await allHandledOnceInOrder();
    await until('it is set aside', async () => (await listDeadLetters(pipeline.events)).length === 1, patienceMs);
    expect(await listDeadLetters(pipeline.events)).toMatchObject([{ type: 'unreadable', reason: 'it is no JSON' }]);
    await process.stop();
  }, 120_000);
});
