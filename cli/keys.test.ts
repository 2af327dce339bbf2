import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { makeHubSecrets } from '#kit/serve/hub-secrets.ts';
import { runCli } from '#test/support/cli-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'oppvekst-rotate-'));
await makeHubSecrets(join(folder, 'keys'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const config = join(folder, 'hub.yaml');
writeFileSync(
  config,
  stringify({
    controller: { organisationNumber: '312000008', name: 'Prøve kommune', kind: 'MUNICIPALITY' },
    people: 'synthetic',
    port: 0,
    publicUrl: 'https://hub.example',
    database: { kind: 'folder', folder: 'database' },
    keysFolder: 'keys',
    stateFolder: 'state',
  }),
);
const keys = (...args: string[]) => runCli(['keys', ...args, '--config', config]);
const states = () => (JSON.parse(keys('list', '--json').stdout) as { state: string }[]).map(({ state }) => state);

describe('oppvekst keys', () => {
  it('rotates in steps, told one after the other, and peers are given the next keys before they are used', () => {
    expect(states()).toEqual(['in use', 'in use']);
    expect(keys('rotate', '--prepare').stdout).toMatch(/peers export/);
    const exported = JSON.parse(runCli(['peers', 'export', '--config', config]).stdout);
    expect(exported.keys.keys).toHaveLength(4);
    const early = keys('rotate', '--use');
    expect([early.status, early.stderr]).toEqual([1, expect.stringMatching(/not a minute old/)]);
    expect(keys('rotate', '--use', '--at-once', '--keep-days', '0').stdout).toMatch(/no restart is needed/);
    expect(states()).toEqual(['in use', 'in use', 'retired', 'retired']);
    expect(keys('rotate', '--forget').stdout).toMatch(/2 retired keys are deleted/);
    expect(states()).toEqual(['in use', 'in use', 'past']);
    const after = JSON.parse(runCli(['peers', 'export', '--config', config]).stdout);
    expect(after.keys.keys).toHaveLength(2);
  });

  it('shows no secret', () => {
    const { keys: own, master } = JSON.parse(readFileSync(join(folder, 'keys', 'hub-keys.json'), 'utf8'));
    const { stdout } = keys('list');
    expect(stdout).toContain(own.signing.kid);
    for (const secret of [own.signing.d, own.encryption.d, master.key]) expect(stdout).not.toContain(secret);
  });

  it('asks for one step, and a whole number of days', () => {
    expect(keys('rotate')).toMatchObject({ status: 2, stderr: expect.stringMatching(/--prepare, then --use/) });
    expect(keys('rotate', '--prepare', '--use').status).toBe(2);
    expect(keys('rotate', '--use', '--keep-days', 'ten').status).toBe(2);
  });
});
