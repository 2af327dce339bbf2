import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hub, startHub } from '#gateway/hub/start-hub.ts';
import { type HubSettings, hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { makeHubSecrets } from '#kit/serve/hub-secrets.ts';
import { engines, isMissing, openEngine } from '#test/support/own-database.ts';
import { controlCommands } from '../control/commands.ts';
import { restoreHub } from '../restore.ts';

const kari = randomUUID();
const ola = randomUUID();
const moving = randomUUID();
const unit = randomUUID();
const quiet = () => undefined;
const permission = { categories: ['own-work', 'access-log'], citation: 'Løyve 2026/7', inForceFrom: '2026-01-01' };

describe.each(engines)('retention on %s', (engine) => {
  describe.skipIf(isMissing(engine))('of a municipality with a permission to dispose of pupils’ own work', () => {
    const folder = mkdtempSync(join(tmpdir(), 'oppvekst-retention-'));
    const at = (name: string) => join(folder, name);
    let drop: () => Promise<void>;
    let settings: HubSettings;
    let hub: Hub;
    const open = async () => {
      hub = await startHub({ settings, offline: true, now: () => new Date('2026-09-01T10:00:00Z') });
    };
    const run = async (apply: boolean) => controlCommands.retention(hub, { apply, on: null }, quiet);
    const all = async <Row>(text: string) => (await sql.raw<Row>(text).execute(hub.database.kysely)).rows;
    const left = async () => ({
      records: (await all<{ body: string }>('select body from school_administration.record order by body')).map(
        ({ body }) => body,
      ),
      messages: (await all('select id from parent_communication.message')).length,
      closed: (await all<{ category: string }>('select category from retention.closed order by category')).map(
        ({ category }) => category,
      ),
    });

    beforeAll(async () => {
      const made = await openEngine(engine, 'retention', at('database'));
      drop = made.drop;
      await makeHubSecrets(at('keys'));
      settings = hubSettingsSchema.parse({
        controller: { organisationNumber: '312000008', name: 'Prøve kommune', kind: 'MUNICIPALITY' },
        people: 'synthetic',
        port: 0,
        database: made.settings,
        keysFolder: at('keys'),
        stateFolder: at('state'),
        disposal: [permission],
        logLevel: 'silent',
      });
      const first = await startHub({ settings, workLater: true });
      await first.stop();
      await open();
      const db = hub.database.kysely;
      await sql`insert into school_administration.unit (id, source, source_id, kind, name) values (${unit}, 'roster', 'u', 'SCHOOL', 'Skolen')`.execute(
        db,
      );
      for (const [id, until] of [
        [kari, '2026-06-19'],
        [ola, null],
        [moving, '2026-06-19'],
      ] as const) {
        await sql`insert into school_administration.person (id, source, source_id, given_name, family_name, is_pupil, phone)
          values (${id}, 'roster', ${id}, 'Navn', 'Prøve', true, '99999999')`.execute(db);
        await sql`insert into school_administration.enrolment (id, child_id, unit_id, valid_from, valid_to, source)
          values (${randomUUID()}, ${id}, ${unit}, '2020-08-17', ${until}::date, 'roster')`.execute(db);
        for (const [kind, category] of [
          ['HEALTH_NOTE', 'health'],
          ['OWN_WORK', 'own-work'],
          ['INDIVIDUAL_DECISION', 'individual-decisions'],
        ])
          await sql`insert into school_administration.record (id, child_id, kind, category, title, body, valid_from)
            values (${randomUUID()}, ${id}, ${kind}, ${category}, 'T', ${`${id === kari ? 'kari' : id === ola ? 'ola' : 'moving'}: ${category}`}, '2024-01-01')`.execute(
            db,
          );
      }
      const thread = randomUUID();
      await sql`insert into parent_communication.thread (id, child_id, unit_id, subject, status, opened_at, last_message_at)
        values (${thread}, ${kari}, ${unit}, 'Tur', 'CLOSED', now(), now())`.execute(db);
      await sql`insert into parent_communication.message (id, thread_id, child_id, author_id, author_role, recipients, recipient_ids, text, sent_at, case_document)
        values (${randomUUID()}, ${thread}, ${kari}, 'a', 'STAFF', '[]', '{}', 'kari: message', now(), true)`.execute(
        db,
      );
      await sql`insert into data_sharing.transfer (id, side, child_id, peer, phase, open, version, state, waits_for, created_at, updated_at)
        values (${randomUUID()}, 'SENDER', ${moving}, '312000016', 'DECIDED', true, 1, '{}', '[]', now(), now())`.execute(
        db,
      );
      const viewer = {
        kind: 'system',
        clientId: 'x',
        purpose: 'education',
        organisation: '312000008',
        assurance: null,
      } as const;
      const access = hub.accessAs(viewer);
      access.disclose(kari, 'health', { allow: true, legalBasis: ['§'] });
      await access.flush();
      await controlCommands.backup(hub, { folder: at('backup'), keysFolder: at('backup-keys') }, quiet);
    }, 120_000);
    afterAll(async () => {
      await hub?.stop();
      await drop();
      rmSync(folder, { recursive: true, force: true });
    });

    it('says what is past its time by category, with the paragraph, what becomes of it and what must be done first', async () => {
      const { lines, done } = await run(false);
      const line = (category: string) => lines.find((one) => one.category === category);
      expect(line('own-work')).toMatchObject({ children: 2, rows: 2, fate: 'disposed', waiting: { 'move-open': 1 } });
      expect(line('own-work')?.legalBasis).toContain('Løyve 2026/7');
      expect(line('health')).toMatchObject({ fate: 'closed', legalBasis: expect.stringContaining('§ 13') });
      expect(line('messages')).toMatchObject({ children: 1, waiting: { 'not-archived': 1 } });
      expect(line('individual-decisions')).toBeUndefined();
      expect(line('access-log')).toBeUndefined();
      expect(done).toBe(0);
      expect((await controlCommands.retention(hub, { apply: false, on: '2031-06-20' }, quiet)).lines).toContainEqual(
        expect.objectContaining({ category: 'access-log', fate: 'disposed' }),
      );
      await expect(controlCommands.retention(hub, { apply: true, on: '2031-06-20' }, quiet)).rejects.toMatchObject({
        code: 'BAD_INPUT',
      });
    });

    it('does a category of a child whole or not at all, and goes on where it was cut off', async () => {
      await all(`create function school_administration.cut_off() returns trigger language plpgsql as $$ begin
        if old.category = 'own-work' then raise exception 'cut off'; end if; return old; end $$`);
      await all(
        'create trigger cut_off before delete on school_administration.record for each row execute function school_administration.cut_off()',
      );
      await expect(run(true)).rejects.toThrow('cut off');
      expect((await left()).records).toContain('kari: own-work');
      await all('drop trigger cut_off on school_administration.record');
      await all('drop function school_administration.cut_off()');
      await run(true);
      expect(await left()).toEqual({
        records: [
          'kari: individual-decisions',
          'moving: health',
          'moving: individual-decisions',
          'moving: own-work',
          'ola: health',
          'ola: individual-decisions',
          'ola: own-work',
        ],
        messages: 1,
        closed: ['guardians-contact', 'health'],
      });
      expect((await run(true)).done).toBe(0);
    });

    it('keeps what is closed sealed, word for word, under the child’s own key', async () => {
      const [closed] = await all<{ sealed: string }>("select sealed from retention.closed where category = 'health'");
      expect(closed?.sealed).not.toContain('kari');
      const opened = await hub
        .depsOf<never>('archive')
        .childVault.open(closed?.sealed ?? '', { child: kari, category: 'health' });
      expect(JSON.stringify(opened)).toContain('kari: health');
    });

    it('lets a message go when the archive has its record', async () => {
      await sql`insert into archive.pupil_record (system_id, child_id, status, body) values (${randomUUID()}, ${kari}, 'open', '{}')`.execute(
        hub.database.kysely,
      );
      await sql`insert into archive.journal_entry (system_id, child_id, source_key, kind, journal_year, journal_sequence, status, body)
        select ${randomUUID()}, child_id, 'parent-communication/' || id, 'message', 2026, 1, 'J', '{}' from parent_communication.message`.execute(
        hub.database.kysely,
      );
      await run(true);
      expect(await left()).toMatchObject({ messages: 0, closed: ['guardians-contact', 'health', 'messages'] });
    });

    it('leaves the chain of who looked whole when its content goes', async () => {
      await sql`update school_administration.enrolment set valid_to = '2020-06-19', valid_from = '2019-08-19' where child_id = ${kari}`.execute(
        hub.database.kysely,
      );
      expect((await run(false)).lines.map(({ category }) => category)).toContain('access-log');
      await run(true);
      expect(await all('select 1 from audit.disclosure')).toEqual([]);
      expect(await controlCommands.verify(hub, {})).toMatchObject({ links: 1, findings: [] });
    });

    it('is not undone by a restore: what was disposed of is gone, what was closed is closed', async () => {
      await hub.stop();
      await restoreHub({
        settings,
        folder: at('backup'),
        keysFolder: at('backup-keys'),
        replace: true,
        onProgress: quiet,
      });
      await open();
      const { records, messages, closed } = await left();
      expect(records.filter((body) => body.startsWith('kari'))).toEqual(['kari: individual-decisions']);
      expect(records.filter((body) => body.startsWith('ola'))).toHaveLength(3);
      expect({ messages, closed }).toEqual({ messages: 0, closed: ['guardians-contact', 'health', 'messages'] });
      expect(await all('select 1 from audit.disclosure')).toEqual([]);
      expect(await controlCommands.verify(hub, {})).toMatchObject({ findings: [] });
    }, 60_000);
  });
});
