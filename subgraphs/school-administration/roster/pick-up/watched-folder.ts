/** The watched folder: what lies in it and holds still, and where taken files go. Files are moved, never copied. */
import { access, mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprint } from '../../source/files/roster-file.ts';
import type { PickUp } from './pick-up-store.ts';

/** `taken` while it is read; then one of the others. */
const places = ['taken', 'done', 'set-aside'] as const;
export type Place = (typeof places)[number];

/** Files that another program is still writing under a name of its own, as copying programs do. */
const unfinished = /^\.|~$|\.(?:part|partial|tmp|filepart|crdownload)$/i;

export interface WatchedFolder {
  /** Names of what has not changed since the last look, the oldest first. */
  look(): Promise<readonly string[]>;
  /** Moves a file to `taken`; false when it is not there any more. */
  take(pickUp: Pick<PickUp, 'id' | 'fileName'>): Promise<boolean>;
  isTaken(pickUp: Pick<PickUp, 'id' | 'fileName'>): Promise<boolean>;
  takenPath(pickUp: Pick<PickUp, 'id' | 'fileName'>): string;
  /** Where the file ends: by when it was taken, so that the same name twice is two files. */
  finalPath(pickUp: PickUp, place: Exclude<Place, 'taken'>): string;
  /** Moves the taken file to where it ends; without effect when it is there already. */
  putAway(pickUp: PickUp, place: Exclude<Place, 'taken'>): Promise<void>;
  /** Writes the report beside it. */
  report(pickUp: PickUp, place: Exclude<Place, 'taken'>, lines: AsyncIterable<string>): Promise<void>;
}

export async function openWatchedFolder(folder: string): Promise<WatchedFolder> {
  for (const place of places) await mkdir(join(folder, place), { recursive: true, mode: 0o700 });
  let seen = new Map<string, string>();
  const takenPath = ({ id, fileName }: Pick<PickUp, 'id' | 'fileName'>) => join(folder, 'taken', `${id} ${fileName}`);
  const finalPath = ({ id, fileName, takenAt }: PickUp, place: Place) => {
    const at = takenAt.toISOString().slice(0, 19).replaceAll(':', '');
    return join(folder, place, `${at} ${id.slice(0, 8)} ${fileName}`);
  };
  return {
    async look() {
      const now = new Map<string, string>();
      const still: { readonly name: string; readonly since: number }[] = [];
      for (const name of await readdir(folder)) {
        if (unfinished.test(name) || places.some((place) => place === name)) continue;
        const path = join(folder, name);
        const print = await fingerprint(path).catch(() => undefined);
        if (print === undefined) continue;
        now.set(name, print);
        if (seen.get(name) === print) still.push({ name, since: (await stat(path)).mtimeMs });
      }
      seen = now;
      return still.toSorted((a, b) => a.since - b.since || (a.name < b.name ? -1 : 1)).map(({ name }) => name);
    },
    take: (pickUp) => moved(join(folder, pickUp.fileName), takenPath(pickUp)),
    isTaken: (pickUp) => exists(takenPath(pickUp)),
    takenPath,
    finalPath,
    async putAway(pickUp, place) {
      await moved(takenPath(pickUp), finalPath(pickUp, place));
    },
    async report(pickUp, place, lines) {
      const path = `${finalPath(pickUp, place)}.report.txt`;
      const file = await open(`${path}.part`, 'w', 0o600);
      try {
        for await (const line of lines) await file.write(`${line}\n`);
      } finally {
        await file.close();
      }
      await rename(`${path}.part`, path);
    },
  };
}

async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
