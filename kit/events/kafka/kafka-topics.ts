import type { Admin, Kafka } from 'kafkajs';
import type { KafkaSettings } from '#kit/config/event-log-settings.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { LogPlace } from '../event-log.ts';
import { reasonOf } from './kafka-publisher.ts';
import type { TopicNames } from './topic-names.ts';
import { endsWithin } from './within.ts';

const closeWithinMs = 3_000;
const dayMs = 86_400_000;
/** A sealed part may be as large as a peer's message (25 MB); a broker's own limit is 1 MB. */
const largestRecord = 40 * 1024 * 1024;

/** What is asked of the cluster about topics and groups. Every call throws a HubError (`UNAVAILABLE`) while it does not answer. */
export function createTopics(kafka: Kafka, settings: KafkaSettings, names: TopicNames) {
  let admin: Promise<Admin> | undefined;

  const giveUp = async () => {
    const old = admin;
    admin = undefined;
    const made = await old?.catch(() => undefined);
    if (made) await endsWithin(closeWithinMs, made.disconnect());
  };
  const ask = async <Answer>(question: (admin: Admin) => Promise<Answer>): Promise<Answer> => {
    admin ??= connect(kafka);
    try {
      return await question(await admin);
    } catch (cause) {
      await giveUp();
      throw new HubError('UNAVAILABLE', `Kafka does not answer: ${reasonOf(cause)}`, { cause });
    }
  };
  const ends = async (admin: Admin, topics: readonly string[]) => {
    const found = topics.map(async (topic) => {
      const partitions = await admin.fetchTopicOffsets(names.inKafka(topic));
      return partitions.map(({ partition, low, high }) => ({ topic, partition, low: Number(low), high: Number(high) }));
    });
    return (await Promise.all(found)).flat();
  };
  const existing = async (admin: Admin, topics: readonly string[]) => {
    const there = new Set(await admin.listTopics());
    return topics.filter((topic) => there.has(names.inKafka(topic)));
  };

  return {
    /** Makes the topics that are not there, and says which of all hold less than they have held. */
    prepare: (topics: readonly string[], places: readonly LogPlace[]): Promise<string[]> =>
      ask(async (admin) => {
        const there = await existing(admin, topics);
        const missing = topics.filter((topic) => !there.includes(topic));
        const end = new Map((await ends(admin, there)).map((one) => [`${one.topic} ${one.partition}`, one.high]));
        const lost = places.filter((place) => (end.get(`${place.topic} ${place.partition}`) ?? 0) <= place.position);
        if (missing.length > 0)
          await admin.createTopics({
            waitForLeaders: true,
            topics: missing.map((topic) => ({
              topic: names.inKafka(topic),
              numPartitions: settings.partitions,
              replicationFactor: settings.replication ?? -1,
              configEntries: [
                { name: 'retention.ms', value: String(settings.retentionDays * dayMs) },
                { name: 'max.message.bytes', value: String(largestRecord) },
              ],
            })),
          });
        return [...new Set(lost.map(({ topic }) => topic))];
      }),

    /** True when the topics are all there. */
    ready: (topics: readonly string[]): Promise<boolean> =>
      ask(async (admin) => (await existing(admin, topics)).length === topics.length),

    /** True when every group's committed offsets stand at the end of its topics. A topic that nobody has made holds nothing. */
    reachedEnd: (groups: ReadonlyMap<string, readonly string[]>): Promise<boolean> =>
      ask(async (admin) => {
        const topics = await existing(admin, [...new Set([...groups.values()].flat())]);
        const filled = (await ends(admin, topics)).filter(({ low, high }) => high > low);
        for (const [group, wanted] of groups) {
          const awaited = filled.filter(({ topic }) => wanted.includes(topic));
          if (awaited.length === 0) continue;
          const committed = await admin.fetchOffsets({
            groupId: names.group(group),
            topics: [...new Set(awaited.map(({ topic }) => names.inKafka(topic)))],
          });
          const at = new Map(
            committed.flatMap(({ topic, partitions }) =>
              partitions.map(({ partition, offset }) => [`${names.ofKafka(topic)} ${partition}`, Number(offset)]),
            ),
          );
          if (awaited.some(({ topic, partition, high }) => (at.get(`${topic} ${partition}`) ?? -1) < high))
            return false;
        }
        return true;
      }),
    close: giveUp,
  };
}

async function connect(kafka: Kafka): Promise<Admin> {
  const admin = kafka.admin();
  await admin.connect();
  return admin;
}
