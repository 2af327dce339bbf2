import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('../../', import.meta.url).pathname;
const made = /^(dist)(\/|$)/;

/** SHA-256 over all that the built pages depend on: the portal's files by name and content, and which libraries are locked. */
export function sourceHash(): string {
  const hash = createHash('sha256');
  const portal = join(root, 'portal');
  const files = readdirSync(portal, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(portal.length + 1))
    .filter((name) => !made.test(name) && !name.endsWith('.md'))
    .sort();
  for (const name of files) add(hash, name, join(portal, name));
  add(hash, 'package-lock.json', join(root, 'package-lock.json'));
  return hash.digest('hex').slice(0, 16);
}

function add(hash: ReturnType<typeof createHash>, name: string, file: string): void {
  const content = readFileSync(file);
  hash.update(`${name}\0${content.length}\0`).update(content);
}
