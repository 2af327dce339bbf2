import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from './ledger.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oppvekst-ledger-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const key = randomBytes(32);
const file = () => join(folder, 'ledgers', 'erasures');

describe('a ledger', () => {
  it('keeps what was added, in order, and discloses nothing of it', async () => {
    await openLedger(file(), key).append([{ child: 'a' }, { child: 'b' }]);
    await openLedger(file(), key).append([{ child: 'c' }]);
    expect(await openLedger(file(), key).read()).toEqual([{ child: 'a' }, { child: 'b' }, { child: 'c' }]);
    expect(readFileSync(file(), 'utf8')).not.toContain('child');
    expect(statSync(file()).mode & 0o077).toBe(0);
  });

  it('passes over what was cut off while it was written, also when more has been added after it', async () => {
    const ledger = openLedger(file(), key);
    await ledger.append([{ n: 1 }]);
    appendFileSync(file(), '#eyJhbGciOiJkaXIi');
    expect(await ledger.read()).toEqual([{ n: 1 }]);
    await ledger.append([{ n: 2 }]);
    expect(await ledger.read()).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('that was altered, or is another hub’s, is refused by its line', async () => {
    const ledger = openLedger(file(), key);
    await ledger.append([{ n: 1 }, { n: 2 }]);
    await expect(openLedger(file(), randomBytes(32)).read()).rejects.toMatchObject({
      code: 'CONFIG',
      message: expect.stringContaining('line 1'),
    });
    const [first, second] = readFileSync(file(), 'utf8').split('\n');
    writeFileSync(file(), `${first}\n${second?.slice(0, -4)}AAAA\n`);
    await expect(ledger.read()).rejects.toMatchObject({ code: 'CONFIG', message: expect.stringContaining('line 2') });
  });

  it.skipIf(process.platform !== 'linux')('says that it cannot be written when the disk is full', async () => {
    await expect(openLedger('/dev/full', key).append([{ n: 1 }])).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('ENOSPC'),
    });
  });
});
