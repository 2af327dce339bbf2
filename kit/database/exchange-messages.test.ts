import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HubDatabase, openDatabase } from './database.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('an exchange with the embedded database', () => {
  let database: HubDatabase;
  beforeAll(async () => {
    database = await openDatabase({ kind: 'memory' });
  });
  afterAll(() => database.close());

  const textOf = async (length: number) =>
    (await sql<{ text: string }>`select repeat('å', ${length}) as text`.execute(database.kysely)).rows[0]?.text;

  it('gives an answer of many parts whole', async () => {
    expect(await textOf(2_000_000)).toBe('å'.repeat(2_000_000));
  });

  it('leaves nothing of its answers behind', async () => {
    await textOf(500_000);
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    for (let n = 0; n < 100; n += 1) await textOf(500_000);
    collectGarbage();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(20e6);
  });
});
