/** A roster as it lies on a disk, or comes as bytes: what it is made of, its checksum, and whether it holds still. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HubError } from '#kit/errors/hub-error.ts';
import type { FileBundle } from './bundle.ts';
import { openFolder } from './folder-bundle.ts';
import { openZip } from './zip-bundle.ts';

export type RosterInput = string | AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export interface RosterFile {
  /** One stream of bytes, or several files. */
  readonly content: { readonly chunks: AsyncIterable<Uint8Array> } | { readonly bundle: FileBundle };
  /** Bytes read so far; of a bundle, none are counted. */
  read(): number;
  /** SHA-256 in hex: of the bytes; of a folder's files by name. Known when all has been read. */
  checksum(): string;
  /** What a file on a disk says, whenever it was made; of a stream nobody can tell before it has been read. */
  digest?(): Promise<FileDigest>;
  /** Throws when the file is not as it was when it was opened. */
  ensureUnchanged(): Promise<void>;
  close(): Promise<void>;
}

export interface FileDigest {
  /** The same for two files that say the same. */
  readonly says: string;
  /** SHA-256 of the bytes, in hex. */
  readonly checksum: string;
}

export async function openRosterFile(input: RosterInput): Promise<RosterFile> {
  if (typeof input !== 'string') return openBytes(input);
  const before = await fingerprint(input);
  const isFolder = (await stat(input)).isDirectory();
  const ensureUnchanged = async () => {
    if ((await fingerprint(input)) !== before) throw changedWhileRead();
  };
  if (!isFolder && !(await isZip(input)))
    return { ...openBytes(readChunks(input)), ensureUnchanged, digest: () => digestOfFile(input) };
  const checksum = isFolder ? await checksumOfFolder(input) : await checksumOfFile(input);
  const bundle = isFolder ? await openFolder(input) : await openZip(input);
  return {
    content: { bundle },
    read: () => 0,
    checksum: () => checksum,
    digest: async () => ({ says: checksum, checksum }),
    ensureUnchanged,
    close: () => bundle.close(),
  };
}

const changedWhileRead = () =>
  new HubError(
    'CONFLICT',
    'The file changed while it was being read: it was still being written, or another one took its place. Nothing was imported. Try again when it is whole.',
  );

function openBytes(input: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): RosterFile {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of input) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  return {
    content: { chunks: counted() },
    read: () => bytes,
    checksum: () => hash.copy().digest('hex'),
    ensureUnchanged: async () => undefined,
    close: async () => undefined,
  };
}

/** Names, sizes and times of what lies there: another one when anything has been written. */
export async function fingerprint(path: string): Promise<string> {
  try {
    const state = await stat(path, { bigint: true });
    if (!state.isDirectory()) return `${state.ino} ${state.size} ${state.mtimeNs}`;
    const parts = await Promise.all(
      (await readdir(path)).toSorted().map(async (name) => `${name} ${await fingerprint(join(path, name))}`),
    );
    return parts.join('\n');
  } catch (error) {
    throw readingError(error, path);
  }
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path).catch((error: unknown) => {
    throw readingError(error, path);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.readUInt32BE() === 0x504b0304;
  } finally {
    await file.close();
  }
}

async function checksumOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of readChunks(path)) hash.update(chunk);
  return hash.digest('hex');
}

/** Where a PIFU file says when it was made: in its `properties`, which stand first. */
const madeAt = /<properties\b[^>]*>(?:(?!<\/properties>)[\s\S])*?<datetime>([\dT:.Z+-]{1,40})<\/datetime>/;

/** Of a file's bytes without the time that it says it was made at: a source writes that anew every night. */
async function digestOfFile(path: string): Promise<FileDigest> {
  const [says, whole] = [createHash('sha256'), createHash('sha256')];
  let first = true;
  for await (const chunk of readChunks(path)) {
    whole.update(chunk);
    says.update(first ? withoutTime(chunk) : chunk);
    first = false;
  }
  return { says: says.digest('hex'), checksum: whole.digest('hex') };
}

function withoutTime(chunk: Uint8Array): Uint8Array {
  // A character for each byte, whatever the encoding.
  const text = Buffer.from(chunk).toString('latin1');
  const found = madeAt.exec(text);
  if (!found) return chunk;
  const [before, time = ''] = found;
  const at = found.index + before.length - '</datetime>'.length - time.length;
  return Buffer.from(text.slice(0, at) + text.slice(at + time.length), 'latin1');
}

/** Of a file, or of a folder's files with their names. */
export async function checksumOf(path: string): Promise<string> {
  return (await stat(path)).isDirectory() ? checksumOfFolder(path) : checksumOfFile(path);
}

async function checksumOfFolder(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).toSorted()) {
    const path = join(folder, name);
    if ((await stat(path)).isFile()) hash.update(`${name}\n${await checksumOfFile(path)}\n`);
  }
  return hash.digest('hex');
}

/** Read from the disk in few large pieces, and given out in small ones: of what is made of a piece, little outlives it. */
const readBytes = 256 * 1024;
const givenBytes = 32 * 1024;

async function* readChunks(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: readBytes }) as AsyncIterable<Uint8Array>)
      for (let from = 0; from < chunk.length; from += givenBytes) yield chunk.subarray(from, from + givenBytes);
  } catch (error) {
    throw readingError(error, path);
  }
}

function readingError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return new HubError('NOT_FOUND', `There is no file ${path}.`);
  if (code === 'EACCES') return new HubError('BAD_INPUT', `The file ${path} may not be read by this user.`);
  return error;
}
