import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { keysFile, makeHubSecrets, openHubSecrets } from './hub-secrets.ts';

const folder = mkdtempSync(join(tmpdir(), 'oppvekst-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Root may write and read everything: what is tried is tried as nobody. */
async function asNobody(work: () => Promise<unknown>): Promise<unknown> {
  const own = process.geteuid?.();
  const isRoot = own === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await work().then(
      () => 'nothing was said',
      (error: unknown) => error,
    );
  } finally {
    if (isRoot) process.seteuid?.(own);
  }
}

describe("a hub's keys", () => {
  it('that cannot be written are told of with the folder and what to do, and nothing is left of them', async () => {
    const readOnly = join(folder, 'read-only');
    mkdirSync(readOnly, { mode: 0o555 });
    chmodSync(folder, 0o755);
    const told = await asNobody(() => makeHubSecrets(join(readOnly, 'keys')));
    expect(told).toMatchObject({
      code: 'CONFIG',
      message: expect.stringMatching(/cannot be written to .*read-only\/keys \(EACCES\): its owner must be/),
    });
    expect(existsSync(join(readOnly, 'keys'))).toBe(false);
    const inFile = join(folder, 'file');
    writeFileSync(inFile, '');
    await expect(makeHubSecrets(join(inFile, 'keys'))).rejects.toMatchObject({
      message: expect.stringContaining('ENOTDIR'),
    });
  });

  it('that are there are never written over', async () => {
    const there = join(folder, 'there');
    await makeHubSecrets(there);
    await expect(makeHubSecrets(there)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('that another user owns, or every user may read, are not used', async () => {
    const keys = join(folder, 'owned');
    await makeHubSecrets(keys);
    chmodSync(keys, 0o755);
    if (process.geteuid?.() === 0)
      expect(await asNobody(() => openHubSecrets(keys, false))).toMatchObject({
        code: 'CONFIG',
        message: expect.stringContaining('must belong to the user that runs the hub'),
      });
    chmodSync(keysFile(keys), 0o604);
    await expect(openHubSecrets(keys, false)).rejects.toMatchObject({ message: expect.stringContaining('chmod 600') });
  });
});
