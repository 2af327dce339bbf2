import { hash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { CategoryId } from '#contracts/categories.ts';
import { type ChainedContent, committedText, genesis, linkedText } from '#kit/audit/chain.ts';
import { createDatabaseTrail } from '#kit/audit/database-trail.ts';
import type { AuditTables } from '#kit/audit/tables.ts';
import { verifyChains } from '#kit/audit/verify-chain.ts';
import { type Database, openDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import { kitSchemas } from '#kit/serve/hub-schemas.ts';
import type { BenchLine } from './bench-line.ts';
import { ratio } from './measure.ts';

const rounds = 5;
/** Reads of a class list of 300: each row is a child that was shown. */
const reads = 200;
const childrenARead = 300;
const goal = 0.25;
const writer = 'bench';

/**
 * The walk of `oppvekst verify` over an audit trail on PostgreSQL, beside SHA-256 alone over the same bytes: each row's commitment and
 * link, hashed one by one as the chain must be. Goal: at least a quarter of its rate. Needs `DATABASE_URL`; it makes a database of its own.
 */
export async function benchVerify(): Promise<BenchLine[]> {
  const url = process.env.DATABASE_URL;
  if (!url) return [{ ok: true, text: 'left out: it needs PostgreSQL (DATABASE_URL)' }];
  const server = await openDatabase({ kind: 'postgres', url, poolSize: 1 });
  const name = `oppvekst_bench_${randomUUID().slice(0, 8)}`;
  try {
    await sql.raw(`create database ${name}`).execute(server.kysely);
    const own = Object.assign(new URL(url), { pathname: `/${name}` }).href;
    const database = await openDatabase({ kind: 'postgres', url: own, poolSize: 2 });
    try {
      await migrate(database.kysely, [...kitSchemas]);
      const audit = database.as<AuditTables>();
      await fill(audit);
      return [await measure(audit)];
    } finally {
      await database.close();
    }
  } finally {
    await sql.raw(`drop database if exists ${name}`).execute(server.kysely);
    await server.close();
  }
}

async function fill(audit: Database<AuditTables>): Promise<void> {
  const trail = await createDatabaseTrail(audit, writer);
  for (let read = 0; read < reads; read += 1)
    await trail.record({
      at: new Date(Date.UTC(2026, 10, 25, 9) + read * 1_000),
      viewer: `person:${randomUUID()}`,
      organisation: null,
      purpose: 'education',
      requestId: randomUUID(),
      disclosures: Array.from({ length: childrenARead }, () => ({
        childId: randomUUID(),
        capacity: 'contact-teacher',
        categories: new Map<CategoryId, readonly string[]>([
          ['identity', ['opplæringslova § 25-1']],
          ['placement', ['opplæringslova § 25-1', 'GDPR art. 6 (1) e']],
        ]),
      })),
    });
  await trail.close();
  await sql`vacuum analyze`.execute(audit);
}

async function measure(audit: Database<AuditTables>): Promise<BenchLine> {
  const texts = await textsOf(audit);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const rows = reads * childrenARead;
  const measured: Array<{ times: number; verified: number; hashed: number }> = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    const { links, findings } = await verifyChains(audit, []);
    const between = performance.now();
    if (links !== rows || findings.length > 0) throw new Error('the chain is not whole: nothing was measured');
    for (const text of texts) hash('sha256', text, 'base64url');
    const ended = performance.now();
    const [verified, hashed] = [between - began, ended - between];
    measured.push({ times: hashed / verified, verified, hashed });
  }
  measured.sort((a, b) => a.times - b.times);
  const median = measured[rounds >> 1];
  if (!median) throw new Error('nothing was measured');
  const rate = (ms: number) => `${(bytes / ms / 1_000).toFixed(1)} MB/s`;
  return {
    ok: median.times >= goal,
    text: `${rows} rows verified at ${ratio(median.times)} times the rate of SHA-256 over the same ${texts.length} texts (${rate(median.verified)} beside ${rate(median.hashed)}; median of ${rounds} rounds; goal at least ${goal})`,
  };
}

/** Every text that the walk hashes, in its order. */
async function textsOf(audit: Database<AuditTables>): Promise<readonly string[]> {
  const { rows } = await sql<ChainedContent & { seq: number; salt: string; commitment: string; hash: string }>`
    select * from audit.link join audit.disclosure using (writer, seq) order by seq`.execute(audit);
  let previous = genesis(writer);
  return rows.flatMap((row) => {
    const linked = linkedText(previous, row.seq, row.commitment);
    previous = row.hash;
    return [linked, committedText(row, row.salt)];
  });
}
