import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines, isMissing, makeOwnDatabase } from '#test/support/own-database.ts';
import { type HubDatabase, openDatabase } from './database.ts';
import { migrate, requireMigrated, type SchemaMigrations } from './migrate.ts';

const first: SchemaMigrations = {
  schema: 'trial',
  migrations: [{ name: '001-note', sql: 'create table trial.note (id int); create index note_id on trial.note (id);' }],
};
const second: SchemaMigrations = {
  schema: 'trial',
  migrations: [
    ...first.migrations,
    { name: '002-text', sql: "alter table trial.note add text text not null default 'a';" },
  ],
};
const broken: SchemaMigrations = {
  schema: 'trial',
  migrations: [
    ...second.migrations,
    { name: '003-broken', sql: 'create table trial.half (id int); create table trial.note (id int);' },
  ],
};

let database: HubDatabase;
/** Another process on the same database: on PostgreSQL with connections of its own; an embedded one is locked by its folder. */
let other: HubDatabase;
let drop: () => Promise<void>;
const open = async (engine: (typeof engines)[number]) => {
  const own = engine === 'PostgreSQL' ? await makeOwnDatabase('migrate') : undefined;
  drop = own?.drop ?? (async () => undefined);
  database = await openDatabase(own ? { kind: 'postgres', url: own.url } : { kind: 'memory' });
  other = own ? await openDatabase({ kind: 'postgres', url: own.url }) : database;
};
const close = async () => {
  await other.close();
  if (other !== database) await database.close();
  await drop();
};

const steps = async () =>
  (await sql<{ name: string }>`select name from hub.migration order by name`.execute(database.kysely)).rows.map(
    ({ name }) => name,
  );
const exists = async (name: string) =>
  (await sql<{ found: boolean }>`select to_regclass(${name}) is not null as found`.execute(database.kysely)).rows[0]
    ?.found;

describe.each(engines)('migrating on %s', (engine) => {
  describe.skipIf(isMissing(engine))('a database', () => {
    beforeAll(() => open(engine));
    afterAll(() => close());
    beforeEach(() =>
      sql.raw('drop schema if exists trial cascade; drop schema if exists hub cascade').execute(database.kysely),
    );

    it('twice changes nothing the second time, and asks little', async () => {
      await migrate(database.kysely, [first]);
      await sql`insert into trial.note values (1)`.execute(database.kysely);
      const seen: string[] = [];
      const stop = database.observe((text) => seen.push(text));
      await migrate(database.kysely, [first]);
      stop();
      expect(seen.filter((text) => !text.startsWith('select'))).toEqual([]);
      expect(await steps()).toEqual(['001-note']);
    });

    it('goes on from where the database is, and keeps what is in it', async () => {
      await migrate(database.kysely, [first]);
      await sql`insert into trial.note values (7)`.execute(database.kysely);
      await migrate(database.kysely, [second]);
      expect(await steps()).toEqual(['001-note', '002-text']);
      expect((await sql`select id, text from trial.note`.execute(database.kysely)).rows).toEqual([
        { id: 7, text: 'a' },
      ]);
    });

    it('at the same time from two places applies each step once', async () => {
      await Promise.all([migrate(database.kysely, [second]), migrate(other.kysely, [second])]);
      expect(await steps()).toEqual(['001-note', '002-text']);
    });

    it('by an older and a newer program at once ends at the newer, whoever comes first', async () => {
      const outcomes = await Promise.allSettled([migrate(database.kysely, [first]), migrate(other.kysely, [second])]);
      expect(outcomes[1]?.status).toBe('fulfilled');
      expect(await steps()).toEqual(['001-note', '002-text']);
      await expect(migrate(database.kysely, [first])).rejects.toMatchObject({ code: 'CONFIG' });
    });

    it('is not done for one who only looks: a database of an older version, or an empty one, is refused', async () => {
      await expect(requireMigrated(database.kysely, [first])).rejects.toMatchObject({ code: 'CONFLICT' });
      await migrate(database.kysely, [first]);
      await requireMigrated(database.kysely, [first]);
      await expect(requireMigrated(database.kysely, [second])).rejects.toMatchObject({
        message: expect.stringContaining('start the hub once'),
      });
      expect(await steps()).toEqual(['001-note']);
    });

    it('refuses a database of a newer version, names its steps and leaves it alone', async () => {
      await migrate(database.kysely, [second]);
      await expect(migrate(database.kysely, [first])).rejects.toMatchObject({
        code: 'CONFIG',
        message: expect.stringContaining('trial: 002-text'),
      });
      expect(await steps()).toEqual(['001-note', '002-text']);
    });

    it('that fails leaves nothing half done: neither its own step nor those before it', async () => {
      await expect(migrate(database.kysely, [broken])).rejects.toMatchObject({ code: '42P07' });
      expect(await exists('trial.note')).toBe(false);
      expect(await exists('trial.half')).toBe(false);
      await migrate(database.kysely, [first]);
      await expect(migrate(database.kysely, [broken])).rejects.toMatchObject({ code: '42P07' });
      expect(await steps()).toEqual(['001-note']);
      expect(await exists('trial.half')).toBe(false);
      await migrate(database.kysely, [second]);
      expect(await steps()).toEqual(['001-note', '002-text']);
    });
  });
});
