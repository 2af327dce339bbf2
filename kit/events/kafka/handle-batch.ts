import type { EachBatchHandler, EachBatchPayload, KafkaMessage } from 'kafkajs';
import type { Log } from '#kit/log/log.ts';
import { type LogRecord, mostRecords, type SubscribeOptions } from '../event-log.ts';
import { readMessage } from './read-message.ts';
import type { TopicNames } from './topic-names.ts';
import { endsWithin } from './within.ts';

export interface BatchHandlerOptions {
  readonly names: TopicNames;
  readonly log: Log;
  readonly heartbeatMs: number;
  /** Resolves when the subscription is to stop. */
  readonly stopped: Promise<void>;
}

export interface BatchHandler {
  readonly eachBatch: EachBatchHandler;
  busy(): boolean;
  /** Takes no more, and waits for what is in hand. */
  end(): Promise<void>;
}

const longestPauseMs = 10_000;

/**
 * Hands a consumer's records on, some hundreds at a time, and commits the group's offset after each. What the receiver throws at is
 * handed to it again here, with heartbeats, so that an outage of its database does not cost the consumer its place in the group.
 */
export function createBatchHandler(options: SubscribeOptions, deps: BatchHandlerOptions): BatchHandler {
  const ending = Promise.withResolvers<void>();
  let ended = false;
  let inHand: Promise<void> | undefined;
  void deps.stopped.then(() => {
    ended = true;
    ending.resolve();
  });
  return {
    busy: () => inHand !== undefined,
    async eachBatch(payload) {
      if (ended) return;
      const work = handle(options, deps, payload, { ended: () => ended, ending: ending.promise });
      inHand = work.catch(() => undefined);
      await work.finally(() => {
        inHand = undefined;
      });
    },
    async end() {
      ended = true;
      ending.resolve();
      await inHand;
    },
  };
}

async function handle(
  options: SubscribeOptions,
  { names, log, heartbeatMs }: BatchHandlerOptions,
  payload: EachBatchPayload,
  end: { ended(): boolean; readonly ending: Promise<void> },
): Promise<void> {
  const { batch, heartbeat, resolveOffset, commitOffsetsIfNecessary, isRunning, isStale } = payload;
  let lostBy: unknown;
  // A batch may take longer than the group waits; a heartbeat that fails tells that the partition may be another's by now.
  const beat = setInterval(() => {
    heartbeat().catch((error: unknown) => {
      lostBy ??= error;
    });
  }, heartbeatMs);
  const mayGoOn = () => !end.ended() && lostBy === undefined && isRunning() && !isStale();
  try {
    for (const messages of inChunks(batch.messages)) {
      const last = messages.at(-1);
      if (!last || !mayGoOn()) break;
      const records = await readRecords(options, log, names.ofKafka(batch.topic), batch.partition, messages);
      if (!(await handOver(options, records, { log, mayGoOn, ending: end.ending }))) break;
      resolveOffset(last.offset);
      const offset = String(BigInt(last.offset) + 1n);
      await commitOffsetsIfNecessary({
        topics: [{ topic: batch.topic, partitions: [{ partition: batch.partition, offset }] }],
      });
      await heartbeat();
    }
  } finally {
    clearInterval(beat);
  }
  // The client joins the group anew when it is told.
  if (lostBy !== undefined && !end.ended()) throw lostBy;
}

/** True when the receiver has taken the records; false when it is time to stop first. */
async function handOver(
  options: SubscribeOptions,
  records: readonly LogRecord[],
  { log, mayGoOn, ending }: { log: Log; mayGoOn(): boolean; ending: Promise<void> },
): Promise<boolean> {
  if (records.length === 0) return true;
  for (let failures = 0; mayGoOn(); ) {
    try {
      await options.onBatch(records);
      return true;
    } catch (error) {
      failures += 1;
      // Told of at the first time and at every doubling: an outage may be long.
      if ((failures & (failures - 1)) === 0)
        log.warn({ err: error, group: options.group, failures }, 'a consumer failed and will try again');
      if (mayGoOn()) await endsWithin(Math.min(longestPauseMs, 100 * 2 ** failures), ending);
    }
  }
  return false;
}

async function readRecords(
  options: SubscribeOptions,
  log: Log,
  topic: string,
  partition: number,
  messages: readonly KafkaMessage[],
): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for (const message of messages) {
    const read = readMessage(topic, message);
    if ('record' in read) {
      records.push(read.record);
      continue;
    }
    const place = { topic, partition, position: Number(message.offset) };
    log.error({ ...place, group: options.group }, `a record is not one of the hub's: ${read.reason}`);
    await options.onUnreadable?.(place, read.text, read.reason);
  }
  return records;
}

function* inChunks(messages: readonly KafkaMessage[]): Generator<KafkaMessage[]> {
  for (let from = 0; from < messages.length; from += mostRecords) yield messages.slice(from, from + mostRecords);
}
