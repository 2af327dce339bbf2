import { sql } from 'kysely';
import type { LogPlace } from './event-log.ts';
import type { RelayOptions } from './relay.ts';

/** Sees to it that a log which has lost what it held, or is another than before, gets it again from the outbox. */
export interface LogKeeper {
  /** The topics that should be looked at now. */
  due(): readonly string[];
  /** Looks at those topics that this process leads; true when some of them must be published anew. */
  lookAfter(led: readonly string[]): Promise<boolean>;
  /** Notes where records went; true when a topic turned out to be emptied, and must be published anew. */
  noteWritten(places: readonly LogPlace[]): Promise<boolean>;
  /** Something went wrong: everything is looked at again before the next publication. */
  doubt(): void;
}

const lookEvery = 30_000;

export function createLogKeeper({ database, eventLog, log, topics, lookEveryMs = lookEvery }: RelayOptions): LogKeeper {
  const lookedAt = new Map<string, number>();
  const known = new Map<string, number>();
  const isDue = (topic: string) => (lookedAt.get(topic) ?? -Infinity) + lookEveryMs < performance.now();

  const publishAnew = async (lost: readonly string[]) => {
    for (const topic of lost) lookedAt.delete(topic);
    known.clear();
    const { rows } = await sql<{ count: number }>`with
      forgotten as (delete from events.log_place where topic = any(${lost}::text[])),
      again as (update events.outbox set sent_at = null where topic = any(${lost}::text[]) and sent_at is not null returning 1)
      select count(*) as count from again`.execute(database);
    const records = rows[0]?.count ?? 0;
    log[records > 0 ? 'warn' : 'debug'](
      { topics: lost, records },
      'the event log does not hold what it was given: what the outbox still has is published anew',
    );
  };
  return {
    due: () => topics.filter(isDue),
    async lookAfter(led) {
      const looked = led.filter(isDue);
      if (looked.length === 0) return false;
      const { rows } = await sql<LogPlace & { log: string }>`select topic, log, partition, position
        from events.log_place where topic = any(${looked}::text[])`.execute(database);
      const here = rows.filter((row) => row.log === eventLog.name && row.partition >= 0);
      const elsewhere = rows.filter((row) => row.log !== eventLog.name).map(({ topic }) => topic);
      const lost = [...new Set([...elsewhere, ...(await eventLog.prepare(looked, here))])];
      if (lost.length > 0) await publishAnew(lost);
      await sql`insert into events.log_place (topic, log, partition, position)
        select topic, ${eventLog.name}, -1, -1 from unnest(${looked}::text[]) as topic on conflict do nothing`.execute(
        database,
      );
      for (const place of here) if (!lost.includes(place.topic)) known.set(keyOf(place), place.position);
      for (const topic of looked) lookedAt.set(topic, performance.now());
      return lost.length > 0;
    },
    async noteWritten(places) {
      const lost = places.filter((place) => place.position <= (known.get(keyOf(place)) ?? -1));
      for (const place of places) known.set(keyOf(place), place.position);
      if (lost.length > 0) await publishAnew([...new Set(lost.map(({ topic }) => topic))]);
      return lost.length > 0;
    },
    doubt: () => lookedAt.clear(),
  };
}

const keyOf = ({ topic, partition }: LogPlace): string => `${topic} ${partition}`;
