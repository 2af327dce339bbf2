import type { HubSettings } from '#kit/config/hub-settings.ts';
import type { HubDatabase } from '#kit/database/database.ts';
import type { Log } from '#kit/log/log.ts';
import { createEmbeddedLog } from './embedded-log.ts';
import type { EventLog } from './event-log.ts';
import type { EventTables } from './tables.ts';

/** The event log that the settings name. */
export async function openEventLog(
  { eventLog, controller }: Pick<HubSettings, 'eventLog' | 'controller'>,
  database: HubDatabase,
  log: Log,
): Promise<EventLog> {
  if (eventLog.kind === 'embedded') return createEmbeddedLog(database.as<EventTables>(), log);
  // Loaded when it is wanted: a hub with the embedded log starts without Kafka's client.
  const { openKafkaLog } = await import('./kafka/kafka-log.ts');
  return openKafkaLog(eventLog, controller.organisationNumber, log);
}
