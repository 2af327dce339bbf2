import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { group, member, membership, person, unit } from '../source/pifu/pifu-test-file.ts';
import { endInterruptedImports } from './import-history.ts';
import { openTestHub, type TestHub } from './roster-test-hub.ts';
import { other, owner, school } from './test-school.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(() => hub.reset());
afterAll(() => hub.hub.close());

describe('all or nothing', () => {
  const changed = () =>
    school({
      persons: [
        person({ id: 'a', given: 'Endret' }),
        person({ id: 'b', given: 'Bo' }),
        person({ id: 't', given: 'Tor' }),
      ],
    });

  it('leaves the database as it was when the file is cut in the middle', async () => {
    await hub.import(school());
    const before = await hub.contents();
    await hub.events();
    const bytes = Buffer.from(changed());
    for (const part of [0.3, 0.6, 0.95]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * part)).toString();
      await expect(hub.import(cut)).rejects.toMatchObject({ code: 'BROKEN_FILE' });
      expect(await hub.contents()).toBe(before);
    }
    expect(await hub.events()).toEqual([]);
    const states = await hub.rows<{ state: string }>(
      'select state from school_administration.roster_import order by started_at',
    );
    expect(states.map(({ state }) => state)).toEqual(['DONE', 'FAILED', 'FAILED', 'FAILED']);
  });

  it.each(['person', '"group"', 'enrolment', 'guardian', 'roster_import'])(
    'leaves the database as it was when writing %s fails in the middle of applying',
    async (table) => {
      await hub.import(school());
      const before = await hub.contents();
      await hub.events();
      await sql
        .raw(`
        create function school_administration.fail() returns trigger language plpgsql as $$ begin
          if to_jsonb(new) ->> 'state' is distinct from 'RUNNING' and to_jsonb(new) ->> 'state' is distinct from 'FAILED' then raise exception 'the disk is full'; end if; return new; end $$;
        create trigger fail before insert or update on school_administration.${table} for each row execute function school_administration.fail()`)
        .execute(hub.database);
      const file = school({
        persons: [
          person({ id: 'a', given: 'Endret', guardians: ['b'] }),
          person({ id: 'b', given: 'Bo' }),
          person({ id: 't', given: 'Tor' }),
        ],
        groups: [owner, unit(), other, group({ name: '7B' })],
        memberships: [membership('school-2', member({ id: 'a' }), member({ id: 'b' }))],
      });
      await expect(hub.import(file)).rejects.toThrow(/disk is full/);
      expect(await hub.contents()).toBe(before);
      expect(await hub.events()).toEqual([]);
    },
  );

  it('cleans up after an import that died, at the next one', async () => {
    await hub.import(school());
    const before = await hub.contents();
    await sql`insert into school_administration.roster_import (id, source, format, state, started_at, alive_at)
      values (gen_random_uuid(), 'test-sas@ringsaker.example', 'x', 'RUNNING', now(), now() - interval '2 minutes')`.execute(
      hub.database,
    );
    await sql`insert into school_administration.roster_staged_membership (import_id, line, group_source_id, person_source_id, role, active)
      select id, 1, 'school', 'b', 'PUPIL', true from school_administration.roster_import where state = 'RUNNING'`.execute(
      hub.database,
    );
    await hub.import(school());
    expect(await hub.contents()).toBe(before);
    expect(await hub.rows(`select reason from school_administration.roster_import where state = 'FAILED'`)).toEqual([
      { reason: 'it was interrupted' },
    ]);
  });

  it('can be told that what a crash left running runs no more', async () => {
    await sql`insert into school_administration.roster_import (id, source, format, state, started_at)
      values (gen_random_uuid(), 'test-sas@ringsaker.example', 'x', 'RUNNING', now())`.execute(hub.database);
    await expect(hub.import(school())).rejects.toMatchObject({ code: 'CONFLICT' });
    await endInterruptedImports(hub.database, hub.now);
    await expect(hub.import(school())).resolves.toMatchObject({ counts: { persons: { added: 4 } } });
  });

  it('gives up when another import has taken its place', async () => {
    const bytes = Buffer.from(school());
    async function* takenOver() {
      yield Buffer.concat([
        bytes.subarray(0, bytes.lastIndexOf('</enterprise>')),
        Buffer.from(`<!--${' '.repeat(70_000)}-->`),
      ]);
      await endInterruptedImports(hub.database, hub.now);
      yield Buffer.from('</enterprise>');
    }
    await expect(hub.import(takenOver())).rejects.toThrow(/another one took its place/);
    expect(await hub.rows('select from school_administration.person')).toHaveLength(0);
  });

  it('refuses a second import of the same source while one runs, and lets another source in', async () => {
    const bytes = Buffer.from(school());
    let go: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const end = bytes.lastIndexOf('</enterprise>');
    async function* slowly() {
      // The comment fills what is looked at to recognise the format, so that the import begins before the end comes.
      yield* [bytes.subarray(0, end), Buffer.from(`<!--${' '.repeat(70_000)}-->`)];
      await gate;
      yield bytes.subarray(end);
    }
    const first = hub.import(slowly());
    await expect.poll(() => hub.rows(`select from school_administration.roster_import`)).toHaveLength(1);
    await expect(hub.import(school())).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/Another import from/),
    });
    const properties =
      '<properties lang="nb"><datasource>other-sas</datasource><type>full</type><datetime>2026-11-22T06:00:00</datetime></properties>';
    await expect(hub.import(school({ properties }))).resolves.toBeDefined();
    go();
    await expect(first).resolves.toMatchObject({ counts: { enrolments: { added: 2 } } });
  });

  it('refuses a file that would end every pupil', async () => {
    await hub.import(school());
    const before = await hub.contents();
    const past = school({
      memberships: [membership('school', member({ id: 'a', begin: '2010-08-17', end: '2020-06-20' }))],
    });
    await expect(hub.import(past)).rejects.toThrow(/would end every pupil/);
    expect(await hub.contents()).toBe(before);
  });
});
