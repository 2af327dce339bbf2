import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { startHub } from '#gateway/hub/start-hub.ts';
import { hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { runCli } from '#test/support/cli-process.ts';
import { mountTinyDisk } from '#test/support/tiny-disk.ts';
import { controlCommands } from './control/commands.ts';

const disk = mountTinyDisk(128);
const keys = mkdtempSync(join(tmpdir(), 'oppvekst-full-'));
afterAll(() => {
  disk?.remove();
  rmSync(keys, { recursive: true, force: true });
});

describe.skipIf(!disk)('a disk that is full', () => {
  const folder = disk?.folder ?? '';

  it('takes no backup, and nothing of one is left on it', async () => {
    const settings = hubSettingsSchema.parse({
      controller: { organisationNumber: '312000008', name: 'Prøve kommune', kind: 'MUNICIPALITY' },
      people: 'synthetic',
      port: 0,
      database: { kind: 'memory' },
      keysFolder: keys,
      logLevel: 'silent',
    });
    const hub = await startHub({ settings, offline: true });
    await sql`insert into events.idempotency (subgraph, viewer, key, request, answer)
      values ('a', 'b', 'c', ${randomBytes(400_000).toString('base64')}, '{}')`.execute(hub.database.kysely);
    const backup = { folder: join(folder, 'backup'), keysFolder: join(folder, 'backup-keys') };
    await expect(controlCommands.backup(hub, backup, () => undefined)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('is full'),
    });
    await hub.stop();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes no new hub, and nothing of one is left on it', () => {
    disk?.fill();
    const flags = {
      config: join(folder, 'hub.yaml'),
      name: 'Prøve kommune',
      'organisation-number': '312000008',
      'municipality-number': '3411',
      people: 'synthetic',
      database: 'folder',
      'public-url': 'http://127.0.0.1:4400',
      administrator: 'anne@prove.kommune.no',
      'administrator-given-name': 'Anne',
      'administrator-family-name': 'Lie',
    };
    const { status, stderr } = runCli([
      'init',
      '--yes',
      ...Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, value]),
    ]);
    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining('the disk is full') });
    expect(readdirSync(folder)).toEqual(['filler']);
  });
});
