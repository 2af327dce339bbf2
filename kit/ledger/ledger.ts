import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { HubError } from '#kit/errors/hub-error.ts';
import type { Json } from '#kit/events/sealing/canonical-json.ts';

/**
 * What must outlive the database, in a file beside it: entries are added and never changed. Each line is sealed (JWE) under a key of
 * the hub, so that the file discloses nothing and an altered line is found.
 */
export interface Ledger {
  /** Returns when the entries are on the disk. UNAVAILABLE when they cannot be written: nothing of them is there then. */
  append(entries: readonly Json[]): Promise<void>;
  /** Every entry, the oldest first. CONFIG when a line was altered. */
  read(): Promise<readonly Json[]>;
}

const sealing = { alg: 'dir', enc: 'A256GCM' } as const;

export function openLedger(file: string, key: Uint8Array): Ledger {
  return {
    async append(entries) {
      if (entries.length === 0) return;
      const lines = await Promise.all(entries.map((entry) => sealLine(entry, key)));
      write(file, `${lines.join('\n')}\n`);
    },
    async read() {
      const lines = readLines(file);
      return Promise.all(lines.map((line, index) => openLine(line, key, `${file}, line ${index + 1}`)));
    },
  };
}

/** For a hub without a folder of its own: tests, and databases in memory that nothing outlives. */
export function keepInMemory(): (name: string) => Ledger {
  const ledgers = new Map<string, Json[]>();
  return (name) => {
    const kept = ledgers.get(name) ?? [];
    ledgers.set(name, kept);
    return { append: async (entries) => void kept.push(...entries), read: async () => [...kept] };
  };
}

/** One write of whole lines at the end (O_APPEND), flushed: processes of one hub may add side by side. */
function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const handle = openSync(file, 'a', 0o600);
    try {
      const bytes = Buffer.from(text);
      for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new HubError(
      'UNAVAILABLE',
      `The hub cannot write to its ledger (${code}): mend the disk of its stateFolder.`,
      { cause: error },
    );
  }
}

/** What has no line end was cut off while it was written, and nobody was told that it was done. */
function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => line.slice(line.lastIndexOf(cutMark) + 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new HubError('CONFIG', `The ledger ${file} cannot be read.`, { cause: error });
  }
}

/** Begins every line: what stands before it on the same line is the rest of one that was cut off. */
const cutMark = '#';

const sealLine = async (entry: Json, key: Uint8Array): Promise<string> =>
  cutMark +
  (await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(entry))).setProtectedHeader(sealing).encrypt(key));

async function openLine(line: string, key: Uint8Array, place: string): Promise<Json> {
  try {
    const { plaintext } = await compactDecrypt(line, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return JSON.parse(new TextDecoder().decode(plaintext)) as Json;
  } catch (error) {
    throw new HubError(
      'CONFIG',
      `The ledger is damaged, or another hub's: ${place}. Restore the file from your copy.`,
      { cause: error },
    );
  }
}
