import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CategoryId } from '#contracts/categories.ts';
import { type HubDatabase, openDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import { createHubKeys, type HubKeys, publicKeys } from '#kit/events/sealing/hub-keys.ts';
import { createCheckpoints, readCheckpoints } from './checkpoints.ts';
import { createDatabaseTrail } from './database-trail.ts';
import { type AuditTables, auditMigrations } from './tables.ts';
import { verifyChains } from './verify-chain.ts';

const controller = '312000008';
let database: HubDatabase;
let keys: HubKeys;
let folder: string;
beforeAll(async () => {
  [database, keys] = await Promise.all([openDatabase({ kind: 'memory' }), createHubKeys()]);
  await migrate(database.kysely, [auditMigrations]);
});
afterAll(() => database.close());
beforeEach(async () => {
  await sql.raw('truncate audit.disclosure, audit.link').execute(database.kysely);
  folder = mkdtempSync(join(tmpdir(), 'checkpoints-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

async function disclose(rows: number) {
  const trail = await createDatabaseTrail(database.as<AuditTables>(), 'hub');
  for (let row = 0; row < rows; row += 1)
    await trail.record({
      at: new Date('2026-11-25T09:00:00Z'),
      viewer: 'person:anna',
      organisation: null,
      purpose: null,
      requestId: `r${row}`,
      disclosures: [{ childId: null, capacity: null, categories: new Map<CategoryId, readonly string[]>() }],
    });
  await trail.close();
}
const checkpoints = (signedBy = keys) =>
  createCheckpoints({
    database: database.as<AuditTables>(),
    folder,
    writer: 'hub',
    controller,
    keys: signedBy,
    now: () => new Date('2026-11-25T09:05:00Z'),
  });
const read = (of = controller) => readCheckpoints(folder, publicKeys(keys), of);
const file = () => join(folder, 'hub.checkpoints');

describe('a checkpoint of the audit trail', () => {
  it('is signed where the chain has moved, and only then', async () => {
    const write = checkpoints();
    expect(await write()).toBe(false);
    await disclose(3);
    expect([await write(), await write()]).toEqual([true, false]);
    await disclose(1);
    expect(await write()).toBe(true);
    const { checkpoints: kept, altered } = await read();
    expect(kept.map(({ writer, seq }) => [writer, seq])).toEqual([
      ['hub', 3],
      ['hub', 4],
    ]);
    expect(altered).toEqual([]);
    expect((await verifyChains(database.as<AuditTables>(), kept)).findings).toEqual([]);
  });

  it('finds a tail that was cut off after it', async () => {
    await disclose(3);
    await checkpoints()();
    await sql
      .raw('delete from audit.disclosure where seq = 3; delete from audit.link where seq = 3')
      .execute(database.kysely);
    const { findings } = await verifyChains(database.as<AuditTables>(), (await read()).checkpoints);
    expect(findings).toEqual([{ writer: 'hub', seq: 3, problem: 'tail cut off' }]);
  });

  it('is told of by its line when it was altered, signed by another, or is another hub’s', async () => {
    await disclose(1);
    await checkpoints()();
    await disclose(1);
    await checkpoints(await createHubKeys())();
    const text = readFileSync(file(), 'utf8');
    writeFileSync(file(), `${text}${text.split('\n')[0]?.slice(0, -4)}AAAA\n`);
    const places = (...lines: number[]) => lines.map((line) => `hub.checkpoints, line ${line}`);
    expect(await read()).toMatchObject({ altered: places(2, 3), checkpoints: [{ seq: 1 }] });
    expect((await read('312000016')).altered).toEqual(places(1, 2, 3));
  });

  it('that was cut off while it was written counts for nothing, and a folder that is not there holds none', async () => {
    await disclose(1);
    await checkpoints()();
    writeFileSync(file(), readFileSync(file(), 'utf8').trimEnd());
    expect(await read()).toEqual({ checkpoints: [], altered: [] });
    rmSync(folder, { recursive: true });
    expect(await read()).toEqual({ checkpoints: [], altered: [] });
  });

  it('says so when it cannot be written', async () => {
    await disclose(1);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    await expect(checkpoints()()).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining(folder),
    });
  });
});
