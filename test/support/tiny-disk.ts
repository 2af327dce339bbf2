import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of a few kilobytes that really is one. */
export interface TinyDisk {
  readonly folder: string;
  /** Leaves no room at all. */
  fill(): void;
  remove(): void;
}

/** Mounts a disk of a size in kilobytes; undefined where this user may not (it takes root on Linux). */
export function mountTinyDisk(kilobytes: number): TinyDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'oppvekst-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder]);
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  return {
    folder,
    fill() {
      try {
        for (;;) appendFileSync(join(folder, 'filler'), 'x'.repeat(1_024));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    },
    remove() {
      spawnSync('umount', [folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
