/** A hub's database for the importer's tests: real tables in memory, and short questions about what is in them. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, type HubDatabase, openDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import type { Envelope } from '#kit/events/envelope.ts';
import { createTransact } from '#kit/events/outbox.ts';
import { kitSchemas } from '#kit/serve/hub-schemas.ts';
import { migrations } from '../store/migrations.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { importRoster, type RosterImportOptions } from './import-roster.ts';
import type { RosterTables } from './tables.ts';

export type TestTables = SchoolAdministrationTables & RosterTables;

export interface TestHub {
  readonly hub: HubDatabase;
  readonly database: Database<TestTables>;
  /** The clock; tests move it. */
  now: Date;
  /** What every import here is given, but the file. */
  options(): Omit<RosterImportOptions<TestTables>, 'file'>;
  import(
    file: string | AsyncIterable<Uint8Array>,
    options?: Partial<RosterImportOptions<TestTables>>,
  ): ReturnType<typeof importRoster>;
  /** Empties it. */
  reset(): Promise<void>;
  rows<Row>(query: string): Promise<Row[]>;
  /** A pupil's enrolments, oldest first, by the ids of the source. */
  enrolmentsOf(id: string): Promise<{ unit: string; validFrom: string | null; validTo: string | null }[]>;
  /** Events published since the last call: types and data. */
  events(): Promise<Envelope[]>;
  /** Everything in the school-administration tables that imports write, as text: to see that nothing changed. */
  contents(): Promise<string>;
}

export async function openTestHub(): Promise<TestHub> {
  const hub = await openDatabase({ kind: 'memory' });
  await migrate(hub.kysely, [...kitSchemas, migrations]);
  const database = hub.as<TestTables>();
  let seen = 0;
  const test: TestHub = {
    hub,
    database,
    now: new Date('2026-11-22T09:00:00Z'),
    options: () => ({
      database,
      transact: createTransact<TestTables>(database, {
        controller: '312000007',
        now: () => test.now,
        wake: () => undefined,
      }),
      mode: 'test',
      municipalityNumber: '3411',
      now: () => test.now,
      newId: randomUUID,
      // In a school of two pupils, one who leaves is half of them.
      acceptRemovals: true,
    }),
    import: (file, options = {}) =>
      importRoster({
        ...test.options(),
        file: typeof file === 'string' ? [Buffer.from(file)] : file,
        ...options,
      }),
    async reset() {
      const owned = await test.rows<{ name: string }>(`select format('%I.%I', table_schema, table_name) as name
        from information_schema.tables where table_schema in ('school_administration', 'events')`);
      await sql`truncate ${sql.raw(owned.map(({ name }) => name).join(', '))} cascade`.execute(hub.kysely);
      await sql`drop function if exists school_administration.fail cascade`.execute(hub.kysely);
      test.now = new Date('2026-11-22T09:00:00Z');
    },
    rows: async <Row>(query: string) => (await sql<Row>`${sql.raw(query)}`.execute(hub.kysely)).rows,
    enrolmentsOf: (id) =>
      test.rows(`select u.source_id as unit, e.valid_from, e.valid_to from school_administration.enrolment e
        join school_administration.unit u on u.id = e.unit_id join school_administration.person p on p.id = e.child_id
        where p.source_id = '${id}' order by e.valid_from nulls first, u.source_id`),
    async events() {
      const { rows } = await sql<{ seq: number; envelope: Envelope }>`select seq, envelope from events.outbox
        where seq > ${seen} order by seq`.execute(hub.kysely);
      seen = rows.at(-1)?.seq ?? seen;
      return rows.map(({ envelope }) => envelope);
    },
    async contents() {
      const tables = ['unit', '"group"', 'person', 'enrolment', 'employment', 'membership', 'guardian', 'roster_link'];
      const parts = await Promise.all(
        [...tables, 'roster_staged_person', 'roster_staged_membership', 'roster_change'].map(
          async (table) =>
            (
              await sql`select * from ${sql.raw(`school_administration.${table}`)} t order by t::text`.execute(
                hub.kysely,
              )
            ).rows,
        ),
      );
      return JSON.stringify(parts);
    },
  };
  return test;
}
