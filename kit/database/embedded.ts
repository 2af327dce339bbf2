import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { HubError } from '#kit/errors/hub-error.ts';
import { EmbeddedStream, type Exchange } from './embedded-stream.ts';
import { openEmbeddedThread } from './embedded-thread.ts';
import { exchangeMessages } from './exchange-messages.ts';
import { lockFolder } from './folder-lock.ts';

export interface Embedded {
  readonly poolConfig: pg.PoolConfig;
  dump(): Promise<Blob>;
  /** A second call waits for the first. */
  close(): Promise<void>;
}

/** PGlite behind node-postgres: in memory, or in a folder that only this process may use while it is open. */
export async function openEmbedded(
  settings: { readonly kind: 'folder'; readonly folder: string } | { readonly kind: 'memory'; readonly dump?: Blob },
): Promise<Embedded> {
  return settings.kind === 'memory' ? openInMemory(settings.dump) : openInFolder(settings.folder);
}

/** For tests and dry runs: on this thread, gone when it is closed. */
async function openInMemory(dump: Blob | undefined): Promise<Embedded> {
  const { PGlite } = await import('@electric-sql/pglite');
  const pglite = await PGlite.create(dump ? { loadDataDir: dump } : {});
  return {
    poolConfig: poolOver((messages) => exchangeMessages(pglite, messages)),
    dump: () => pglite.dumpDataDir('none') as Promise<Blob>,
    close: () => pglite.close(),
  };
}

async function openInFolder(folder: string): Promise<Embedded> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // PGlite takes no lock on its folder, and two writers would ruin it.
  const unlock = lockFolder(folder);
  try {
    const thread = await openEmbeddedThread(join(folder, 'pgdata')).catch((cause: unknown) => {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new HubError('CONFIG', `The database in ${folder} cannot be opened: ${why}. Restore it from a backup.`, {
        cause,
      });
    });
    let closed: Promise<void> | undefined;
    return {
      poolConfig: poolOver(thread.exchange),
      dump: thread.dump,
      close: () => (closed ??= thread.close().finally(unlock)),
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** PGlite is one connection, whoever asks; it takes any user. */
const poolOver = (exchange: Exchange): pg.PoolConfig => ({
  stream: () => new EmbeddedStream(exchange) as never,
  max: 1,
  user: 'postgres',
  password: 'embedded',
  database: 'postgres',
  host: 'embedded',
});
