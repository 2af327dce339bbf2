import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import type pg from 'pg';
import { lockFolder } from './folder-lock.ts';

export interface Embedded {
  readonly poolConfig: pg.PoolConfig;
  dump(): Promise<Blob>;
  close(): Promise<void>;
}

/** PGlite behind node-postgres: in memory, or in a folder that only this process may use while it is open. */
export async function openEmbedded(
  settings: { readonly kind: 'folder'; readonly folder: string } | { readonly kind: 'memory'; readonly dump?: Blob },
): Promise<Embedded> {
  if (settings.kind === 'memory') {
    const pglite = new PGlite(settings.dump ? { loadDataDir: settings.dump } : {});
    return embedded(pglite, () => undefined);
  }
  mkdirSync(settings.folder, { recursive: true, mode: 0o700 });
  // PGlite takes no lock on its folder, and two writers would ruin it.
  const unlock = lockFolder(settings.folder);
  try {
    const pglite = new PGlite({ dataDir: join(settings.folder, 'pgdata') });
    return await embedded(pglite, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function embedded(pglite: PGlite, unlock: () => void): Promise<Embedded> {
  await pglite.waitReady;
  return {
    poolConfig: createPgConfig(pglite) as unknown as pg.PoolConfig,
    dump: () => pglite.dumpDataDir('none') as Promise<Blob>,
    async close() {
      await pglite.close();
      unlock();
    },
  };
}
