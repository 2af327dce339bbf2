/** A zip, read where it lies: nothing is unpacked to a disk, and nothing larger than it says or than a roster needs. */
import yauzl from 'yauzl';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import { bundleLimits, type FileBundle, plainName, refuseBundle } from './bundle.ts';

export async function openZip(path: string): Promise<FileBundle> {
  // Names are checked here, byte by byte as they stand; sizes are checked again while reading.
  const zip = await yauzl
    .openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true })
    .catch((error: unknown) => {
      throw brokenZip(error);
    });
  try {
    const entries = await listEntries(zip);
    return {
      names: new Set(entries.keys()),
      async open(name) {
        const entry = entries.get(name);
        if (!entry) throw new HubError('INTERNAL', `the zip has no ${name}`);
        return bounded(await zip.openReadStreamPromise(entry), entry);
      },
      close: async () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw brokenZip(error);
  }
}

async function listEntries(zip: yauzl.ZipFile): Promise<ReadonlyMap<string, yauzl.Entry>> {
  if (zip.entryCount > bundleLimits.files)
    throw refuseBundle(`The zip has ${zip.entryCount} files; a roster has at most ${bundleLimits.files}.`);
  const entries = new Map<string, yauzl.Entry>();
  const folders = new Set<string>();
  let bytes = 0;
  for await (const entry of zip.eachEntry()) {
    // Written by a Mac beside each file; not part of what was packed.
    if (entry.fileName.endsWith('/') || /(^|\/)(__MACOSX\/|\.DS_Store$)/.test(entry.fileName)) continue;
    const name = checkedName(entry);
    const folder = entry.fileName.slice(0, entry.fileName.length - name.length);
    folders.add(folder);
    if (folders.size > 1)
      throw refuseBundle(
        'The zip has files in several folders. Pack the files of one roster in one folder, or in none.',
      );
    if (entries.has(name)) throw refuseBundle(`The zip has ${name} twice, and nobody can say which one is meant.`);
    bytes += entry.uncompressedSize;
    entries.set(name, checkedSize(entry, name, bytes));
  }
  return entries;
}

function checkedName({ fileName, externalFileAttributes }: yauzl.Entry): string {
  const name = plainName(fileName);
  const isLink = ((externalFileAttributes >>> 16) & 0o170000) === 0o120000;
  if (name === undefined || isLink || fileName.startsWith('/') || fileName.split('/').includes('..'))
    throw refuseBundle(
      `The zip has a file whose name or kind leads elsewhere (${JSON.stringify(fileName.slice(0, 80))}).`,
    );
  return name;
}

function checkedSize(entry: yauzl.Entry, name: string, bytesSoFar: number): yauzl.Entry {
  const { uncompressedSize, compressedSize } = entry;
  if (entry.isEncrypted()) throw refuseBundle(`${name} in the zip is encrypted. Pack it without a password.`);
  if (bytesSoFar > bundleLimits.bytes) throw bomb('the files in it say that they are larger than any roster');
  if (uncompressedSize > bundleLimits.ratioFrom && uncompressedSize > compressedSize * bundleLimits.ratio)
    throw bomb(
      `${name} says that it is ${Math.round(uncompressedSize / Math.max(1, compressedSize))} times larger unpacked`,
    );
  return entry;
}

/** The entry's own bytes, and no more than it said: what a zip declares is a claim. */
async function* bounded(
  stream: AsyncIterable<Uint8Array>,
  entry: yauzl.Entry,
): AsyncGenerator<Uint8Array, void, undefined> {
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      bytes += chunk.length;
      if (bytes > entry.uncompressedSize) throw bomb('a file in it is larger than it says');
      yield chunk;
    }
  } catch (error) {
    throw brokenZip(error);
  }
}

const bomb = (why: string) => refuseBundle(`The zip looks like a bomb: ${why}.`);

function brokenZip(error: unknown): Error {
  if (isHubError(error)) return error;
  const message = error instanceof Error ? error.message : 'it cannot be read';
  if (/too many bytes in the stream/.test(message)) return bomb('a file in it is larger than it says');
  if (/absolute path|relative path|invalid characters/.test(message))
    return refuseBundle(`The zip has a file whose name leads elsewhere (${message.slice(0, 120)}).`);
  return new HubError(
    'BROKEN_FILE',
    `The zip is broken: ${message.slice(0, 200)}. Nothing was imported. Make or send it again.`,
    {
      cause: error,
    },
  );
}
