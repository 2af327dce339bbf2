import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ascending, numberOf, record, someone } from './support/counted.ts';
import { until } from './support/kit-database.ts';
import { type LogHost, logAdapters } from './support/log-adapters.ts';

for (const adapter of logAdapters)
  describe.skipIf(!adapter.available)(`the event log ${adapter.name}`, () => {
    let host: LogHost;
    beforeAll(async () => {
      host = await adapter.start();
    });
    afterAll(() => host.stop());

    it('gives the records of a key in the order they were published', async () => {
      const { topic, seen, group } = someone();
      const log = await host.open(topic);
      await log.subscribe({ group, topics: [topic], onBatch: async (records) => void seen.push(...records) });
      for (let n = 0; n < 30; n += 3)
        await log.publish([record(topic, 'anna', n), record(topic, 'bo', n + 1), record(topic, 'anna', n + 2)]);
      await until('thirty records', () => seen.length >= 30);
      for (const key of ['anna', 'bo']) {
        const numbers = seen.filter((one) => one.key === key).map(numberOf);
        expect(numbers).toEqual(ascending(numbers));
      }
      expect(new Set(seen.map(numberOf)).size).toBe(30);
      await log.close();
    });

    it('gives a record as it was published', async () => {
      const { topic, seen, group } = someone();
      const log = await host.open(topic);
      const published = record(topic, 'anna', 1);
      await log.publish([published]);
      await log.subscribe({ group, topics: [topic], onBatch: async (records) => void seen.push(...records) });
      await until('the record', () => seen.length > 0);
      expect(seen[0]).toMatchObject(published);
      await log.close();
    });

    it('gives each group all of its topics, and nothing of others', async () => {
      const [one, other] = [someone(), someone()];
      const log = await host.open(one.topic, other.topic);
      await log.subscribe({
        group: one.group,
        topics: [one.topic, other.topic],
        onBatch: async (records) => void one.seen.push(...records),
      });
      await log.subscribe({
        group: other.group,
        topics: [other.topic],
        onBatch: async (records) => void other.seen.push(...records),
      });
      await log.publish([record(one.topic, 'anna', 1), record(other.topic, 'anna', 2), record(one.topic, 'bo', 3)]);
      await until('all to the first', () => one.seen.length >= 3);
      await until('one to the second', () => other.seen.length >= 1);
      expect(one.seen.map(numberOf).sort()).toEqual([1, 2, 3]);
      expect(other.seen.map(numberOf)).toEqual([2]);
      await log.close();
    });

    it('gives again what a batch handler threw at, and loses nothing', async () => {
      const { topic, seen, group } = someone();
      const log = await host.open(topic);
      let calls = 0;
      await log.subscribe({
        group,
        topics: [topic],
        async onBatch(records) {
          calls += 1;
          if (calls <= 2) throw new Error('not now');
          seen.push(...records);
        },
      });
      await log.publish([1, 2, 3].map((n) => record(topic, 'anna', n)));
      await until('all three', () => seen.length >= 3);
      expect(calls).toBeGreaterThanOrEqual(3);
      expect([...new Set(seen.map(numberOf))]).toEqual([1, 2, 3]);
      await log.close();
    });

    it('goes on after a restart from where the group was, also with what came meanwhile', async () => {
      const { topic, seen, group } = someone();
      const first = await host.open(topic);
      await first.subscribe({ group, topics: [topic], onBatch: async (records) => void seen.push(...records) });
      await first.publish([record(topic, 'anna', 1), record(topic, 'anna', 2)]);
      await until('two', () => seen.length >= 2);
      await first.close();
      const between = await host.open(topic);
      await between.publish([record(topic, 'anna', 3)]);
      await between.close();
      expect(seen.map(numberOf)).toEqual([1, 2]);

      const second = await host.open(topic);
      await second.subscribe({ group, topics: [topic], onBatch: async (records) => void seen.push(...records) });
      await until('the third', () => seen.some((one) => numberOf(one) === 3));
      expect(seen.map(numberOf)).toEqual([1, 2, 3]);
      await second.close();
    });

    it('gives again after a restart what was in hand when the process died', async () => {
      const { topic, seen, group } = someone();
      const first = await host.open(topic);
      // A handler that never gets to its end: the position must not move.
      const dead = await first.subscribe({
        group,
        topics: [topic],
        onBatch: () => Promise.reject(new Error('killed')),
      });
      await first.publish([record(topic, 'anna', 1)]);
      await dead.stop();
      await first.close();
      const second = await host.open(topic);
      await second.subscribe({ group, topics: [topic], onBatch: async (records) => void seen.push(...records) });
      await until('the record', () => seen.length > 0);
      await second.close();
    });

    it('stops after the batch in hand, and gives nothing after it', async () => {
      const { topic, seen, group } = someone();
      const log = await host.open(topic);
      const began = Promise.withResolvers<void>();
      const go = Promise.withResolvers<void>();
      const subscription = await log.subscribe({
        group,
        topics: [topic],
        async onBatch(records) {
          began.resolve();
          await go.promise;
          seen.push(...records);
        },
      });
      await log.publish([record(topic, 'anna', 1)]);
      await began.promise;
      let stopped = false;
      const stopping = subscription.stop().then(() => {
        stopped = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(stopped).toBe(false);
      go.resolve();
      await stopping;
      expect(seen.map(numberOf)).toEqual([1]);
      await log.publish([record(topic, 'anna', 2)]);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(seen.map(numberOf)).toEqual([1]);
      await log.close();
    });

    it('says when all that was published is handled, and not before', async () => {
      const { topic, group } = someone();
      const log = await host.open(topic);
      const go = Promise.withResolvers<void>();
      await log.subscribe({ group, topics: [topic], onBatch: () => go.promise });
      await log.publish([record(topic, 'anna', 1)]);
      expect(await log.caughtUp()).toBe(false);
      go.resolve();
      await until('caught up', () => log.caughtUp());
      await log.close();
    });

    it('takes many records at once', async () => {
      const { topic, seen, group } = someone();
      const log = await host.open(topic);
      await log.publish([...Array(1_203).keys()].map((n) => record(topic, `child ${n % 7}`, n)));
      await log.subscribe({ group, topics: [topic], onBatch: async (records) => void seen.push(...records) });
      await until('all', () => seen.length >= 1_203);
      expect(new Set(seen.map(numberOf)).size).toBe(1_203);
      await log.close();
    });
  });
