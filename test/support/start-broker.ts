import { brokersCanBeStarted, type OwnBroker, reserveBroker } from './kafka-broker.ts';

let broker: OwnBroker | undefined;

/** Vitest's global set-up: a run on Kafka that is given no brokers starts one of its own, and stops it when it ends. */
export async function setup(): Promise<void> {
  if (process.env.TEST_LOG !== 'kafka' || process.env.KAFKA_BROKERS) return;
  if (!brokersCanBeStarted)
    throw new Error('TEST_LOG=kafka needs KAFKA_BROKERS, for there is no ../shared/kafka/kafka.sh to start one with');
  broker = await reserveBroker();
  await broker.start();
  process.env.KAFKA_BROKERS = broker.brokers.join(',');
}

export async function teardown(): Promise<void> {
  await broker?.remove();
}
