import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { grepAim, grepSet } from './grep.example.ts';
import { grepFolder } from './grep-folder.ts';
import { readGrep } from './read-grep.ts';

describe('a folder of Grep files', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'grep-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is read at any depth, byte order mark or not, and other files are left alone', async () => {
    await mkdir(join(folder, 'maal'));
    await writeFile(join(folder, 'maal', 'a.json'), `\uFEFF${JSON.stringify(grepAim('KM10', 'x'))}`);
    await writeFile(join(folder, 'sett.json'), JSON.stringify(grepSet('KV4', 'aarstrinn4', ['KM10'])));
    await writeFile(join(folder, 'readme.md'), '# NB');
    expect(await readGrep(grepFolder(folder))).toMatchObject({
      aims: [{ code: 'KM10', levels: ['YEAR_4'] }],
      findings: [],
    });
  });

  test('a file cut in the middle is told and the rest is read', async () => {
    await writeFile(join(folder, 'a.json'), JSON.stringify(grepAim('KM10', 'x')).slice(0, 40));
    await writeFile(join(folder, 'b.json'), JSON.stringify(grepSet('KV4', 'aarstrinn4', ['KM11'])));
    const { aims, findings } = await readGrep(grepFolder(folder));
    expect(findings).toEqual([
      { where: 'a.json', what: 'the file is not JSON, or is cut off', done: 'left the file out' },
    ]);
    expect(aims).toHaveLength(1);
  });

  test('one that is missing or empty is a clear error', async () => {
    await expect(readGrep(grepFolder(folder))).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('no .json'),
    });
    await expect(readGrep(grepFolder(join(folder, 'no')))).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});
