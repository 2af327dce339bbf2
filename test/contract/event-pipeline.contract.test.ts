import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { onEvent, subscribeHandlers } from '#kit/events/consumer.ts';
import { listDeadLetters, replayDeadLetter } from '#kit/events/dead-letters.ts';
import { defineEvent, newEvent, topicOf } from '#kit/events/envelope.ts';
import { createTransact } from '#kit/events/outbox.ts';
import { startRelay } from '#kit/events/relay.ts';
import type { EventTables } from '#kit/events/tables.ts';
import { silentLog } from '#kit/log/log.ts';
import { until } from './support/kit-database.ts';
import { type LogHost, logAdapters, testController } from './support/log-adapters.ts';

const counted = defineEvent({
  type: 'counted.v1',
  publisher: 'north',
  summary: 'Something was counted.',
  schema: z.object({ n: z.number() }),
  example: { n: 1 },
});
const children = ['anna', 'bo', 'cecilie'];

for (const adapter of logAdapters)
  describe.skipIf(!adapter.available)(`from outbox over the log ${adapter.name} to inbox`, () => {
    let host: LogHost;
    let refused: (n: number) => boolean = () => false;
    beforeAll(async () => {
      host = await adapter.start(
        'create schema trial; create table trial.effect (position bigint generated always as identity, child text, n int)',
      );
    });
    afterAll(() => host.stop());
    beforeEach(async () => {
      refused = () => false;
      await sql.raw('truncate trial.effect, events.dead_letter').execute(host.database.kysely);
    });

    const transact = () =>
      createTransact<EventTables>(host.database.as<EventTables>(), {
        controller: testController,
        now: () => new Date(),
        wake: () => undefined,
      });
    const handlers = [
      onEvent<EventTables, { n: number }>(counted, async ({ tx }, envelopes) => {
        for (const { data, subject } of envelopes) {
          if (refused(data.n)) throw new Error(`${data.n} cannot be counted`);
          await sql`insert into trial.effect (child, n) values (${subject ?? null}, ${data.n})`.execute(tx);
        }
      }),
    ];
    /** A process of a hub: it relays and consumes until it is stopped. */
    const startProcess = async () => {
      const database = host.database.as<EventTables>();
      const eventLog = await host.open();
      const relay = startRelay({ database, eventLog, log: silentLog, topics: [topicOf('north')] });
      await subscribeHandlers(eventLog, {
        consumer: 'south',
        handlers,
        database,
        transact: transact(),
        log: silentLog,
      });
      return {
        eventLog,
        wake: relay.wake,
        async stop() {
          await relay.stop();
          await eventLog.close();
        },
      };
    };
    const emit = (...numbers: number[]) =>
      transact()(({ emit }) => emit(numbers.map((n) => newEvent(counted, { n }, children[n % children.length]))));
    const effects = async () =>
      (
        await sql<{ child: string; n: number }>`select child, n from trial.effect order by position`.execute(
          host.database.kysely,
        )
      ).rows;

    it('every change has its effect once and a child’s in order, though the process ends again and again', async () => {
      let n = 0;
      for (let round = 0; round < 4; round += 1) {
        const process = await startProcess();
        for (let part = 0; part < 6; part += 1) {
          await emit(n++, n++, n++);
          process.wake();
        }
        if (round % 2 === 0) await until('some are handled', async () => (await effects()).length > 0);
        await process.stop();
      }
      const last = await startProcess();
      await until('all have had their effect', async () => (await effects()).length >= n, 30_000);
      await last.stop();
      const all = await effects();
      expect(all).toHaveLength(n);
      for (const child of children) {
        const numbers = all.filter((one) => one.child === child).map((one) => one.n);
        expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
      }
    }, 90_000);

    it('an event that cannot be handled goes to the dead letters, lets the others by, and is handled later by its id', async () => {
      refused = (n) => n === 2;
      const process = await startProcess();
      await emit(1, 2, 3);
      process.wake();
      await until('the others are handled', async () => (await effects()).length >= 2);
      await until('the one is set aside', async () => (await listDeadLetters(host.database.as())).length === 1);
      expect((await effects()).map(({ n }) => n).sort()).toEqual([1, 3]);
      const [letter] = await listDeadLetters(host.database.as());
      expect(letter).toMatchObject({
        consumer: 'south',
        type: 'counted.v1',
        childId: 'cecilie',
        reason: '2 cannot be counted',
        replayedAt: null,
      });

      const replay = () =>
        replayDeadLetter(
          host.database.as(),
          letter?.id ?? 0,
          new Map([['south', { handlers, transact: transact() }]]) as never,
        );
      await expect(replay()).rejects.toMatchObject({
        code: 'CONFLICT',
        message: expect.stringContaining('2 cannot be counted'),
      });
      refused = () => false;
      await replay();
      await replay();
      expect((await effects()).map(({ n }) => n).sort()).toEqual([1, 2, 3]);
      expect(await listDeadLetters(host.database.as())).toEqual([]);
      expect(await listDeadLetters(host.database.as(), { replayed: true })).toHaveLength(1);
      await process.stop();
    }, 30_000);
  });
