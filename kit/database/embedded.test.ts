import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HubDatabase, openDatabase } from './database.ts';
import { openEmbedded } from './embedded.ts';

let folder: string;
let database: HubDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oppvekst-embedded-'));
  const settings = { kind: 'folder', folder: join(folder, 'one') } as const;
  // Opened before it is needed, as the demo does.
  database = await openDatabase(settings, openEmbedded(settings));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

describe('a database in a folder, on a thread of its own', () => {
  it('computes there while this thread goes on', async () => {
    let turns = 0;
    const beat = setInterval(() => (turns += 1), 1);
    await sql`select count(*) from generate_series(1, 1000000)`.execute(database.kysely);
    clearInterval(beat);
    expect(turns).toBeGreaterThan(3);
  });

  it('answers many statements at once, each with its own rows, and says which of them failed', async () => {
    const ask = (n: number) =>
      sql<{ answer: number }>`select 100 / ${n}::int as answer`.execute(database.kysely).then(
        ({ rows }) => rows[0]?.answer,
        (error: { code?: string }) => error.code,
      );
    expect(await Promise.all([1, 0, 4, 0, 5].map(ask))).toEqual([100, '22012', 25, '22012', 20]);
  });

  it('carries an answer of several megabytes whole', async () => {
    const { rows } = await sql<{ text: string }>`select repeat('æ', 3000000) as text`.execute(database.kysely);
    expect(rows[0]?.text.length).toBe(3_000_000);
  });

  it('undoes a transaction that fails, and goes on', async () => {
    await sql`create table kept (n int)`.execute(database.kysely);
    const failing = database.kysely.transaction().execute(async (tx) => {
      await sql`insert into kept values (1)`.execute(tx);
      await sql`insert into kept values ('one')`.execute(tx);
    });
    await expect(failing).rejects.toMatchObject({ code: '22P02' });
    expect((await sql`select * from kept`.execute(database.kysely)).rows).toEqual([]);
  });

  it('says in plain words that it cannot be opened, and gives the folder back', async () => {
    const broken = join(folder, 'broken');
    await (await openDatabase({ kind: 'folder', folder: broken })).close();
    await writeFile(join(broken, 'pgdata', 'global', 'pg_control'), 'not a control file');
    for (const _ of ['first', 'second'])
      await expect(openDatabase({ kind: 'folder', folder: broken })).rejects.toMatchObject({
        code: 'CONFIG',
        message: expect.stringContaining(`The database in ${broken} cannot be opened`),
      });
  });
});
