import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { lockFolder } from '#kit/database/folder-lock.ts';
import { type Hub, startHub } from './start-hub.ts';

const folder = mkdtempSync(join(tmpdir(), 'oppvekst-hub-'));
const settings = (changes: object) =>
  hubSettingsSchema.parse({
    controller: {
      organisationNumber: '312000008',
      name: 'Prøve kommune',
      municipalityNumber: '9901',
      kind: 'MUNICIPALITY',
    },
    port: 0,
    database: { kind: 'memory' },
    keysFolder: join(folder, 'keys'),
    demo: true,
    logLevel: 'silent',
    ...changes,
  });
let hub: Hub;
let taken: Server;

beforeAll(async () => {
  hub = await startHub({ settings: settings({}) });
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await hub.stop();
  taken.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a hub', () => {
  it('is alive and ready, and answers nobody without a token', async () => {
    expect((await fetch(`${hub.url}/health/live`)).status).toBe(200);
    expect(await (await fetch(`${hub.url}/health/ready`)).json()).toEqual({ status: 'ready' });
    const body = JSON.stringify({ query: '{ me { personId } }' });
    const answer = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(answer.status).toBe(401);
  });

  it('opens a page for queries in a demo, with nothing from another host', async () => {
    const page = await (await fetch(`${hub.url}/graphql`, { headers: { accept: 'text/html' } })).text();
    expect(page).toContain('Prøve kommune');
    expect(page).not.toMatch(/<(script|link|img)[^>]+(src|href)="https?:/);
  });

  it('says which port is in use', async () => {
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(startHub({ settings: settings({ port }) })).rejects.toMatchObject({
      code: 'CONFIG',
      message: expect.stringContaining(`Port ${port} is in use`),
    });
  });

  it('does not open a database folder that is open already', async () => {
    const database = { kind: 'folder', folder: join(folder, 'database') } as const;
    mkdirSync(database.folder, { recursive: true });
    const unlock = lockFolder(database.folder);
    await expect(startHub({ settings: settings({ database }) })).rejects.toMatchObject({ code: 'CONFLICT' });
    unlock();
  });
});
