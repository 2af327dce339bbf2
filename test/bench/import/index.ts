import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { openDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import { kitSchemas } from '#kit/serve/hub-schemas.ts';
import { schoolAdministration } from '#subgraphs/school-administration/index.ts';
import type { BenchLine } from '../bench-line.ts';
import { startChild } from '../child.ts';
import { ratio } from '../measure.ts';
import { writeLargeRoster } from './write-large-roster.ts';

/** About 3,000 pupils each. */
const parts = 21;
/** Old space in megabytes: more than a hub may spend on a file. */
const heap = '--max-old-space-size=256';
const tables = ['unit', 'person', '"group"', 'enrolment', 'employment', 'membership', 'guardian'];

interface Imported {
  readonly ms: number;
  readonly maxRss: number;
  readonly counts: { readonly enrolments: { readonly added: number }; readonly persons: { readonly changed: number } };
}

/**
 * A roster of Oslo's size (63,000 pupils, with SFO and kindergartens) on PostgreSQL, beside what no importer can do without: parsing the
 * same file into records, and COPY-ing the same rows into tables with the same keys, indexes and foreign keys, in one transaction.
 * Goals: at most 3 times that; the same file again at most half the first time. With one name changed everything is compared: that is
 * told too. Needs `DATABASE_URL`.
 */
export async function benchImport(): Promise<BenchLine[]> {
  const server = process.env.DATABASE_URL;
  if (!server) return [{ ok: true, text: 'left out: it needs PostgreSQL (DATABASE_URL)' }];
  const folder = await mkdtemp(join(tmpdir(), 'oppvekst-bench-import-'));
  const name = `oppvekst_bench_${process.pid}`;
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try {
    const file = join(folder, 'roster.xml');
    await writeLargeRoster(file, parts);
    await admin.query(`create database ${name}`);
    await prepare(url);
    const first = await run<Imported>('import-child.ts', url, file);
    const again = await run<Imported>('import-child.ts', url, file);
    await changeOneName(file);
    const changed = await run<Imported>('import-child.ts', url, file);
    const names = await exportRows(url, folder);
    const least = await run<{ parse: number; copy: number }>('copy-child.ts', url, file, folder, ...names);
    const floor = least.parse + least.copy;
    const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
    const { added } = first.counts.enrolments;
    return [
      {
        ok: first.ms <= 3 * floor,
        text: `${added.toLocaleString('en')} enrolments imported in ${seconds(first.ms)}, ${ratio(first.ms / floor)} times parsing (${seconds(least.parse)}) and copying (${seconds(least.copy)}) them (goal: at most 3)`,
      },
      {
        ok: again.ms <= first.ms / 2 && again.counts.enrolments.added === 0,
        text: `the same file again in ${seconds(again.ms)}, ${ratio(again.ms / first.ms)} of the first time (goal: at most 0.5)`,
      },
      {
        ok: changed.counts.persons.changed === 1,
        text: `with one name changed, and so compared in full, in ${seconds(changed.ms)}, ${ratio(changed.ms / first.ms)} of the first time`,
      },
      { ok: true, text: `largest memory ${Math.round(first.maxRss / 1e6)} MB of the process, with ${heap}` },
    ];
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepare(url: string): Promise<void> {
  const database = await openDatabase({ kind: 'postgres', url });
  await migrate(database.kysely, [...kitSchemas, schoolAdministration.migrations]);
  await database.close();
}

async function run<Result>(script: string, ...args: readonly string[]): Promise<Result> {
  const child = await startChild(`test/bench/import/${script}`, args, { NODE_OPTIONS: heap });
  await child.ended;
  return JSON.parse(child.ready) as Result;
}

/** Writes another letter in the first person's given name. */
async function changeOneName(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { buffer } = await file.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0);
    const at = buffer.indexOf('<given>', buffer.indexOf('<person>')) + '<given>'.length;
    await file.write(buffer[at] === 0x58 ? 'Y' : 'X', at);
  } finally {
    await file.close();
  }
}

/** Writes the imported rows to files, and makes empty tables like theirs: with the same keys, indexes and foreign keys. */
async function exportRows(url: string, folder: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('create schema bench');
    for (const table of tables) {
      await client.query(`create table bench.${table} (like school_administration.${table} including all)`);
      const rows = client.query(copyTo(`copy school_administration.${table} to stdout (format binary)`));
      await pipeline(rows, createWriteStream(join(folder, table)));
    }
    const { rows: keys } = await client.query<{ sql: string }>(
      `select format('alter table bench.%I add %s', r.relname, replace(pg_get_constraintdef(c.oid), 'school_administration.', 'bench.')) as sql
        from pg_constraint c join pg_class r on r.oid = c.conrelid join pg_class copy on copy.relname = r.relname
        where c.contype = 'f' and c.connamespace = 'school_administration'::regnamespace and copy.relnamespace = 'bench'::regnamespace
          and copy.relkind = 'r'`,
    );
    for (const { sql } of keys) await client.query(sql);
  } finally {
    await client.end();
  }
  return tables;
}
