import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestFile } from './demo-folder.ts';
import { readManifest } from './read-manifest.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-manifest-'));
});
afterAll(() => rm(folder, { recursive: true }));

const controller = (kind?: string) => ({
  organisationNumber: '312000008',
  name: 'Ringsaker kommune',
  municipalityNumber: '3411',
  realm: 'ringsaker.kommune.no',
  ...(kind ? { kind } : {}),
});
const cast = [{ role: 'rektor', description: 'Rektor', subject: { kind: 'feide', feideId: 'rektor@ringsaker' } }];
const manifest = (over: Record<string, unknown> = {}) => ({
  seed: 'oppvekst',
  schoolYear: 2026,
  today: '2026-11-20',
  cast: { ringsaker: cast, sarpsborg: cast },
  controllers: { ringsaker: controller('MUNICIPALITY'), sarpsborg: controller('MUNICIPALITY') },
  ...over,
});
const readFrom = async (content: string) => {
  await writeFile(manifestFile(folder), content);
  return readManifest(folder);
};

describe('what a demo remembers of itself', () => {
  it('is read as it was written', async () => {
    expect(await readFrom(JSON.stringify(manifest()))).toEqual(manifest());
  });

  it('says in one line what another version has left out, and how to mend it', async () => {
    const older = manifest({ controllers: { ringsaker: controller(), sarpsborg: controller('MUNICIPALITY') } });
    const said = await readFrom(JSON.stringify(older)).catch((error: Error) => error.message);
    expect(said).toMatch(/made by another version \(demo\.json, controllers\.ringsaker\.kind: .+\)\./);
    expect(said).toContain(`The demo in ${folder}`);
    expect(said).toContain('delete the folder and start again');
    expect(said).not.toContain('\n');
    const { cast: _, ...without } = manifest();
    await expect(readFrom(JSON.stringify(without))).rejects.toThrow('demo.json, cast:');
  });

  it('says so of a hub that is missing, that nobody may be in, and of what is no JSON', async () => {
    const one = { ringsaker: controller('MUNICIPALITY') };
    await expect(readFrom(JSON.stringify(manifest({ controllers: one })))).rejects.toThrow('are needed');
    const county = { ...manifest().controllers, innlandet: controller('COUNTY') };
    await expect(readFrom(JSON.stringify(manifest({ controllers: county })))).rejects.toThrow(
      'made by another version',
    );
    await expect(readFrom('{"seed":')).rejects.toThrow('made by another version');
  });

  it('says how to have a demo where there is none', async () => {
    await rm(manifestFile(folder));
    expect(() => readManifest(folder)).toThrow('Run `npm start` first');
  });
});
