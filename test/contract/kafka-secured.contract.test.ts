import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KafkaSettings } from '#kit/config/event-log-settings.ts';
import type { HubDatabase } from '#kit/database/database.ts';
import { openKafkaLog } from '#kit/events/kafka/kafka-log.ts';
import { silentLog } from '#kit/log/log.ts';
import { kafkaCanBeKilled } from '#test/support/kafka-broker.ts';
import { type SecuredBroker, startSecuredBroker } from '#test/support/secured-broker.ts';
import { openKitDatabase, until } from './support/kit-database.ts';
import { kafkaSettings, testController } from './support/log-adapters.ts';
import { countedTopic, createPipeline, effectTable, startProcess } from './support/pipeline.ts';

describe.skipIf(!kafkaCanBeKilled)('a Kafka cluster that asks for TLS and a password', () => {
  let broker: SecuredBroker;
  let database: HubDatabase;
  beforeAll(async () => {
    broker = await startSecuredBroker();
  }, 240_000);
  afterAll(() => broker?.stop());
  beforeEach(async () => {
    database = await openKitDatabase('PGlite', effectTable);
  });
  afterEach(() => database.close());

  const settingsOf = (
    mechanism: NonNullable<KafkaSettings['sasl']>['mechanism'],
    over: Partial<KafkaSettings> = {},
  ): KafkaSettings =>
    kafkaSettings(broker.brokers, {
      tls: { caFile: broker.caFile },
      sasl: { mechanism, username: broker.username, password: broker.password },
      ...over,
    });

  it.each(['plain', 'scram-sha-512'] as const)(
    'carries events to who signs in by %s',
    async (mechanism) => {
      const pipeline = createPipeline(database);
      const log = await openKafkaLog(settingsOf(mechanism), testController, silentLog);
      await log.prepare([countedTopic], []);
      const hub = await startProcess(pipeline, log);
      await pipeline.emit(1, 2, 3);
      hub.wake();
      await until('three effects', async () => (await pipeline.effects()).length === 3, 60_000);
      expect((await pipeline.effects()).map(({ n }) => n).toSorted()).toEqual([1, 2, 3]);
      await hub.stop();
    },
    120_000,
  );

  it.each([
    [
      'a wrong password',
      () => ({ sasl: { mechanism: 'plain' as const, username: broker.username, password: 'wrong' } }),
    ],
    ['an authority that is not trusted', () => ({ tls: {} })],
    ['no TLS', () => ({ tls: undefined })],
  ])(
    'takes nothing from one with %s: what was to be published waits in the outbox',
    async (_, wrong) => {
      const pipeline = createPipeline(database);
      const settings = { ...settingsOf('plain'), ...wrong() } as KafkaSettings;
      const log = await openKafkaLog(settings, testController, silentLog);
      const relay = pipeline.startNorth(log);
      await pipeline.emit(1);
      await expect(log.prepare([countedTopic], [])).rejects.toThrow();
      expect(await pipeline.unsent()).toBe(1);
      await relay.stop();
      await log.close();
    },
    120_000,
  );
});
