import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { CompactSign, compactVerify, createLocalJWKSet, importJWK, type JSONWebKeySet } from 'jose';
import { z } from 'zod';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import type { Database } from '#kit/database/database.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { HubKeys, PublicKeySet } from '#kit/events/sealing/hub-keys.ts';
import { startWorker, type Worker } from '#kit/events/worker.ts';
import type { Log } from '#kit/log/log.ts';
import type { AuditTables } from './tables.ts';
import { type Checkpoint, chainHeads } from './verify-chain.ts';

const typ = 'oppvekst-audit-checkpoint';
const extension = '.checkpoints';
const checkpointSchema = z.object({
  controller: z.string(),
  writer: z.string(),
  seq: z.int().positive(),
  hash: z.string(),
  at: z.iso.datetime(),
});

/** Where a hub keeps its checkpoints; undefined for one without a folder of its own. */
export const checkpointsFolderOf = ({ audit, stateFolder }: Pick<HubSettings, 'audit' | 'stateFolder'>) =>
  audit.checkpointsFolder ?? (stateFolder === undefined ? undefined : join(stateFolder, 'checkpoints'));

export interface CheckpointOptions {
  readonly database: Database<AuditTables>;
  /** Outside the database: best on another machine, where who can change the rows cannot write. */
  readonly folder: string;
  /** The chain that this process writes; each process signs its own. */
  readonly writer: string;
  readonly controller: string;
  readonly keys: HubKeys;
  now(): Date;
}

/**
 * Adds a signed line (JWS, EdDSA) to the writer's file: its chain had come this far, with this hash. False where it has not moved since the
 * last one of this process. UNAVAILABLE when the folder cannot be written.
 */
export function createCheckpoints(options: CheckpointOptions): () => Promise<boolean> {
  const { database, folder, writer, controller, keys, now } = options;
  let last = 0;
  return async () => {
    const head = (await chainHeads(database)).find((one) => one.writer === writer);
    if (!head || head.seq === last) return false;
    // Taken once: the keys may be rotated meanwhile.
    const { signing } = keys;
    const key = await importJWK(signing, 'EdDSA');
    const content = JSON.stringify({ controller, ...head, at: now().toISOString() });
    const line = await new CompactSign(new TextEncoder().encode(content))
      .setProtectedHeader({ alg: 'EdDSA', kid: signing.kid, typ })
      .sign(key);
    append(folder, join(folder, `${writer}${extension}`), `${line}\n`);
    last = head.seq;
    return true;
  };
}

function append(folder: string, file: string, line: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const handle = openSync(file, 'a', 0o600);
    try {
      writeSync(handle, line);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new HubError('UNAVAILABLE', `The audit trail's checkpoints cannot be written to ${folder} (${code}).`, {
      cause: error,
    });
  }
}

export const startCheckpoints = (options: CheckpointOptions & { everyMinutes: number; log: Log }): Worker => {
  const write = createCheckpoints(options);
  return startWorker({
    name: 'checkpoints of the audit trail',
    everyMs: options.everyMinutes * 60_000,
    log: options.log,
    run: async () => {
      await write();
      return false;
    },
  });
};

export interface ReadCheckpoints {
  readonly checkpoints: readonly Checkpoint[];
  /** Lines that the hub has not signed, or another hub has: `hub.checkpoints, line 3`. */
  readonly altered: readonly string[];
}

/** Every checkpoint of a folder, with its signature checked by the hub's own keys. CONFIG when the folder cannot be read. */
export async function readCheckpoints(
  folder: string,
  keys: PublicKeySet,
  controller: string,
): Promise<ReadCheckpoints> {
  const known = createLocalJWKSet({ keys: keys.keys.filter(({ use }) => use === 'sig') } as unknown as JSONWebKeySet);
  const checkpoints: Checkpoint[] = [];
  const altered: string[] = [];
  for (const [place, line] of linesOf(folder)) {
    try {
      const { payload, protectedHeader } = await compactVerify(line, known, { algorithms: ['EdDSA'] });
      const read = checkpointSchema.parse(JSON.parse(new TextDecoder().decode(payload)));
      if (protectedHeader.typ !== typ || read.controller !== controller) altered.push(place);
      else checkpoints.push(read);
    } catch {
      altered.push(place);
    }
  }
  return { checkpoints, altered };
}

/** A line without its end was cut off while it was written. */
function linesOf(folder: string): Array<readonly [place: string, line: string]> {
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith(extension));
    return files.sort().flatMap((name) => {
      const lines = readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1);
      return lines.map((line, index) => [`${name}, line ${index + 1}`, line] as const);
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new HubError(
      'CONFIG',
      `The checkpoints in ${folder} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
      {
        cause: error,
      },
    );
  }
}
