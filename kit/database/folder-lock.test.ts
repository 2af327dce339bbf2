import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { lockFolder } from './folder-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'folder-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const lockFile = () => join(folder, 'lock.pid');

/** A process that lives until it is told to end. */
async function withProcess(work: (pid: number) => Promise<void> | void): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
  const pid = child.pid ?? 0;
  try {
    await work(pid);
  } finally {
    const ended = once(child, 'exit');
    child.stdin.end();
    await ended;
  }
  return pid;
}

describe('a database folder', () => {
  it('in use by a living process is refused, and the process is named', async () => {
    await withProcess(async (pid) => {
      writeFileSync(lockFile(), String(pid));
      expect(() => lockFolder(folder)).toThrow(new RegExp(`in use by process ${pid}`));
      await expect(openDatabase({ kind: 'folder', folder })).rejects.toMatchObject({ code: 'CONFLICT' });
      expect(readFileSync(lockFile(), 'utf8')).toBe(String(pid));
    });
  });

  it('that a dead process left is taken over', async () => {
    const dead = await withProcess(() => undefined);
    writeFileSync(lockFile(), String(dead));
    const unlock = lockFolder(folder);
    expect(readFileSync(lockFile(), 'utf8')).toMatch(new RegExp(`^${process.pid}\\b`));
    unlock();
  });

  it.skipIf(process.platform !== 'linux')(
    'that an earlier process with this pid left is taken over, as in a container',
    () => {
      writeFileSync(lockFile(), `${process.pid} an-earlier-boot:1`);
      lockFolder(folder)();
      writeFileSync(lockFile(), `1 an-earlier-boot:1`);
      lockFolder(folder)();
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('already open in this process is refused, under another spelling of its path too', () => {
    const unlock = lockFolder(folder);
    expect(() => lockFolder(`${folder}/../${folder.split('/').at(-1)}/`)).toThrow(/already open in this process/);
    expect(existsSync(lockFile())).toBe(true);
    unlock();
    expect(existsSync(lockFile())).toBe(false);
  });

  it('is given back once: a second call does not take the next owner’s lock away', () => {
    const unlock = lockFolder(folder);
    unlock();
    const next = lockFolder(folder);
    unlock();
    expect(existsSync(lockFile())).toBe(true);
    next();
  });

  it.each(['', 'nonsense', '-1', '0', '99999999999'])('with the unreadable owner %j is taken over', (text) => {
    writeFileSync(lockFile(), text);
    lockFolder(folder)();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps its data, and its lock is gone when it is closed', async () => {
    const first = await openDatabase({ kind: 'folder', folder });
    await expect(openDatabase({ kind: 'folder', folder })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(statSync(lockFile()).mode & 0o077).toBe(0);
    await first.close();
    expect(existsSync(lockFile())).toBe(false);
  });
});
