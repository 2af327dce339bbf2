import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type HubDatabase, openDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import { kitSchemas } from '#kit/serve/hub-schemas.ts';
import { schoolAdministration, searchPupils } from '#subgraphs/school-administration/index.ts';
import type { BenchLine } from './bench-line.ts';
import { ratio } from './measure.ts';
import { municipalityOfOslosSize } from './roll-over-sql.ts';

const rounds = 10;
const goalMs = 100;
const given =
  'Åse Ole Nora Emil Ingrid Jakob Sofie Henrik Ánte Máret Anne-Marie Per Ole Kristoffer Ailo Thea Bjørn Sigrid Håkon Maja Noah'.split(
    ' ',
  );
const family =
  'Hansen Johansen Olsen Larsen Andersen Pedersen Nilsen Kristoffersen Sæther Bjørnås Gåserud Østby Aasen Skjærvø Utsi'.split(
    ' ',
  );
const searches = {
  'a whole name': 'nora hansen',
  'the beginning of a name': 'jo',
  'other letters': 'aase bjoernaas',
  'a double name': 'annemarie saether',
  'a misspelt name': 'Kristofersn Jakib',
  'a name that nobody has': 'Xylofon Qwertysen',
} as const;

/**
 * A search by a member of staff who may know of every child, over 63,000 pupils on PostgreSQL, side by side with `select 1`. Goal: the
 * slowest of ten within 100 ms. Needs `DATABASE_URL`; it makes a database of its own and drops it.
 */
export async function benchSearch(): Promise<BenchLine[]> {
  const url = process.env.DATABASE_URL;
  if (!url) return [{ ok: true, text: 'left out: it needs PostgreSQL (DATABASE_URL)' }];
  const server = await openDatabase({ kind: 'postgres', url, poolSize: 1 });
  const name = `oppvekst_bench_${randomUUID().slice(0, 8)}`;
  try {
    await sql.raw(`create database ${name}`).execute(server.kysely);
    const own = Object.assign(new URL(url), { pathname: `/${name}` }).href;
    const database = await openDatabase({ kind: 'postgres', url: own, poolSize: 1 });
    try {
      await fill(database);
      return await measure(database);
    } finally {
      await database.close();
    }
  } finally {
    await sql.raw(`drop database if exists ${name}`).execute(server.kysely);
    await server.close();
  }
}

/** Names as many as in life: each of the usual ones is had by thousands, and 3,000 more by a few each. */
async function fill({ kysely }: HubDatabase): Promise<void> {
  await migrate(kysely, [...kitSchemas, schoolAdministration.migrations]);
  await sql.raw(municipalityOfOslosSize).execute(kysely);
  await sql`with numbered as (select id, row_number() over (order by id) as n from school_administration.person)
    update school_administration.person p set
      given_name = case when n % 4 = 0 then 'N' || translate((n % 3000)::text, '0123456789', 'aeiouklmrt')
        else (${given}::text[])[1 + (n * 7919 / 13) % ${given.length}] end,
      family_name = case when n % 3 = 0 then 'S' || translate((n % 2800)::text, '0123456789', 'aeiouklmrt') || 'sen'
        else (${family}::text[])[1 + (n * 104729 / 31) % ${family.length}] end
    from numbered where numbered.id = p.id`.execute(kysely);
  await sql`insert into school_administration.child_placement (child_id, unit_ids, group_ids, graded, active)
    select e.child_id, array[e.unit_id], '{}', p.id is not null, true from school_administration.enrolment e
    left join school_administration.address_protection p on p.child_id = e.child_id on conflict do nothing`.execute(
    kysely,
  );
  await sql`vacuum analyze`.execute(kysely);
}

async function measure({ kysely }: HubDatabase): Promise<BenchLine[]> {
  const ask = {
    page: { limit: 20, after: undefined },
    visibility: { everyChild: true, unitIds: [], groupIds: [], childIds: [] },
  };
  const lines: BenchLine[] = [];
  for (const [what, search] of Object.entries(searches)) {
    const took: number[] = [];
    const trips: number[] = [];
    // What is measured is the search, not the first plan and the first connection.
    const find = () => searchPupils(kysely, { search, unitId: null, groupId: null }, ask);
    let found = (await find()).length;
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now();
      found = (await find()).length;
      const ended = performance.now();
      await sql`select 1`.execute(kysely);
      took.push(ended - began);
      trips.push(performance.now() - ended);
    }
    const [slowest, usual, trip] = [Math.max(...took), median(took), median(trips)];
    lines.push({
      ok: slowest <= goalMs,
      text: `${what}: ${found} found, ${usual.toFixed(1)} ms, slowest ${slowest.toFixed(1)} ms (goal: at most ${goalMs}); ${ratio(usual / trip)} times \`select 1\`, ${trip.toFixed(2)} ms`,
    });
  }
  return lines;
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
