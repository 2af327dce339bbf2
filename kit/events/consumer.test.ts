import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { HubDatabase } from '#kit/database/database.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { silentLog } from '#kit/log/log.ts';
import { openKitDatabase, until } from '#test/contract/support/kit-database.ts';
import { applyEvents, type EventHandler, onEvent, subscribeHandlers } from './consumer.ts';
import { createEmbeddedLog } from './embedded-log.ts';
import { dataSchemaOf, defineEvent, type Envelope, type EventType, newEvent, topicOf } from './envelope.ts';
import { createTransact } from './outbox.ts';
import type { EventTables } from './tables.ts';

const shape = z.object({ n: z.number() });
const define = (type: string, publisher: string) =>
  defineEvent({ type, publisher, summary: 'Something was counted.', schema: shape, example: { n: 1 } });
const counted = define('counted.v1', 'north');
const countedSouth = define('counted.v1', 'south');
const weighed = define('weighed.v1', 'north');

let database: HubDatabase;
beforeAll(async () => {
  database = await openKitDatabase('PGlite', 'create schema trial; create table trial.effect (n int, who text)');
});
afterAll(() => database.close());
beforeEach(() =>
  sql
    .raw('truncate events.outbox, events.inbox, events.record, events.position, events.dead_letter, trial.effect')
    .execute(database.kysely),
);

const events = () => database.as<EventTables>();
const transact = () =>
  createTransact<EventTables>(events(), { controller: '312000008', now: () => new Date(), wake: () => undefined });
const effects = async () =>
  (await sql<{ n: number }>`select n from trial.effect`.execute(database.kysely)).rows.map(({ n }) => n);
const buried = async () =>
  (
    await sql<{
      n: number;
      reason: string;
    }>`select (envelope -> 'data' ->> 'n')::int as n, reason from events.dead_letter order by id`.execute(
      database.kysely,
    )
  ).rows;
/** A handler that keeps what it is given, after what the test lets happen. */
const keep = (
  event: EventType<string, { n: number }>,
  first: (n: number) => void | Promise<void> = () => undefined,
): EventHandler<EventTables> =>
  onEvent<EventTables, { n: number }>(event, async ({ tx }, envelopes) => {
    for (const { data } of envelopes) {
      await sql`insert into trial.effect values (${data.n}, ${event.publisher})`.execute(tx);
      await first(data.n);
    }
  });

function envelopeOf(event: EventType<string, unknown>, data: unknown, id: string = randomUUID()): Envelope {
  return {
    specversion: '1.0',
    id,
    type: event.type,
    source: `/controllers/312000008/${event.publisher}`,
    time: '2026-11-22T12:00:00.000Z',
    datacontenttype: 'application/json',
    dataschema: dataSchemaOf(event.type),
    data,
  };
}

/** Runs handlers on a real log until everything published is handled. */
async function consume(
  handlers: ReadonlyArray<EventHandler<EventTables>>,
  envelopes: readonly Envelope[],
): Promise<void> {
  const log = createEmbeddedLog(events(), silentLog);
  await log.publish(
    envelopes.map((envelope) => ({ topic: topicOf(envelope.source.split('/').at(-1) ?? ''), key: 'anna', envelope })),
  );
  const subscription = await subscribeHandlers(log, {
    consumer: 'test',
    handlers,
    database: events(),
    transact: transact(),
    log: silentLog,
  });
  await until('caught up', () => log.caughtUp());
  await subscription.stop();
}

describe('an event', () => {
  it('delivered again has no effect again, neither in the same batch nor in a later one', async () => {
    const envelope = envelopeOf(counted, { n: 1 });
    const options = { consumer: 'test', handlers: [keep(counted)], transact: transact() };
    await applyEvents(options, [envelope, envelope]);
    await applyEvents(options, [envelope]);
    expect(await effects()).toEqual([1]);
  });

  it('has its effect for each consumer', async () => {
    const envelope = envelopeOf(counted, { n: 1 });
    for (const consumer of ['one', 'other'])
      await applyEvents({ consumer, handlers: [keep(counted)], transact: transact() }, [envelope]);
    expect(await effects()).toEqual([1, 1]);
  });

  it('whose handler fails keeps neither effect nor inbox row, and so has its effect at the next attempt', async () => {
    const envelope = envelopeOf(counted, { n: 1 });
    let fails = true;
    const handler = keep(counted, () => {
      if (fails) throw new Error('not now');
    });
    const options = { consumer: 'test', handlers: [handler], transact: transact() };
    await expect(applyEvents(options, [envelope])).rejects.toThrow('not now');
    expect(await effects()).toEqual([]);
    fails = false;
    await applyEvents(options, [envelope]);
    expect(await effects()).toEqual([1]);
  });

  it('of one name from two publishers reaches the handler of its own publisher alone', async () => {
    const seen: string[] = [];
    const handlers = [counted, countedSouth].map((event) =>
      keep(event, (n) => void seen.push(`${event.publisher} ${n}`)),
    );
    await consume(handlers, [
      envelopeOf(counted, { n: 1 }),
      envelopeOf(countedSouth, { n: 2 }),
      envelopeOf(counted, { n: 3 }),
    ]);
    expect(seen.sort()).toEqual(['north 1', 'north 3', 'south 2']);
  });

  it('that nobody here handles is stepped over', async () => {
    await consume([keep(counted)], [envelopeOf(weighed, { n: 1 }), envelopeOf(counted, { n: 2 })]);
    expect([await effects(), await buried()]).toEqual([[2], []]);
  });

  it('causes others in the same transaction', async () => {
    const handler = onEvent<EventTables, { n: number }>(counted, async ({ emit }, envelopes) => {
      await emit(envelopes.map(({ data }) => newEvent(weighed, data)));
      if (envelopes.some(({ data }) => data.n === 2)) throw new Error('not two');
    });
    await consume([handler], [envelopeOf(counted, { n: 1 }), envelopeOf(counted, { n: 2 })]);
    const { rows } = await sql<{ n: number }>`select (envelope -> 'data' ->> 'n')::int as n from events.outbox`.execute(
      database.kysely,
    );
    expect(rows).toEqual([{ n: 1 }]);
  });
});

