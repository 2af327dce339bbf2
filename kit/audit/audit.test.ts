import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CategoryId } from '#contracts/categories.ts';
import { type HubDatabase, openDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import type { AuditRecord } from './audit-trail.ts';
import { createDatabaseTrail } from './database-trail.ts';
import { type AuditTables, auditMigrations } from './tables.ts';
import { chainHeads, verifyChains } from './verify-chain.ts';

let database: HubDatabase;
beforeAll(async () => {
  database = await openDatabase({ kind: 'memory' });
  await migrate(database.kysely, [auditMigrations]);
});
afterAll(() => database.close());
beforeEach(() => sql.raw('truncate audit.disclosure, audit.link').execute(database.kysely));

const tables = () => database.as<AuditTables>();
const run = (text: string) => sql.raw(text).execute(database.kysely);
const record = (viewer = 'person:anna', children = 1): AuditRecord => ({
  at: new Date('2026-11-22T09:00:00Z'),
  viewer,
  organisation: null,
  purpose: 'education',
  requestId: randomUUID(),
  disclosures: [...Array(children)].map(() => ({
    childId: randomUUID(),
    capacity: 'teacher',
    categories: new Map<CategoryId, readonly string[]>([
      ['identity', ['opplæringslova § 25-1 (1)']],
      ['health', ['opplæringslova § 25-1 (1), (5)', '«quoted» "text"']],
    ]),
  })),
});
/** A chain of one writer, with a row for each of a number of answers. */
async function chainOf(rows: number, writer = 'hub') {
  const trail = await createDatabaseTrail(tables(), writer);
  for (let n = 0; n < rows; n += 1) await trail.record(record(`person:${n}`));
  await trail.close();
}
const problems = async (checkpoints: Parameters<typeof verifyChains>[1] = []) =>
  (await verifyChains(tables(), checkpoints)).findings.map(
    ({ writer, seq, problem }) => `${writer} ${seq}: ${problem}`,
  );

describe('the trail', () => {
  it('keeps what was disclosed to whom, why, and by which paragraphs', async () => {
    const trail = await createDatabaseTrail(tables(), 'hub');
    const one = record();
    await trail.record(one);
    await trail.record({
      ...one,
      disclosures: [{ childId: null, capacity: null, categories: new Map([['staff', ['GDPR art. 6 (1) e']]]) }],
    });
    const { rows } =
      await sql`select viewer, purpose, request_id, child_id, categories from audit.disclosure order by seq`.execute(
        database.kysely,
      );
    expect(rows).toMatchObject([
      {
        viewer: 'person:anna',
        purpose: 'education',
        requestId: one.requestId,
        childId: one.disclosures[0]?.childId,
        categories: Object.fromEntries(one.disclosures[0]?.categories ?? []),
      },
      { childId: null, categories: { staff: ['GDPR art. 6 (1) e'] } },
    ]);
    expect(await problems()).toEqual([]);
  });

  it('writes many answers in few statements, and each is there when it is told so', async () => {
    const trail = await createDatabaseTrail(tables(), 'hub');
    const texts: string[] = [];
    const stop = database.observe((text) => texts.push(text));
    await Promise.all([...Array(100)].map(() => trail.record(record('person:anna', 3))));
    stop();
    expect(texts.length).toBeLessThanOrEqual(3);
    expect(await verifyChains(tables(), [])).toEqual({ writers: 1, links: 300, findings: [] });
  });

  it('writes what one answer showed of 300 pupils as 300 disclosures, in one statement', async () => {
    const trail = await createDatabaseTrail(tables(), 'hub');
    const texts: string[] = [];
    const stop = database.observe((text) => texts.push(text));
    await trail.record(record('person:anna', 300));
    stop();
    expect(texts).toHaveLength(1);
    expect(await verifyChains(tables(), [])).toEqual({ writers: 1, links: 300, findings: [] });
  });

  it('goes on in its chain after a restart', async () => {
    await chainOf(2);
    await chainOf(2);
    expect(await verifyChains(tables(), [])).toEqual({ writers: 1, links: 4, findings: [] });
  });

  it('rejects when it cannot write, leaves nothing half written, and goes on when it can', async () => {
    const trail = await createDatabaseTrail(tables(), 'hub');
    await trail.record(record());
    await run('alter table audit.disclosure add constraint full_disk check (seq < 2)');
    await expect(Promise.all([trail.record(record()), trail.record(record())])).rejects.toMatchObject({
      code: '23514',
    });
    await run('alter table audit.disclosure drop constraint full_disk');
    await trail.record(record());
    expect(await verifyChains(tables(), [])).toEqual({ writers: 1, links: 2, findings: [] });
  });

  it('stays whole when two processes write under one name, and under names of their own', async () => {
    const [one, other, third] = await Promise.all(
      ['hub', 'hub', 'worker'].map((writer) => createDatabaseTrail(tables(), writer)),
    );
    for (let n = 0; n < 3; n += 1) for (const trail of [one, other, third]) await trail?.record(record());
    expect(await verifyChains(tables(), [])).toEqual({ writers: 2, links: 9, findings: [] });
  });
});

describe('verifying the chains', () => {
  it('finds nothing wrong with an empty trail, nor with one that nobody touched', async () => {
    expect(await verifyChains(tables(), [])).toEqual({ writers: 0, links: 0, findings: [] });
    await chainOf(5);
    expect(await problems(await chainHeads(tables()))).toEqual([]);
  });

  it('accepts content that retention has deleted', async () => {
    await chainOf(3);
    await run('delete from audit.disclosure where seq <= 2');
    expect(await problems(await chainHeads(tables()))).toEqual([]);
  });

  it.each([
    ["viewer = 'person:other'"],
    ["categories = '{}'"],
    [`child_id = '${randomUUID()}'`],
    ["at = '2026-11-23T09:00:00.000Z'"],
    ['purpose = null'],
    ["capacity = 'leader'"],
    ['capacity = null'],
    ["salt = 'AAAA'"],
    ['viewer = viewer || chr(1) || viewer'],
    ['viewer = viewer || chr(2) || viewer'],
    ["organisation = ''"],
  ])('finds a row in which %s was set', async (change) => {
    await chainOf(3);
    await run(`update audit.disclosure set ${change} where seq = 2`);
    expect(await problems()).toEqual(['hub 2: row changed']);
  });

  it('finds a row that was changed with its commitment made anew', async () => {
    await chainOf(3);
    await run("update audit.link set commitment = 'forged' where seq = 2; delete from audit.disclosure where seq = 2");
    expect(await problems()).toEqual(['hub 2: link changed']);
  });

  it('finds a row that was removed with its link', async () => {
    await chainOf(4);
    await run('delete from audit.disclosure where seq = 2; delete from audit.link where seq = 2');
    expect(await problems()).toEqual(['hub 2: row missing in the chain']);
  });

  it('finds what is missing over more than it reads at once, and goes on after it', async () => {
    await chainOf(3);
    await run(`update audit.link set seq = seq + 9000000000 where seq > 1;
      update audit.disclosure set seq = seq + 9000000000, viewer = 'person:other' where seq > 2`);
    expect(await problems()).toEqual([
      'hub 2: row missing in the chain',
      'hub 9000000003: link changed',
      'hub 9000000003: row changed',
      'hub 2: row without a link',
    ]);
  });

  it('finds a row that was removed and the rest moved up', async () => {
    await chainOf(3);
    await run(`delete from audit.disclosure where seq = 2; delete from audit.link where seq = 2;
      update audit.disclosure set seq = 2 where seq = 3; update audit.link set seq = 2 where seq = 3`);
    expect(await problems()).toContain('hub 2: link changed');
  });

  it('finds a row that was put in', async () => {
    await chainOf(2);
    await run(
      `insert into audit.disclosure select writer, 3, at, viewer, organisation, purpose, request_id, child_id, categories, salt, capacity from audit.disclosure where seq = 1`,
    );
    expect(await problems()).toEqual(['hub 3: row without a link']);
    await run(`insert into audit.link select writer, 3, commitment, hash from audit.link where seq = 1`);
    expect(await problems()).toContain('hub 3: link changed');
  });

  it('finds rows that changed places', async () => {
    await chainOf(3);
    await run(
      'update audit.disclosure set seq = seq + 10; update audit.disclosure set seq = case seq when 11 then 2 when 12 then 1 else seq - 10 end',
    );
    expect(await problems()).toEqual(['hub 1: row changed', 'hub 2: row changed']);
    await run(
      'update audit.link set seq = seq + 10; update audit.link set seq = case seq when 11 then 2 when 12 then 1 else seq - 10 end',
    );
    expect(await problems()).toContain('hub 1: link changed');
  });

  it('finds a tail that was cut off, and a chain that is gone, by a checkpoint kept elsewhere', async () => {
    await chainOf(3);
    await chainOf(1, 'worker');
    const checkpoints = await chainHeads(tables());
    await run(
      "delete from audit.disclosure where seq = 3 or writer = 'worker'; delete from audit.link where seq = 3 or writer = 'worker'",
    );
    expect(await problems()).toEqual([]);
    expect((await problems(checkpoints)).sort()).toEqual(['hub 3: tail cut off', 'worker 1: tail cut off']);
  });

  it('finds a chain that was written anew, by a checkpoint kept elsewhere', async () => {
    await chainOf(3);
    const checkpoints = await chainHeads(tables());
    await run('truncate audit.disclosure, audit.link');
    await chainOf(4);
    expect(await problems(checkpoints)).toEqual(['hub 3: link changed']);
  });
});
