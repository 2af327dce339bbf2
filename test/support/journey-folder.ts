import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTwoHubs } from './two-hubs.ts';
import { until } from './until.ts';

const prefix = 'oppvekst-journeys-';
/** Vitest's own process: the same for all the files of one run, another for the next. */
const run = process.ppid;

/** A folder of its own with both hubs loaded. The data is loaded once in a run of the tests, and copied for each file. */
export async function copyLoadedHubs(): Promise<{ readonly dataFolder: string; remove(): Promise<void> }> {
  const loaded = await loadOnce();
  const dataFolder = await mkdtemp(join(tmpdir(), 'oppvekst-journey-'));
  await cp(loaded, dataFolder, { recursive: true });
  return { dataFolder, remove: () => rm(dataFolder, { recursive: true, force: true }) };
}

async function loadOnce(): Promise<string> {
  const folder = join(tmpdir(), `${prefix}${run}`);
  const part = `${folder}.part`;
  const loadedHere = async () => (await isFirst(part)) && (await load(part, folder));
  await until('the hubs are loaded', async () => existsSync(folder) || (await loadedHere()), patienceMs);
  return folder;
}

const patienceMs = 110_000;

async function load(part: string, folder: string): Promise<true> {
  try {
    await removeThoseOfEndedRuns();
    const hubs = await startTwoHubs({ dataFolder: part });
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
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    if (!lives(Number.parseInt(name.slice(prefix.length), 10)))
      await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
