import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleLimits, type FileBundle, refuseBundle } from './bundle.ts';

/** The plain files of a folder. A link could lead anywhere, and is refused. */
export async function openFolder(folder: string): Promise<FileBundle> {
  const names = await readdir(folder);
  if (names.length > bundleLimits.files)
    throw refuseBundle(`The folder has ${names.length} files; a roster has at most ${bundleLimits.files}.`);
  const files = new Set<string>();
  let bytes = 0;
  for (const name of names) {
    const state = await lstat(join(folder, name));
    if (state.isSymbolicLink())
      throw refuseBundle(`${name} in the folder is a link to another place. Put the file itself there.`);
    if (!state.isFile()) continue;
    files.add(name);
    bytes += state.size;
  }
  if (bytes > bundleLimits.bytes) throw refuseBundle('The files of the folder are larger than any roster.');
  return {
    names: files,
    open: async (name) => createReadStream(join(folder, name)) as AsyncIterable<Uint8Array>,
    close: async () => undefined,
  };
}
