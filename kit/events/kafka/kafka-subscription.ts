import type { Consumer, Kafka } from 'kafkajs';
import type { KafkaSettings } from '#kit/config/event-log-settings.ts';
import type { Log } from '#kit/log/log.ts';
import type { SubscribeOptions, Subscription } from '../event-log.ts';
import { createBatchHandler } from './handle-batch.ts';
import type { TopicNames } from './topic-names.ts';
import { endsWithin } from './within.ts';

export interface SubscriptionDeps {
  readonly kafka: Kafka;
  readonly settings: KafkaSettings;
  readonly names: TopicNames;
  readonly log: Log;
  /** Whether all the topics have been made by their publishers. */
  topicsReady(topics: readonly string[]): Promise<boolean>;
}

/** After a broker's restart the client's own disconnect may never come back. */
const closeWithinMs = 3_000;
/** Longer without a fetch, a heartbeat or a batch in hand than this: the client has stalled. */
const stalledAfterMs = 30_000;
const shortestPauseMs = 250;
const longestPauseMs = 5_000;

/**
 * One consumer of a group. The client crashes, or stalls, when brokers go away; it is then given up and a new one made, for as long as
 * the subscription lasts.
 */
export function startSubscription(deps: SubscriptionDeps, options: SubscribeOptions): Subscription {
  const stopped = Promise.withResolvers<void>();
  let stopping = false;
  const pause = (ms: number) => endsWithin(ms, stopped.promise);

  const live = async () => {
    let failures = 0;
    while (!stopping) {
      try {
        if (await deps.topicsReady(options.topics)) {
          await consumeUntilItEnds(deps, options, stopped.promise);
          failures = 0;
        }
      } catch (error) {
        failures += 1;
        deps.log.debug({ err: error, group: options.group }, 'a consumer could not start, and tries again');
      }
      if (!stopping) await pause(Math.min(longestPauseMs, shortestPauseMs * 2 ** failures));
    }
  };
  const living = live();
  return {
    async stop() {
      stopping = true;
      stopped.resolve();
      await living;
    },
  };
}

/** Resolves when the consumer has crashed, stalled or been told to stop, and its batch in hand is done with. */
async function consumeUntilItEnds(
  { kafka, settings, names, log }: SubscriptionDeps,
  options: SubscribeOptions,
  stopped: Promise<void>,
): Promise<void> {
  const sessionMs = settings.sessionSeconds * 1_000;
  const consumer = kafka.consumer({
    groupId: names.group(options.group),
    sessionTimeout: sessionMs,
    heartbeatInterval: sessionMs / 5,
    rebalanceTimeout: Math.max(15_000, sessionMs),
    maxWaitTimeInMs: 500,
    maxBytes: 5_000_000,
    allowAutoTopicCreation: false,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5, restartOnFailure: async () => false },
  });
  const over = Promise.withResolvers<void>();
  const handler = createBatchHandler(options, { names, log, heartbeatMs: sessionMs / 5, stopped });
  const watch = watchForStalls(consumer, handler.busy, () => {
    log.warn({ group: options.group }, 'a consumer has stalled: a new one takes its place');
    over.resolve();
  });
  consumer.on(consumer.events.CRASH, () => over.resolve());
  const run = async () => {
    await consumer.connect();
    await consumer.subscribe({ topics: options.topics.map(names.inKafka), fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: handler.eachBatch });
  };
  const running = run();
  try {
    running.catch(over.reject);
    await Promise.race([over.promise, stopped]);
  } finally {
    clearInterval(watch);
    await handler.end();
    // A member that is still joining cannot leave, and would be waited for by the others until its session ends.
    await endsWithin(closeWithinMs, running);
    await endsWithin(closeWithinMs, consumer.disconnect());
  }
}

function watchForStalls(consumer: Consumer, busy: () => boolean, onStall: () => void): NodeJS.Timeout {
  let lastSign = performance.now();
  const alive = () => {
    lastSign = performance.now();
  };
  const { FETCH, HEARTBEAT, GROUP_JOIN, END_BATCH_PROCESS } = consumer.events;
  for (const event of [FETCH, HEARTBEAT, GROUP_JOIN, END_BATCH_PROCESS]) consumer.on(event, alive);
  return setInterval(() => {
    if (busy()) alive();
    else if (performance.now() - lastSign > stalledAfterMs) onStall();
  }, 1_000).unref();
}
