import { randomUUID } from 'node:crypto';
import { eventLogSettingsSchema, type KafkaSettings } from '#kit/config/event-log-settings.ts';
import type { HubDatabase } from '#kit/database/database.ts';
import { createEmbeddedLog } from '#kit/events/embedded-log.ts';
import type { EventLog } from '#kit/events/event-log.ts';
import { openKafkaLog } from '#kit/events/kafka/kafka-log.ts';
import type { EventTables } from '#kit/events/tables.ts';
import { silentLog } from '#kit/log/log.ts';
import { kafkaBrokers, kafkaIsThere } from '#test/support/kafka-broker.ts';
import { removeTopics } from '#test/support/kafka-topics.ts';
import { openKitDatabase, postgresUrl } from './kit-database.ts';

/** A log to be tested, and a database whose outbox it may carry. */
export interface LogHost {
  readonly database: HubDatabase;
  /** A new client on the same log, as a process that starts anew has it, with topics that are ready to be published to. */
  open(...topics: string[]): Promise<EventLog>;
  stop(): Promise<void>;
}

export interface LogAdapter {
  readonly name: string;
  readonly available: boolean;
  start(more?: string): Promise<LogHost>;
}

const embedded = (kind: 'PGlite' | 'PostgreSQL'): LogAdapter => ({
  name: `embedded in ${kind}`,
  available: kind === 'PGlite' || postgresUrl !== undefined,
  async start(more) {
    const database = await openKitDatabase(kind, more);
    return {
      database,
      open: async () => createEmbeddedLog(database.as<EventTables>(), silentLog),
      stop: () => database.close(),
    };
  },
});

export const testController = '312000008';

/** Settings for a Kafka log that no other test shares a topic or a group with. */
export const kafkaSettings = (brokers: readonly string[], over: Partial<KafkaSettings> = {}): KafkaSettings =>
  eventLogSettingsSchema.parse({
    kind: 'kafka',
    brokers,
    prefix: `test-${randomUUID().slice(0, 8)}`,
    partitions: 3,
    sessionSeconds: 6,
    ...over,
  }) as KafkaSettings;

const kafka: LogAdapter = {
  name: 'in Kafka',
  available: kafkaIsThere,
  async start(more) {
    const database = await openKitDatabase('PGlite', more);
    const settings = kafkaSettings(kafkaBrokers);
    return {
      database,
      async open(...topics) {
        const log = await openKafkaLog(settings, testController, silentLog);
        await log.prepare(topics, []);
        return log;
      },
      async stop() {
        await database.close();
        await removeTopics(settings.brokers, settings.prefix ?? '');
      },
    };
  },
};

/** Every adapter of the event log; the ones that cannot run here are skipped, and seen to be. */
export const logAdapters: readonly LogAdapter[] = [embedded('PGlite'), embedded('PostgreSQL'), kafka];
