import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { HubDatabase } from '#kit/database/database.ts';
import { silentLog } from '#kit/log/log.ts';
import { openKitDatabase, postgresUrl, until } from '#test/contract/support/kit-database.ts';
import { createEmbeddedLog } from './embedded-log.ts';
import { defineEvent, newEvent, topicOf } from './envelope.ts';
import type { EventLog, LogRecord } from './event-log.ts';
import { createTransact } from './outbox.ts';
import { startRelay } from './relay.ts';
import type { EventTables } from './tables.ts';

const counted = defineEvent({
  type: 'counted.v1',
  publisher: 'test',
  summary: 'Something was counted.',
  schema: z.object({ n: z.number() }),
  example: { n: 1 },
});
const anna = '0b5f3a56-6a54-4a0c-9d0f-4f1a9a3d2c11';
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A log that keeps what it is given, and does with it what the test says. */
function recordingLog(onPublish: (records: readonly LogRecord[]) => Promise<void> = async () => undefined) {
  const published: LogRecord[] = [];
  const log: EventLog = {
    name: 'recording',
    prepare: async () => [],
    async publish(records) {
      await onPublish(records);
      published.push(...records);
      return [];
    },
    subscribe: () => Promise.reject(new Error('not here')),
    caughtUp: async () => true,
    close: async () => undefined,
  };
  return { log, numbers: () => published.map((record) => (record.envelope.data as { n: number }).n) };
}

