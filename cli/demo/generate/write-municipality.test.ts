import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateMunicipality } from './generate-municipality.ts';
import { writeMunicipality } from './write-municipality.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'municipality-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the files of a municipality', () => {
  const model = generateMunicipality({ name: 'Sarpsborg', seed: 'files', schoolYear: 2026, today: '2026-11-20' });

  it('are written whole, with nothing left over, and are the same bytes the next time', async () => {
    const files = Object.values(await writeMunicipality(model, join(folder, 'new', 'folder')));
    expect((await readdir(join(folder, 'new', 'folder'))).toSorted()).toEqual([
      'feide.json',
      'folkeregisteret.json',
      'movers.json',
      'records.json',
      'roster.xml',
    ]);
    const first = await Promise.all(files.map((file) => readFile(file)));
    await writeMunicipality(model, join(folder, 'new', 'folder'));
    const second = await Promise.all(files.map((file) => readFile(file)));
    expect(second.map((content, index) => content.equals(first[index] as Buffer))).toEqual(files.map(() => true));
  });

  it('hold, as JSON, what the sources and the story read', async () => {
    const files = await writeMunicipality(model, folder);
    const read = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as unknown;
    expect(await read(files.folkeregisteret)).toMatchObject({
      personer: expect.any(Array),
      hendelser: expect.any(Array),
    });
    expect(await read(files.feide)).toMatchObject({ realm: 'sarpsborg.kommune.no', groups: expect.any(Array) });
    expect(await read(files.movers)).toEqual(model.movers);
    expect((await read(files.records)) as unknown[]).not.toHaveLength(0);
  });
});
