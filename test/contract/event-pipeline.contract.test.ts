import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askForRetry, groupDeadLetters, setAside, startRetries } from '#kit/events/dead-letter-work.ts';
import { listDeadLetters, replayDeadLetter } from '#kit/events/dead-letters.ts';
import { silentLog } from '#kit/log/log.ts';
import { ascending } from './support/counted.ts';
import { until } from './support/kit-database.ts';
import { type LogHost, logAdapters } from './support/log-adapters.ts';
import { children, createPipeline, effectTable, type Pipeline, startProcess } from './support/pipeline.ts';

for (const adapter of logAdapters)
  describe.skipIf(!adapter.available)(`from outbox over the log ${adapter.name} to inbox`, () => {
    let host: LogHost;
    let pipeline: Pipeline;
    beforeAll(async () => {
      host = await adapter.start(effectTable);
      pipeline = createPipeline(host.database);
    });
    afterAll(() => host.stop());
    beforeEach(() => pipeline.clear());

    it('every change has its effect once and a child’s in order, though the process ends again and again', async () => {
      let n = 0;
      for (let round = 0; round < 4; round += 1) {
        const process = await startProcess(pipeline, await host.open());
        for (let part = 0; part < 6; part += 1) {
          await pipeline.emit(n++, n++, n++);
          process.wake();
        }
        if (round % 2 === 0) await until('some are handled', async () => (await pipeline.effects()).length > 0);
        await process.stop();
      }
      const last = await startProcess(pipeline, await host.open());
      await until('all have had their effect', async () => (await pipeline.effects()).length >= n, 30_000);
      await last.stop();
      const all = await pipeline.effects();
      expect(all).toHaveLength(n);
      for (const child of children) {
        const numbers = all.filter((one) => one.child === child).map((one) => one.n);
        expect(numbers).toEqual(ascending(numbers));
      }
    }, 90_000);

    it('what cannot be handled is told in groups without words, handled again when that is asked for, or set aside', async () => {
      pipeline.refuse((n) => n < 3);
      const process = await startProcess(pipeline, await host.open());
      const retries = startRetries(pipeline.events, () => pipeline.replayers, silentLog);
      const groups = () => groupDeadLetters(pipeline.events);
      const kind = { consumer: 'south', type: 'counted.v1', code: 'UNEXPECTED' };
      await pipeline.emit(1, 2, 3);
      process.wake();
      await until('two wait', async () => (await groups())[0]?.count === 2);
      expect(await groups()).toMatchObject([{ ...kind, count: 2, retrying: 0 }]);
      pipeline.refuse((n) => n === 2);
      expect(await pipeline.unit((tx) => askForRetry(tx, kind))).toBe(2);
      retries.wake();
      await until('one is handled, and the other has been tried', async () => {
        const [group] = await groups();
        return group?.count === 1 && group.retrying === 0;
      });
      expect((await pipeline.effects()).map(({ n }) => n).toSorted()).toEqual([1, 3]);
      expect(await pipeline.unit((tx) => setAside(tx, kind, { by: 'person:p', reason: 'counted by hand' }))).toBe(1);
      expect([await groups(), await listDeadLetters(pipeline.events)]).toEqual([[], []]);
      expect(await pipeline.unit((tx) => askForRetry(tx, kind))).toBe(0);
      await retries.stop();
      await process.stop();
    });

    it('an event that cannot be handled goes to the dead letters, lets the others by, and is handled later by its id', async () => {
      const numbers = async () => (await pipeline.effects()).map(({ n }) => n).sort();
      pipeline.refuse((n) => n === 2);
      const process = await startProcess(pipeline, await host.open());
      await pipeline.emit(1, 2, 3);
      process.wake();
      await until('the others are handled', async () => (await numbers()).length >= 2);
      await until('the one is set aside', async () => (await listDeadLetters(pipeline.events)).length === 1);
      expect(await numbers()).toEqual([1, 3]);
      const [letter] = await listDeadLetters(pipeline.events);
      expect(letter).toMatchObject({
        consumer: 'south',
        type: 'counted.v1',
        childId: 'cecilie',
        reason: '2 cannot be counted',
        replayedAt: null,
      });

      const replay = () => replayDeadLetter(pipeline.events, letter?.id ?? 0, pipeline.replayers);
      await expect(replay()).rejects.toMatchObject({
        code: 'CONFLICT',
        message: expect.stringContaining('2 cannot be counted'),
      });
      pipeline.refuse(() => false);
      await replay();
      await replay();
      expect(await numbers()).toEqual([1, 2, 3]);
      expect(await listDeadLetters(pipeline.events)).toEqual([]);
      expect(await listDeadLetters(pipeline.events, { replayed: true })).toHaveLength(1);
      await expect(replayDeadLetter(pipeline.events, 999_999, pipeline.replayers)).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      await process.stop();
    }, 30_000);
  });
