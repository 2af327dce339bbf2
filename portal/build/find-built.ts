import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sourceHash } from './source-hash.ts';

const dist = new URL('../dist/', import.meta.url).pathname;

/** Where the pages of the portal as it is now lie, or will lie, when they are built. */
export const builtFolder = (): string => join(dist, sourceHash());

/** Where they lie; undefined when they are not built. */
export function findBuilt(): string | undefined {
  const folder = builtFolder();
  return existsSync(join(folder, 'index.html')) ? folder : undefined;
}
