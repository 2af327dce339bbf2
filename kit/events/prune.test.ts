import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HubDatabase } from '#kit/database/database.ts';
import { silentLog } from '#kit/log/log.ts';
import { openKitDatabase, postgresUrl, until } from '#test/contract/support/kit-database.ts';
import { pruneEvents, startPruning } from './prune.ts';
import type { EventTables } from './tables.ts';

const retention = { sentOutboxDays: 7, logDays: 30, idempotencyDays: 30, deadLetterDays: 90 };

describe.each(['PGlite', 'PostgreSQL'] as const)('pruning in %s', (kind) => {
  describe.skipIf(kind === 'PostgreSQL' && !postgresUrl)('of what is past its time', () => {
    let database: HubDatabase;
    beforeAll(async () => {
      database = await openKitDatabase(kind);
    });
    afterAll(() => database.close());
    beforeEach(() =>
      run(`truncate events.record, events.outbox, events.position, events.inbox, events.idempotency, events.dead_letter
        restart identity`),
    );

    const run = (text: string) => sql.raw(text).execute(database.kysely);
    const prune = () => pruneEvents(database.as<EventTables>(), retention);
    /** Events `first` to `last` on the log, so many days ago. */
    const record = (first: number, last: number, days: number) =>
      run(`insert into events.record (topic, key, envelope, at)
        select 't', 'k', jsonb_build_object('id', 'event-' || n), now() - interval '${days} days' from generate_series(${first}, ${last}) n`);
    const handle = (consumer: string, first: number, last: number, days: number) =>
      run(`insert into events.inbox (consumer, event_id, handled_at)
        select '${consumer}', 'event-' || n, now() - interval '${days} days' from generate_series(${first}, ${last}) n`);
    const left = async (text: string) =>
      (await sql<{ id: string }>`${sql.raw(text)}`.execute(database.kysely)).rows.map(({ id }) => id);
    const records = () => left(`select envelope ->> 'id' as id from events.record order by position`);
    const inbox = () => left(`select consumer || ' ' || event_id as id from events.inbox order by 1`);

    it('deletes a record only when it is old and every group has gone past it', async () => {
      await record(1, 4, 31);
      await record(5, 6, 29);
      await run(`insert into events.position values ('fast', 6), ('slow', 2)`);
      expect(await prune()).toMatchObject({ records: 2 });
      expect(await records()).toEqual(['event-3', 'event-4', 'event-5', 'event-6']);
      await run(`update events.position set position = 6`);
      await prune();
      expect(await records()).toEqual(['event-5', 'event-6']);
    });

    it('deletes no record where no group has begun', async () => {
      await record(1, 2, 100);
      await prune();
      expect(await records()).toHaveLength(2);
    });

    it('keeps an inbox row while the log, the outbox or a dead letter could bring its event again', async () => {
      await handle('feide', 1, 5, 31);
      await handle('archive', 1, 1, 29);
      await record(1, 1, 31);
      await run(`insert into events.outbox (topic, key, envelope) values ('t', 'k', '{"id":"event-2"}');
        insert into events.outbox (topic, key, envelope, sent_at) values ('t', 'k', '{"id":"event-3"}', now());
        insert into events.dead_letter (consumer, event_id, envelope, reason) values ('feide', 'event-4', '{}', 'broken'),
          ('archive', 'event-5', '{}', 'broken')`);
      expect(await prune()).toMatchObject({ inbox: 1 });
      expect(await inbox()).toEqual([
        'archive event-1',
        'feide event-1',
        'feide event-2',
        'feide event-3',
        'feide event-4',
      ]);
    });

    it('deletes a dead letter that was replayed long ago, and never one that waits for a person', async () => {
      await run(`insert into events.dead_letter (consumer, event_id, envelope, reason, failed_at, replayed_at) values
        ('feide', 'event-1', '{}', 'broken', now() - interval '400 days', now() - interval '91 days'),
        ('feide', 'event-2', '{}', 'broken', now() - interval '400 days', now() - interval '89 days'),
        ('feide', 'event-3', '{}', 'broken', now() - interval '400 days', null)`);
      expect(await prune()).toMatchObject({ deadLetters: 1 });
      expect(await left('select event_id as id from events.dead_letter order by 1')).toEqual(['event-2', 'event-3']);
    });

    it('forgets an inbox row with the record that it guarded against, also where the event was published twice', async () => {
      await handle('feide', 1, 1, 31);
      await record(1, 1, 31);
      await record(1, 1, 31);
      await run(`insert into events.position values ('feide', 1)`);
      expect(await prune()).toMatchObject({ records: 1, inbox: 0 });
      await run(`update events.position set position = 2`);
      expect(await prune()).toMatchObject({ records: 1, inbox: 1 });
    });

    it('deletes what was sent a week ago, and never what waits', async () => {
      await run(`insert into events.outbox (topic, key, envelope, sent_at)
        select 't', 'k', jsonb_build_object('id', d), case when d = 0 then null else now() - make_interval(days => d) end
        from unnest(array[0, 6, 8]) d`);
      expect(await prune()).toMatchObject({ outbox: 1 });
      expect(await left(`select envelope ->> 'id' as id from events.outbox order by 1`)).toEqual(['0', '6']);
    });

    it('gives the first answer for thirty days', async () => {
      await run(`insert into events.idempotency (subgraph, viewer, key, request, answer, at)
        select 's', 'v', d::text, 'r', 'null', now() - make_interval(days => d) from unnest(array[0, 29, 31]) d`);
      expect(await prune()).toMatchObject({ idempotency: 1 });
      expect(await left('select key as id from events.idempotency order by 1')).toEqual(['0', '29']);
    });

    it('takes a batch at a time, five statements each, until nothing is past its time', async () => {
      await record(1, 2_500, 31);
      await run(`insert into events.position values ('feide', 2500)`);
      const texts: string[] = [];
      const stop = database.observe((text) => texts.push(text));
      expect(await prune()).toMatchObject({ records: 1_000 });
      stop();
      expect(texts).toHaveLength(5);
      const options = { database: database.as<EventTables>(), retention, everyMinutes: 60, log: silentLog };
      const worker = startPruning(options);
      await until('everything is pruned', async () => (await records()).length === 0);
      await worker.stop();
    });
  });
});
