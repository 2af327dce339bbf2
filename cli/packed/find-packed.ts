import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the program was packed from: it is fresh while every source is as it was. */
export interface PackedManifest {
  readonly node: string;
  /** The folder under `packedFolder` that it lies in. */
  readonly folder: string;
  /** Own sources and the lock file, from the root of the checkout, each with its stamp. */
  readonly sources: Readonly<Record<string, string>>;
}

export const packedFolder = (root: string): string => join(root, 'node_modules/.cache/oppvekst-program');
export const manifestFile = (root: string): string => join(packedFolder(root), 'manifest.json');

/** Size and time of change: enough to see an edit, and cheap to look at for some hundreds of files. */
export function stampOf(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${size} ${mtimeMs}`;
}

/** The packed program's first module, when there is one and it is what the sources say; else undefined. */
export function findPacked(root: string): string | undefined {
  try {
    const manifest = JSON.parse(readFileSync(manifestFile(root), 'utf8')) as PackedManifest;
    if (manifest.node !== process.version) return undefined;
    for (const [file, stamp] of Object.entries(manifest.sources))
      if (stampOf(join(root, file)) !== stamp) return undefined;
    const main = join(packedFolder(root), manifest.folder, 'main.mjs');
    statSync(main);
    return main;
  } catch {
    return undefined;
  }
}