describe('events handled together', () => {
  it('come in order, neighbours of one type at once', async () => {
    const batches: string[] = [];
    const note = (event: EventType<string, { n: number }>) =>
      onEvent<EventTables, { n: number }>(
        event,
        async (_, envelopes) => void batches.push(`${event.type} ${envelopes.map(({ data }) => data.n).join()}`),
      );
    const order = [counted, counted, weighed, counted].map((event, n) => envelopeOf(event, { n }));
    await applyEvents({ consumer: 'test', handlers: [note(counted), note(weighed)], transact: transact() }, order);
    expect(batches).toEqual(['counted.v1 0,1', 'weighed.v1 2', 'counted.v1 3']);
  });

  it('of which one is poison: it goes to the dead letters with its reason, the others have their effect in order', async () => {
    const handler = keep(counted, (n) => {
      if (n === 2) throw new Error('two cannot be counted');
    });
    await consume(
      [handler],
      [1, 2, 3].map((n) => envelopeOf(counted, { n })),
    );
    expect(await effects()).toEqual([1, 3]);
    expect(await buried()).toEqual([{ n: 2, reason: 'two cannot be counted' }]);
  });

  it('of which one has not the shape it should have: it is buried, and nothing is done of it', async () => {
    const broken = envelopeOf(counted, { n: 'two' });
    await consume([keep(counted)], [envelopeOf(counted, { n: 1 }), broken]);
    expect(await effects()).toEqual([1]);
    const { rows } = await sql<{ eventId: string }>`select event_id from events.dead_letter`.execute(database.kysely);
    expect(rows).toEqual([{ eventId: broken.id }]);
  });

  it('can be replayed from the dead letters once the fault is mended', async () => {
    const envelope = envelopeOf(counted, { n: 2 });
    await consume([keep(counted, () => Promise.reject(new Error('a bug')))], [envelope]);
    expect(await buried()).toHaveLength(1);
    await applyEvents({ consumer: 'test', handlers: [keep(counted)], transact: transact() }, [envelope]);
    expect(await effects()).toEqual([2]);
  });
});

describe('an outage', () => {
  const databaseError = (code: string) => Object.assign(new Error('the database'), { code });
  it.each([
    ['that the handler says is one', () => new HubError('UNAVAILABLE', 'the archive is out')],
    ['of the connection', () => databaseError('08006')],
    ['of a deadlock', () => databaseError('40P01')],
    ['of a server that has become a standby', () => databaseError('25006')],
    ['of a lock not had in time', () => databaseError('55P03')],
    ['of the network', () => databaseError('ECONNRESET')],
    ['of time', () => databaseError('ETIMEDOUT')],
    ['of a connection that was cut', () => new Error('Connection terminated unexpectedly')],
    ['of a pool without a free connection', () => new Error('timeout exceeded when trying to connect')],
  ])('%s is waited out: nothing is buried, and the effect comes', async (_, error) => {
    let attempts = 0;
    const handler = keep(counted, () => {
      attempts += 1;
      if (attempts === 1) throw error();
    });
    await consume([handler], [envelopeOf(counted, { n: 1 }), envelopeOf(counted, { n: 2 })]);
    expect([await effects(), await buried()]).toEqual([[1, 2], []]);
  });

  it.each(['23505', '22P02', '42P01', 'ERR_SOMETHING'])(
    'is not what the error %s is: that one is buried',
    async (code) => {
      await consume([keep(counted, () => Promise.reject(databaseError(code)))], [envelopeOf(counted, { n: 1 })]);
      expect(await buried()).toEqual([{ n: 1, reason: 'the database' }]);
    },
  );
});
