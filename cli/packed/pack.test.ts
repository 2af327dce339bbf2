import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from '#kit/access/policy.ts';
import { findPacked, manifestFile, packedFolder } from './find-packed.ts';
import { pack } from './pack.ts';

let root: string;
const write = (file: string, text: string) => writeFileSync(join(root, file), text);
const run = () =>
  execFileSync(process.execPath, [findPacked(root) ?? 'nothing is packed'], { encoding: 'utf8' }).trim();

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'packed-'));
  mkdirSync(join(root, 'cli'));
  write('package.json', '{ "type": "module", "imports": { "#cli/*": "./cli/*" } }');
  write('package-lock.json', '{}');
  write('cli/greeting.txt', 'god dag');
  write(
    'cli/greeting.ts',
    `import { readFileSync } from 'node:fs';
     export const greeting: string = readFileSync(new URL('greeting.txt', import.meta.url), 'utf8');`,
  );
  write('cli/main.ts', `import { greeting } from '#cli/greeting.ts'; console.log(greeting);`);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the packed program', () => {
  it('is not there before anything was packed', () => {
    expect(findPacked(root)).toBeUndefined();
  });

  it('does what its sources do, and reads what lies beside them', async () => {
    await pack(root);
    expect(run()).toBe('god dag');
    write('cli/greeting.txt', 'buorre beaivi');
    expect(run()).toBe('buorre beaivi');
  });

  it('starts a thread from where it is packed', async () => {
    mkdirSync(join(root, 'kit/database'), { recursive: true });
    write(
      'kit/database/embedded-worker.ts',
      `import { parentPort } from 'node:worker_threads'; parentPort!.postMessage(import.meta.url);`,
    );
    write(
      'kit/database/embedded-thread.ts',
      `import { Worker } from 'node:worker_threads';
       new Worker(new URL('./embedded-worker.ts', import.meta.url)).once('message', () => console.log('from the thread'));`,
    );
    write('cli/main.ts', `import '../kit/database/embedded-thread.ts';`);
    await pack(root);
    const main = findPacked(root) ?? 'nothing is packed';
    rmSync(join(root, 'kit'), { recursive: true });
    expect(execFileSync(process.execPath, [main], { encoding: 'utf8' }).trim()).toBe('from the thread');
  });

  it('gives the built-in modules as they are, whole and by name', async () => {
    write(
      'cli/main.ts',
      `import * as path from 'node:path'; import assert, { strictEqual } from 'node:assert'; import { once } from 'events';
       assert(path.join('a', 'b') === 'a/b'); strictEqual(typeof once, 'function'); console.log('as they are');`,
    );
    await pack(root);
    expect(run()).toBe('as they are');
  });

  it('has the policies that were valid when it was packed, by their content, and no other', async () => {
    const folder = join(root, 'contracts/policy/2026-08-01/access');
    mkdirSync(folder, { recursive: true });
    mkdirSync(join(root, 'kit/access'), { recursive: true });
    write('kit/access/packed-sets.ts', 'export const packedSets = {};');
    write(
      'cli/main.ts',
      `import { packedSets } from '../kit/access/packed-sets.ts'; console.log(JSON.stringify(packedSets));`,
    );
    const own = new URL('../../contracts/policy/2026-08-01/access/', import.meta.url);
    cpSync(own, folder, { recursive: true });
    await pack(root);
    expect(Object.keys(JSON.parse(run()) as object)).toEqual([contentHash(folder)]);
    appendFileSync(join(folder, 'schema.cedarschema'), '\nentity Nobody;');
    writeFileSync(join(folder, 'broken.cedar'), '@id("broken") permit (principal, action, resource) when { 1 + ');
    appendFileSync(join(root, 'cli/main.ts'), '// edited');
    await pack(root);
    expect(JSON.parse(run())).toEqual({});
  });

  it('is not used when a source differs from what was packed, and is then packed anew', async () => {
    await pack(root);
    write('cli/main.ts', `console.log('edited just now');`);
    expect(findPacked(root)).toBeUndefined();
    await pack(root);
    expect(run()).toBe('edited just now');
  });

  it.each(['package-lock.json', 'cli/greeting.ts'])('is not used when %s is gone', async (file) => {
    await pack(root);
    rmSync(join(root, file));
    expect(findPacked(root)).toBeUndefined();
  });

  it('is not used on another Node, nor when its manifest is broken', async () => {
    await pack(root);
    const manifest = readFileSync(manifestFile(root), 'utf8');
    writeFileSync(manifestFile(root), manifest.replace(process.version, 'v24.12.0'));
    expect(findPacked(root)).toBeUndefined();
    writeFileSync(manifestFile(root), manifest.slice(0, 20));
    expect(findPacked(root)).toBeUndefined();
  });

  it('leaves what was packed before as it is when the sources cannot be packed', async () => {
    await pack(root);
    const before = readFileSync(manifestFile(root), 'utf8');
    write('cli/main.ts', 'const = ;');
    await expect(pack(root)).rejects.toThrow('main.ts');
    expect(readFileSync(manifestFile(root), 'utf8')).toBe(before);
    expect(readdirSync(packedFolder(root)).filter((name) => name.startsWith('draft-'))).toEqual([]);
  });

  it('keeps the program before it, for a hub that still runs from it, and no older one', async () => {
    for (const text of ['one', 'two', 'three']) {
      write('cli/main.ts', `console.log('${text}', ${text.length});`);
      await pack(root);
    }
    expect(run()).toBe('three 5');
    expect(readdirSync(packedFolder(root)).filter((name) => name.startsWith('program-'))).toHaveLength(2);
  });
});
