import type { Kafka, Producer, TopicMessages } from 'kafkajs';
import { HubError } from '#kit/errors/hub-error.ts';
import type { LogPlace, LogRecord } from '../event-log.ts';
import type { TopicNames } from './topic-names.ts';
import { endsWithin } from './within.ts';

/** A request's records together, in bytes: well below what a broker takes at once. */
const mostBytes = 4_000_000;
const closeWithinMs = 3_000;
const allReplicas = -1;

/**
 * Publishes with an idempotent producer, one request at a time, acknowledged by all replicas in sync. After any error the producer is
 * given up and a new one made: what was under way is published again by the relay, and stays in order.
 */
export function createPublisher(kafka: Kafka, names: TopicNames) {
  let producer: Promise<Producer> | undefined;

  const connected = () => {
    producer ??= connect(kafka);
    return producer;
  };
  const giveUp = async () => {
    const old = producer;
    producer = undefined;
    const made = await old?.catch(() => undefined);
    if (made) await endsWithin(closeWithinMs, made.disconnect());
  };
  return {
    async publish(records: readonly LogRecord[]): Promise<LogPlace[]> {
      const places: LogPlace[] = [];
      try {
        const { sendBatch } = await connected();
        for (const topicMessages of inRequests(records, names)) {
          const written = await sendBatch({ acks: allReplicas, topicMessages });
          for (const { topicName, partition, baseOffset } of written)
            if (baseOffset !== undefined && Number(baseOffset) >= 0)
              places.push({ topic: names.ofKafka(topicName), partition, position: Number(baseOffset) });
        }
        return places;
      } catch (cause) {
        await giveUp();
        throw new HubError('UNAVAILABLE', `Kafka did not take the events: ${reasonOf(cause)}`, { cause });
      }
    },
    close: giveUp,
  };
}

async function connect(kafka: Kafka): Promise<Producer> {
  const { Partitioners } = (await import('kafkajs')).default;
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  return producer;
}

/** The records in their order, a request's worth of bytes at a time. A larger record goes alone. */
function* inRequests(records: readonly LogRecord[], names: TopicNames): Generator<TopicMessages[]> {
  let bytes = 0;
  let topics = new Map<string, TopicMessages>();
  for (const { topic, key, envelope } of records) {
    const value = Buffer.from(JSON.stringify(envelope));
    if (bytes > 0 && bytes + value.length > mostBytes) {
      yield [...topics.values()];
      topics = new Map();
      bytes = 0;
    }
    bytes += value.length;
    const name = names.inKafka(topic);
    const messages = topics.get(name) ?? { topic: name, messages: [] };
    topics.set(name, messages);
    messages.messages.push({ key, value, headers: cloudEvent });
  }
  if (topics.size > 0) yield [...topics.values()];
}

/** CloudEvents' Kafka binding, structured mode. */
const cloudEvent = { 'content-type': 'application/cloudevents+json; charset=UTF-8' };

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
