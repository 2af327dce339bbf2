import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoHubName } from '#cli/demo/demo-folder.ts';
import { createEngines, removeEngines, removeOldEngines } from './engine.ts';
import { startHubs } from './hubs.ts';
import { until } from './until.ts';

const prefix = 'oppvekst-journeys-';
const copyPrefix = 'oppvekst-journey-';
/** Vitest's own process: the same for all the files of one run, another for the next. */
const run = process.ppid;

/** A folder of its own with the hubs loaded. The data is loaded once in a run of the tests, and copied for each file. */
export async function copyLoadedHubs(
  further: readonly DemoHubName[] = [],
): Promise<{ readonly dataFolder: string; remove(): Promise<void> }> {
  const loaded = await loadOnce(further);
  const dataFolder = await mkdtemp(join(tmpdir(), `${copyPrefix}${run}-`));
  await cp(loaded, dataFolder, { recursive: true });
  await createEngines(dataFolder, loaded);
  return {
    dataFolder,
    async remove() {
      await removeEngines(dataFolder);
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function loadOnce(further: readonly DemoHubName[]): Promise<string> {
  const folder = join(tmpdir(), [`${prefix}${run}`, ...further].join('-'));
  const part = `${folder}.part`;
  const loadedHere = async () => (await isFirst(part)) && (await load(part, folder, further));
  await until('the hubs are loaded', async () => existsSync(folder) || (await loadedHere()), patienceMs);
  return folder;
}

const patienceMs = 280_000;

async function load(part: string, folder: string, further: readonly DemoHubName[]): Promise<true> {
  try {
    await removeThoseOfEndedRuns();
    // Further hubs are added to the two that every journey has.
    const base = further.length > 0 ? await loadOnce([]) : undefined;
    if (base) await cp(base, part, { recursive: true });
    await createEngines(part, base);
    const hubs = await startHubs({ dataFolder: part, further });
    await hubs.stop();
    await rename(part, folder);
    return true;
  } catch (error) {
    // The next file tries anew instead of waiting for what does not come.
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

/** One makes the folder, the others wait for it. */
const isFirst = (folder: string): Promise<boolean> =>
  mkdir(folder).then(
    () => true,
    () => false,
  );

async function removeThoseOfEndedRuns(): Promise<void> {
  const isOld = (name: string) => {
    const of = [prefix, copyPrefix].find((start) => name.startsWith(start));
    return of !== undefined && !lives(Number.parseInt(name.slice(of.length), 10));
  };
  for (const name of await readdir(tmpdir()))
    if (isOld(name)) await rm(join(tmpdir(), name), { recursive: true, force: true });
  await removeOldEngines(isOld);
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
