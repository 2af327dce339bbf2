import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import type { Kafka, KafkaConfig, SASLOptions } from 'kafkajs';
import type { KafkaSettings } from '#kit/config/event-log-settings.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { Log } from '#kit/log/log.ts';
import { foldRepeats } from './fold-repeats.ts';

/** A client of the cluster; it connects when something is asked of it. Throws a HubError (`CONFIG`) for a file that cannot be read. */
export async function kafkaClient(settings: KafkaSettings, clientId: string, log: Log): Promise<Kafka> {
  const { Kafka, logLevel } = (await import('kafkajs')).default;
  const config: KafkaConfig = {
    clientId,
    brokers: [...settings.brokers],
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    // Few tries here: what uses the client waits and tries again in its own way, and can be stopped while it does.
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 3 },
    logLevel: logLevel.WARN,
    logCreator: foldRepeats(log),
  };
  if (settings.tls) config.ssl = tlsOptions(settings.tls);
  if (settings.sasl) config.sasl = settings.sasl as SASLOptions;
  return new Kafka(config);
}

function tlsOptions({ caFile, certificateFile, keyFile }: NonNullable<KafkaSettings['tls']>): ConnectionOptions {
  return {
    ...(caFile ? { ca: [readPem(caFile)] } : {}),
    ...(certificateFile && keyFile ? { cert: readPem(certificateFile), key: readPem(keyFile) } : {}),
  };
}

function readPem(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new HubError('CONFIG', `eventLog.tls: the file ${file} cannot be read.`, { cause });
  }
}
