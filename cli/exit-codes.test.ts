import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'oppvekst-cli-'));
const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const oppvekst = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/oppvekst.mjs', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, OPPVEKST_DATA: join(folder, 'no-data') },
  });
  // Nobody is shown a stack, whatever happens.
  expect(stderr).not.toMatch(/^\s+at /m);
  return { status, stdout, stderr };
};
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('oppvekst', () => {
  it('tells of every command, and of what its exit codes mean', () => {
    const { status, stdout } = oppvekst('--help');
    expect(status).toBe(0);
    for (const command of [
      'start',
      'import',
      'imports',
      'rollover',
      'register',
      'reconcile',
      'moves',
      'handover',
      'dead-letters',
      'compose',
      'check',
      'token',
      'verify',
    ])
      expect(stdout).toContain(command);
    expect(stdout).toContain('Exit codes');
  });

  it('exits with 2 for wrong use, and says what is wrong', () => {
    expect(oppvekst('nonsense')).toMatchObject({ status: 2, stderr: expect.stringContaining('unknown command') });
    expect(oppvekst('import', '/nowhere.xml')).toMatchObject({ status: 2, stderr: expect.stringContaining('no file') });
    expect(oppvekst('rollover', '--year', 'soon')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('four digits'),
    });
    const terms = ['--to', '312000016', '--starts-on', '2027-08-16'];
    expect(oppvekst('handover', ...terms)).toMatchObject({ status: 2, stderr: expect.stringContaining('--starters') });
    expect(oppvekst('handover', '--starters', '--to', '312000016', '--starts-on', 'August')).toMatchObject({
      status: 2,
    });
    expect(oppvekst('handover', file('ids.txt', '17841690079\nNora\n'), ...terms)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('line 2'),
    });
    expect(oppvekst('start')).toMatchObject({ status: 2, stderr: expect.stringContaining('--config') });
    expect(oppvekst('start', '--demo', '--port', '99999')).toMatchObject({ status: 2 });
    expect(oppvekst('dead-letters', 'replay', 'all')).toMatchObject({ status: 2 });
    expect(oppvekst('token', '--hub', 'atlantis', '--list')).toMatchObject({ status: 2 });
  });

  it('exits with 1 where there is no hub to work on', () => {
    expect(oppvekst('moves')).toMatchObject({ status: 1, stderr: expect.stringContaining('npm start') });
    expect(oppvekst('verify')).toMatchObject({ status: 1 });
    expect(oppvekst('token', '--list')).toMatchObject({ status: 1 });
  });

  it.each([
    ['an empty file', file('empty.xml', '')],
    ['another format', file('other.json', '{"a":1}')],
    [
      'broken XML',
      file(
        'broken.xml',
        '<?xml version="1.0"?><enterprise xmlns="http://pifu.no/xsd/pifu-ims_sas/pifu-ims_sas-v1"><person>',
      ),
    ],
    [
      'an entity bomb',
      file(
        'bomb.xml',
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><enterprise>&b;</enterprise>',
      ),
    ],
    ['bytes that are not text', file('binary.xml', Buffer.from([0, 1, 2, 255, 254, 0]))],
  ])('exits with 2 for %s, and changes nothing', (_, path) => {
    const { status, stderr } = oppvekst('import', '--dry-run', path);
    expect(status).toBe(2);
    expect(stderr.trim().length).toBeGreaterThan(20);
  });
});
