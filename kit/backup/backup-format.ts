import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { CompactEncrypt, CompactSign, compactDecrypt, compactVerify, importJWK } from 'jose';
import { z } from 'zod';
import { HubError } from '#kit/errors/hub-error.ts';
import type { HubKeys } from '#kit/events/sealing/hub-keys.ts';

/** What a backup says of itself; signed by the hub that made it. */
export const manifestSchema = z.strictObject({
  format: z.literal('oppvekst-backup/1'),
  /** The database, or the wrapped keys of its children. */
  holds: z.enum(['database', 'child-keys']),
  controller: z.string(),
  madeAt: z.iso.datetime(),
  /** The two halves of one backup have the same id. */
  id: z.uuid(),
  /** Every step of every schema that was applied. */
  steps: z.record(z.string(), z.array(z.string())),
  tables: z.array(z.strictObject({ name: z.string(), columns: z.array(z.string()), rows: z.int() })),
  chunks: z.int(),
  sha256: z.string(),
});
export type BackupManifest = z.infer<typeof manifestSchema>;

export const manifestFile = 'manifest.jws';
export const dataFile = 'data.jwe';

export const signManifest = async (manifest: BackupManifest, { signing }: HubKeys): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(manifest)))
    .setProtectedHeader({ alg: 'EdDSA', kid: signing.kid, typ: 'oppvekst-backup' })
    .sign(await importJWK(signing, 'EdDSA'));

/** The manifest, when this hub signed it; a foreign or altered one is refused (FORBIDDEN). */
export async function openManifest(compact: string, { signing }: HubKeys): Promise<BackupManifest> {
  try {
    const { d: _, ...publicKey } = signing;
    const { payload } = await compactVerify(compact.trim(), await importJWK(publicKey, 'EdDSA'), {
      algorithms: ['EdDSA'],
    });
    return manifestSchema.parse(JSON.parse(new TextDecoder().decode(payload)));
  } catch (error) {
    throw new HubError(
      'FORBIDDEN',
      'The backup is not one of this hub, or its manifest is damaged: it does not carry this hub’s signature. Are these the keys that it was made with?',
      { cause: error },
    );
  }
}

const sealing = { alg: 'dir', enc: 'A256GCM' } as const;

/** Rows of one table as a line: compressed and sealed, so that a backup discloses nothing without the keys folder. */
export const sealChunk = async (chunk: Chunk, key: Uint8Array): Promise<string> =>
  new CompactEncrypt(
    gzipSync(`${JSON.stringify({ table: chunk.table, place: chunk.place })}\n${chunk.rows.join('\n')}`),
  )
    .setProtectedHeader(sealing)
    .encrypt(key);

export interface Chunk {
  readonly table: string;
  /** Its place in the file: a chunk that is missing or moved is found. */
  readonly place: number;
  /** Rows as JSON objects, a line each. */
  readonly rows: readonly string[];
}

export async function openChunk(line: string, key: Uint8Array, place: number): Promise<Chunk> {
  try {
    const { plaintext } = await compactDecrypt(line, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    const [head = '', ...rows] = gunzipSync(plaintext).toString('utf8').split('\n');
    const { table, place: own } = JSON.parse(head) as { table: string; place: number };
    if (own !== place) throw new Error('moved');
    return { table, place, rows };
  } catch (error) {
    throw new HubError('BROKEN_FILE', `The backup is damaged at chunk ${place}. Use another backup.`, { cause: error });
  }
}

export const newChecksum = () => createHash('sha256');
