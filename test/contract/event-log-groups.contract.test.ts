import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostRecords } from '#kit/events/event-log.ts';
import { ascending, firstSeen, numberOf, record, someone } from './support/counted.ts';
import { until } from './support/kit-database.ts';
import { type LogHost, logAdapters } from './support/log-adapters.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const keys = ['anna', 'bo', 'cecilie', 'david', 'erik', 'frida'];

for (const adapter of logAdapters)
  describe.skipIf(!adapter.available)(`consumer groups of the event log ${adapter.name}`, () => {
    let host: LogHost;
    beforeAll(async () => {
      host = await adapter.start();
    });
    afterAll(() => host.stop());

    it('begin, when they are new, with the first record that the log has', async () => {
      const { topic, group, seen } = someone();
      const log = await host.open(topic);
      const old: number[] = [];
      await log.subscribe({
        group,
        topics: [topic],
        onBatch: async (records) => void old.push(...records.map(numberOf)),
      });
      await log.publish([1, 2, 3].map((n) => record(topic, 'anna', n)));
      await until('the old group has all', () => old.length >= 3);
      await log.subscribe({ group: `${group}-new`, topics: [topic], onBatch: async (all) => void seen.push(...all) });
      await until('the new group has all', () => seen.length >= 3);
      expect(seen.map(numberOf)).toEqual([1, 2, 3]);
      await log.close();
    });

    it('take what comes at their own pace: publishing does not wait, and what is handed over at once is bounded', async () => {
      const { topic, group, seen } = someone();
      const log = await host.open(topic);
      const go = Promise.withResolvers<void>();
      const began = Promise.withResolvers<void>();
      let inHand = 0;
      const atOnce: number[] = [];
      await log.subscribe({
        group,
        topics: [topic],
        async onBatch(records) {
          inHand += 1;
          atOnce.push(inHand * records.length);
          began.resolve();
          await go.promise;
          seen.push(...records);
          inHand -= 1;
        },
      });
      const count = 4 * mostRecords;
      await log.publish([...Array(count).keys()].map((n) => record(topic, keys[n % keys.length] ?? '', n)));
      await began.promise;
      await log.publish([record(topic, 'anna', count)]);
      await wait(300);
      expect([inHand, seen.length]).toEqual([1, 0]);
      expect(await log.caughtUp()).toBe(false);
      go.resolve();
      await until('all', () => seen.length > count);
      expect(Math.max(...atOnce)).toBeLessThanOrEqual(mostRecords);
      await log.close();
    });

    it('lose nothing and keep the order of a key when a member joins in the middle of a batch, and when one leaves', async () => {
      const { topic, group } = someone();
      const handled: Array<ReturnType<typeof record>> = [];
      const began = Promise.withResolvers<void>();
      const go = Promise.withResolvers<void>();
      const member = async (onBatch: () => Promise<void>) => {
        const log = await host.open(topic);
        await log.subscribe({
          group,
          topics: [topic],
          async onBatch(records) {
            await onBatch();
            handled.push(...records);
          },
        });
        return log;
      };
      const first = await member(async () => {
        began.resolve();
        await go.promise;
      });
      let n = 0;
      const publish = () => first.publish(keys.flatMap((key) => [0, 1, 2].map(() => record(topic, key, n++))));
      await publish();
      await began.promise;
      const second = await member(async () => undefined);
      await publish();
      await wait(500);
      go.resolve();
      await publish();
      await until('both have handled all', () => new Set(handled.map(numberOf)).size === n, 30_000);
      await first.close();
      const third = await host.open(topic);
      await third.publish(keys.map((key) => record(topic, key, n++)));
      await until('the one that is left has the rest', () => new Set(handled.map(numberOf)).size === n, 30_000);
      for (const key of keys) expect(firstSeen(handled, key)).toEqual(ascending(firstSeen(handled, key)));
      await second.close();
      await third.close();
    }, 90_000);

    it('lose nothing when they stop at any time in a stream of records', async () => {
      const { topic, group, seen } = someone();
      const publisher = await host.open(topic);
      let n = 0;
      for (let round = 0; round < 4; round += 1) {
        const log = await host.open();
        const began = Promise.withResolvers<void>();
        await log.subscribe({
          group,
          topics: [topic],
          async onBatch(records) {
            began.resolve();
            await wait(20);
            seen.push(...records);
          },
        });
        for (let part = 0; part < 5; part += 1) await publisher.publish(keys.map((key) => record(topic, key, n++)));
        await began.promise;
        await log.close();
      }
      const last = await host.open();
      await last.subscribe({ group, topics: [topic], onBatch: async (records) => void seen.push(...records) });
      await until('all', () => new Set(seen.map(numberOf)).size === n);
      for (const key of keys) expect(firstSeen(seen, key)).toEqual(ascending(firstSeen(seen, key)));
      await last.close();
      await publisher.close();
    }, 60_000);
  });
