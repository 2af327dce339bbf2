import type { KafkaSettings } from '#kit/config/event-log-settings.ts';
import type { Log } from '#kit/log/log.ts';
import type { EventLog, SubscribeOptions, Subscription } from '../event-log.ts';
import { kafkaClient } from './connect.ts';
import { createPublisher } from './kafka-publisher.ts';
import { startSubscription } from './kafka-subscription.ts';
import { createTopics } from './kafka-topics.ts';
import { prefixedNames } from './topic-names.ts';

/**
 * The event log in Kafka. Nothing rests on Kafka's transactions: at least once, in order within a key, and the inbox sees to the rest.
 * It opens also while no broker answers; then publishing throws a HubError (`UNAVAILABLE`) and subscriptions wait.
 */
export async function openKafkaLog(settings: KafkaSettings, controller: string, log: Log): Promise<EventLog> {
  const prefix = settings.prefix ?? controller;
  const names = prefixedNames(prefix);
  const kafka = await kafkaClient(settings, `oppvekst-${controller}`, log);
  const publisher = createPublisher(kafka, names);
  const topics = createTopics(kafka, settings, names);
  const subscriptions = new Map<Subscription, SubscribeOptions>();
  return {
    name: `kafka ${prefix}`,
    prepare: topics.prepare,
    publish: publisher.publish,
    async subscribe(options) {
      const subscription = startSubscription({ kafka, settings, names, log, topicsReady: topics.ready }, options);
      subscriptions.set(subscription, options);
      return {
        async stop() {
          subscriptions.delete(subscription);
          await subscription.stop();
        },
      };
    },
    async caughtUp() {
      const wanted = new Map([...subscriptions.values()].map(({ group, topics }) => [group, topics]));
      return topics.reachedEnd(wanted).catch(() => false);
    },
    async close() {
      const stopping = [...subscriptions.keys()].map((subscription) => subscription.stop());
      subscriptions.clear();
      await Promise.all(stopping);
      await Promise.all([publisher.close(), topics.close()]);
    },
  };
}
