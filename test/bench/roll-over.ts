import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type HubDatabase, openDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import { createTransact } from '#kit/events/outbox.ts';
import { policyRoot } from '#kit/serve/host.ts';
import { kitSchemas } from '#kit/serve/hub-schemas.ts';
import {
  rollOver,
  type SchoolAdministrationTables,
  schoolAdministration,
} from '#subgraphs/school-administration/index.ts';
import type { BenchLine } from './bench-line.ts';
import { ratio } from './measure.ts';
import { municipalityOfOslosSize, plainRollOver } from './roll-over-sql.ts';

const rounds = 3;
const now = () => new Date('2027-08-01T04:00:00Z');

/**
 * The yearly roll-over of 63,000 pupils on PostgreSQL, beside the plain SQL that writes the same rows with every decision already taken.
 * Goal: at most twice its time. Needs `DATABASE_URL`; each run has a database of its own, copied from one that is filled once.
 */
export async function benchRollOver(): Promise<BenchLine[]> {
  const url = process.env.DATABASE_URL;
  if (!url) return [{ ok: true, text: 'left out: it needs PostgreSQL (DATABASE_URL)' }];
  const server = await openDatabase({ kind: 'postgres', url, poolSize: 1 });
  const template = `oppvekst_bench_${randomUUID().slice(0, 8)}`;
  const on = async <Result>(name: string, from: string | null, work: (database: HubDatabase) => Promise<Result>) => {
    await sql.raw(`create database ${name}${from ? ` template ${from}` : ''}`).execute(server.kysely);
    const database = await openDatabase({
      kind: 'postgres',
      url: Object.assign(new URL(url), { pathname: `/${name}` }).href,
    });
    try {
      return await work(database);
    } finally {
      await database.close();
      if (from) await sql.raw(`drop database ${name}`).execute(server.kysely);
    }
  };
  try {
    await on(template, null, fill);
    const took = { hub: [] as number[], plain: [] as number[] };
    const written = { hub: '', plain: '' };
    for (let round = 0; round < rounds; round += 1)
      for (const how of ['hub', 'plain'] as const)
        await on(`${template}_${how}`, template, async (database) => {
          await sql`checkpoint`.execute(database.kysely);
          const started = performance.now();
          await (how === 'hub' ? byTheHub(database) : byPlainSql(database));
          took[how].push(performance.now() - started);
          written[how] = await rowsOf(database);
        });
    const [hub, plain] = [median(took.hub), median(took.plain)];
    return [
      { ok: written.hub === written.plain, text: `both wrote the same: ${written.hub}` },
      {
        ok: hub <= 2 * plain,
        text: `63,000 pupils in ${(hub / 1000).toFixed(2)} s, ${ratio(hub / plain)} times the plain SQL's ${(plain / 1000).toFixed(2)} s (goal: at most 2)`,
      },
    ];
  } finally {
    await sql.raw(`drop database if exists ${template}`).execute(server.kysely);
    await server.close();
  }
}

async function fill(database: HubDatabase): Promise<void> {
  await migrate(database.kysely, [...kitSchemas, schoolAdministration.migrations]);
  await sql.raw(municipalityOfOslosSize).execute(database.kysely);
  await sql`vacuum analyze`.execute(database.kysely);
}

async function byTheHub(database: HubDatabase): Promise<void> {
  const transact = createTransact(database.as<SchoolAdministrationTables>(), {
    controller: '312000008',
    now,
    wake: () => undefined,
  });
  await rollOver({ transact, begins: 2027, apply: true, policyRoot, now });
}

const byPlainSql = (database: HubDatabase) =>
  database.kysely.transaction().execute(async (tx) => {
    for (const statement of plainRollOver) await sql.raw(statement).execute(tx);
  });

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** What stands in the database afterwards, in figures that differ when a row does. */
async function rowsOf(database: HubDatabase): Promise<string> {
  const { rows } = await sql<{ text: string }>`select concat_ws(', ',
      (select count(*) || ' enrolments, ' || sum(level) || ' levels in all' from school_administration.enrolment
        where valid_from = '2027-08-01'),
      (select count(*) || ' memberships that go on' from school_administration.membership where valid_to = '2028-07-31'),
      (select count(*) || ' groups renamed' from school_administration."group" where valid_to = '2028-07-31'),
      (select count(*) || ' events' from events.outbox)) as text`.execute(database.kysely);
  return rows[0]?.text ?? '';
}
