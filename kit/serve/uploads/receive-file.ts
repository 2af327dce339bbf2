import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReceivedFile } from './uploads.ts';

/** A file that is larger than it may be, or not all that its sender said it was. */
export class UnwantedFile extends Error {
  readonly why: 'too-large' | 'broken-off' | 'empty';
  constructor(why: UnwantedFile['why']) {
    super(`the file is ${why}`);
    this.why = why;
  }
}

const longestName = 200;
const notInNames = /[\p{Cc}\p{Cf}\p{Cs}/\\]/gu;

/** A file's name as it may be shown and logged: no folders, nothing that turns or hides text, not longer than 200 characters. */
export const plainName = (name: string): string => {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return [...last.replace(notInNames, '').trim()].slice(0, longestName).join('') || '–';
};

/**
 * Writes a stream to a file of its own in the folder, readable by this user alone, a piece at a time; of one that is not wanted
 * nothing is left. The caller deletes or moves the file.
 *
 * @throws UnwantedFile
 */
export async function receiveFile(
  stream: Readable,
  { folder, name, largestBytes }: { readonly folder: string; readonly name: string; readonly largestBytes: number },
): Promise<ReceivedFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  const hash = createHash('sha256');
  let bytes = 0;
  async function* counted(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > largestBytes) throw new UnwantedFile('too-large');
      hash.update(chunk);
      yield chunk;
    }
  }
  try {
    await pipeline(stream, counted, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    if (bytes === 0) throw new UnwantedFile('empty');
    return { path, name: plainName(name), bytes, sha256: hash.digest('hex') };
  } catch (error) {
    await rm(path, { force: true });
    const { code } = error as { code?: unknown };
    if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'UND_ERR_ABORTED')
      throw new UnwantedFile('broken-off');
    throw error;
  }
}