describe.each(['PGlite', 'PostgreSQL'] as const)('the outbox in %s', (kind) => {
  describe.skipIf(kind === 'PostgreSQL' && !postgresUrl)('with its relay', () => {
    let database: HubDatabase;
    let woken = 0;
    beforeAll(async () => {
      database = await openKitDatabase(
        kind,
        'drop schema if exists trial cascade; create schema trial; create table trial.note (n int)',
      );
    });
    afterAll(() => database.close());
    beforeEach(async () => {
      woken = 0;
      await sql
        .raw(
          'truncate events.outbox restart identity; truncate events.lease, events.log_place, events.record, events.position, trial.note',
        )
        .execute(database.kysely);
    });

    const events = () => database.as<EventTables>();
    const transact = () =>
      createTransact<EventTables>(events(), {
        controller: '312000008',
        now: () => new Date('2026-11-22T12:00:00Z'),
        wake: () => {
          woken += 1;
        },
      });
    const emit = (...numbers: number[]) =>
      transact()(({ emit }) => emit(numbers.map((n) => newEvent(counted, { n }, anna))));
    const relayTo = (eventLog: EventLog) =>
      startRelay({ database: events(), eventLog, log: silentLog, topics: [topicOf('test')] });
    const count = async (text: string) =>
      (await sql<{ n: number }>`select count(*) as n from ${sql.raw(text)}`.execute(database.kysely)).rows[0]?.n;

    it('takes a change and its events together, and wakes the relay after the commit', async () => {
      await transact()(async ({ tx, emit }) => {
        await sql`insert into trial.note values (1)`.execute(tx);
        await emit([newEvent(counted, { n: 1 }, anna)]);
        expect(woken).toBe(0);
      });
      expect([await count('trial.note'), await count('events.outbox'), woken]).toEqual([1, 1, 1]);
    });

    it('keeps neither the change nor the events of a transaction that fails, and wakes nobody', async () => {
      const failing = transact()(async ({ tx, emit }) => {
        await sql`insert into trial.note values (1)`.execute(tx);
        await emit([newEvent(counted, { n: 1 }, anna)]);
        throw new Error('changed its mind');
      });
      await expect(failing).rejects.toThrow('changed its mind');
      expect([await count('trial.note'), await count('events.outbox'), woken]).toEqual([0, 0, 0]);
    });

    it('puts a CloudEvents envelope round the data, keyed by the child or else by the publisher', async () => {
      await transact()(({ emit }) => emit([newEvent(counted, { n: 1 }, anna), newEvent(counted, { n: 2 })]));
      const { rows } = await sql`select topic, key, envelope from events.outbox order by seq`.execute(database.kysely);
      expect(rows).toMatchObject([
        {
          topic: 'oppvekst.test',
          key: anna,
          envelope: {
            specversion: '1.0',
            type: 'counted.v1',
            source: '/controllers/312000008/test',
            subject: anna,
            time: '2026-11-22T12:00:00.000Z',
            dataschema: 'urn:oppvekst:event:counted.v1',
            data: { n: 1 },
          },
        },
        { key: 'test', envelope: { data: { n: 2 } } },
      ]);
      expect(rows[1]).not.toHaveProperty('envelope.subject');
    });

    it('tells of each row of a query as it tells of events one by one', async () => {
      const rows = sql`select * from (values (${anna}::uuid, '{"n": 1}'::jsonb), (null, '{"n": 2}')) as t(child_id, data)`;
      expect(await transact()(({ emitEach }) => emitEach(counted, rows))).toBe(2);
      expect(await transact()(({ emitEach }) => emitEach(counted, sql`select * from (${rows}) t limit 0`))).toBe(0);
      expect(woken).toBe(1);
      await transact()(({ emit }) => emit([newEvent(counted, { n: 1 }, anna), newEvent(counted, { n: 2 })]));
      const told = await sql<{
        envelope: object;
      }>`select topic, key, envelope - 'id' as envelope from events.outbox order by seq`.execute(database.kysely);
      expect(told.rows.slice(0, 2)).toEqual(told.rows.slice(2));
    });

    it('is published in order and then marked', async () => {
      await emit(1, 2);
      await emit(3);
      const { log, numbers } = recordingLog();
      const relay = relayTo(log);
      await until('all sent', async () => (await count('events.outbox where sent_at is null')) === 0);
      await relay.stop();
      expect(numbers()).toEqual([1, 2, 3]);
    });

    it('is marked sent only when the log has it: a log that is out gets it again', async () => {
      await emit(1);
      let attempts = 0;
      const { log, numbers } = recordingLog(async () => {
        attempts += 1;
        expect(await count('events.outbox where sent_at is not null')).toBe(0);
        if (attempts === 1) throw new Error('the broker is out');
      });
      const relay = relayTo(log);
      await until('sent', async () => (await count('events.outbox where sent_at is null')) === 0);
      await relay.stop();
      expect([attempts, numbers()]).toEqual([2, [1]]);
    });

    it('is published again after a crash between publishing and marking', async () => {
      await emit(1);
      const real = createEmbeddedLog(events(), silentLog);
      const crashing: EventLog = {
        ...real,
        async publish(records) {
          await real.publish(records);
          throw new Error('killed');
        },
      };
      const first = relayTo(crashing);
      await until('on the log', async () => (await count('events.record')) === 1);
      await first.stop();
      expect(await count('events.outbox where sent_at is null')).toBe(1);
      const second = relayTo(real);
      await until('sent', async () => (await count('events.outbox where sent_at is null')) === 0);
      await second.stop();
      expect(await count('events.record')).toBe(2);
      expect(await count('(select distinct envelope from events.record) as different')).toBe(1);
    });

    it('has one relay at a time, and the next takes over at once when it stops', async () => {
      const one = recordingLog();
      const other = recordingLog();
      await emit(1);
      const leader = relayTo(one.log);
      await until('the first published', () => one.numbers().length === 1);
      const follower = relayTo(other.log);
      await emit(2);
      follower.wake();
      await wait(100);
      expect(other.numbers()).toEqual([]);
      leader.wake();
      await until('the leader published', () => one.numbers().length === 2);
      await leader.stop();
      await emit(3);
      follower.wake();
      await until('the follower published', () => other.numbers().length === 1, 5_000);
      await follower.stop();
      expect([one.numbers(), other.numbers()]).toEqual([[1, 2], [3]]);
    });

    it('lets a relay that is gone hold the others up for no longer than its lease', async () => {
      await sql`insert into events.lease values ('relay oppvekst.test', 'a dead process', now() + interval '300 milliseconds')`.execute(
        database.kysely,
      );
      await emit(1);
      const { log, numbers } = recordingLog();
      const relay = relayTo(log);
      await wait(100);
      expect(numbers()).toEqual([]);
      await until('published', () => numbers().length === 1, 5_000);
      await relay.stop();
    });

    it.skipIf(kind === 'PGlite')('waits for a lower number that may still commit (needs two connections)', async () => {
      const { log, numbers } = recordingLog();
      const relay = relayTo(log);
      let commit: () => void = () => undefined;
      const go = new Promise<void>((resolve) => {
        commit = resolve;
      });
      const inserted = Promise.withResolvers<void>();
      const slow = transact()(async ({ tx, emit }) => {
        await emit([newEvent(counted, { n: 1 }, anna)]);
        // Its number is taken when a later statement is answered.
        await sql`select 1`.execute(tx);
        inserted.resolve();
        await go;
      });
      await inserted.promise;
      await emit(2);
      relay.wake();
      await wait(200);
      expect(numbers()).toEqual([]);
      commit();
      await slow;
      relay.wake();
      await until('both', () => numbers().length === 2);
      await relay.stop();
      expect(numbers()).toEqual([1, 2]);
    });

    it.skipIf(kind === 'PGlite')(
      'keeps the order of a child under concurrent writers (needs two connections)',
      async () => {
        const { log, numbers } = recordingLog();
        const relay = relayTo(log);
        await sql`insert into trial.note values (0)`.execute(database.kysely);
        // Each takes its number under a row lock, as a change to one child does, and lingers before it commits.
        const change = () =>
          transact()(async ({ tx, emit }) => {
            const { rows } = await sql<{ n: number }>`update trial.note set n = n + 1 returning n`.execute(tx);
            await emit([newEvent(counted, { n: rows[0]?.n ?? 0 }, anna)]);
            await wait(Math.random() * 5);
          });
        await Promise.all(
          [...Array(4)].map(async () => {
            for (let n = 0; n < 10; n += 1) {
              await change();
              relay.wake();
            }
          }),
        );
        await until('all', () => {
          relay.wake();
          return numbers().length === 40;
        });
        await relay.stop();
        expect(numbers()).toEqual([...Array(40).keys()].map((n) => n + 1));
      },
    );
  });
});
