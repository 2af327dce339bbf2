import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { makeHubSecrets } from '#kit/serve/hub-secrets.ts';
import { type CliHub, runCli, startCliHub } from '#test/support/cli-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'oppvekst-start-'));
await makeHubSecrets(join(folder, 'keys'));
const running: CliHub[] = [];
afterEach(async () => {
  for (const hub of running.splice(0)) await hub.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const right = {
  controller: { organisationNumber: '312000008', name: 'Prøve kommune', kind: 'MUNICIPALITY' },
  people: 'synthetic',
  port: 0,
  database: { kind: 'folder', folder: 'database' },
  keysFolder: 'keys',
  stateFolder: 'state',
  stopping: { drainSeconds: 2, graceSeconds: 20 },
};
const file = join(folder, 'hub.yaml');
const configured = (over: object = {}): string => {
  writeFileSync(file, stringify({ ...right, ...over }));
  return file;
};
const start = async (over: object = {}): Promise<CliHub> => {
  const hub = await startCliHub(configured(over));
  running.push(hub);
  return hub;
};
const refused = (over: object = {}, environment: Record<string, string> = {}) =>
  runCli(['start', '--config', configured(over)], environment);
const listening = (server: Server) =>
  new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  );

describe('oppvekst start --config', () => {
  it('tells all that is wrong at once and exits with 2', () => {
    const { status, stderr } = refused({ port: -1, people: 'some', colour: 'blue', keysFolder: 7 });
    expect(status).toBe(2);
    for (const name of ['port:', 'people:', 'colour:', 'keysFolder:']) expect(stderr).toContain(name);
  });

  it('says that a port is in use, and exits with 2', async () => {
    const other = createServer();
    const port = await listening(other);
    const { status, stderr } = refused({ port });
    other.close();
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `oppvekst: Port ${port} is in use. Stop the other program, or choose another port.\n`,
    });
  });

  it('says that the database does not answer, waits as long as it is told, and exits with 2, without the password', async () => {
    const gone = createServer();
    const port = await listening(gone);
    await new Promise((resolve) => gone.close(resolve));
    const { status, stderr } = refused({
      database: { kind: 'postgres', url: `postgres://hub:hemmelig@127.0.0.1:${port}/hub`, waitSeconds: 1 },
    });
    expect(status).toBe(2);
    expect(stderr).toContain(
      `The database at 127.0.0.1:${port}/hub does not answer (ECONNREFUSED). Trying again for 1 seconds.`,
    );
    expect(stderr).toContain('Start PostgreSQL, or mend database.url');
    expect(stderr).not.toContain('hemmelig');
  });

  it('makes no new keys when there are none: they would look right and open nothing', () => {
    const { status, stderr } = refused({ keysFolder: 'nowhere' });
    expect({ status, stderr }).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Restore them from your copy'),
    });
  });

  it('refuses keys that others can read, that are damaged, or that it may not read', () => {
    const keys = join(folder, 'other-keys');
    mkdirSync(keys);
    const keysFile = join(keys, 'hub-keys.json');
    writeFileSync(keysFile, '{', { mode: 0o644 });
    expect(refused({ keysFolder: 'other-keys' })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(`chmod 600 ${keysFile}`),
    });
    chmodSync(keysFile, 0o600);
    expect(refused({ keysFolder: 'other-keys' }).stderr).toContain('are damaged');
    rmSync(keysFile);
    mkdirSync(keysFile);
    expect(refused({ keysFolder: 'other-keys' }).stderr).toContain('cannot be read (EISDIR)');
  });

  it('answers, is not ready first when it is told to stop, still answers then, and ends with 0', async () => {
    const hub = await start();
    const ready = () => fetch(`${hub.url}/health/ready`).then(({ status }) => status);
    expect(await ready()).toBe(200);
    hub.child.kill('SIGTERM');
    await expect.poll(ready).toBe(503);
    const answer = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    expect(answer.status).toBe(401);
    expect(await hub.ended()).toBe(0);
    expect(hub.output()).toContain('Stopping: not ready from now on');
  });

  it('serves the commands of the CLI while it runs, and opens the database for them when it does not', async () => {
    const hub = await start();
    // A second process on the embedded database would be refused: the running hub answers.
    expect(runCli(['moves', '--config', file])).toMatchObject({ status: 0, stdout: 'No moves yet.\n' });
    expect(runCli(['start', '--config', file])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('in use by process'),
    });
    await hub.kill('SIGKILL');
    expect(runCli(['moves', '--config', file])).toMatchObject({ status: 0, stdout: 'No moves yet.\n' });
    expect(runCli(['verify'], { OPPVEKST_CONFIG: file })).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('every chain is whole'),
    });
  });
});
