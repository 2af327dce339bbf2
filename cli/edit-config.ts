import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type Document, isSeq, parseDocument } from 'yaml';
import { HubError } from '#kit/errors/hub-error.ts';
import { readConfig } from './hub-target.ts';

export interface ListEntry {
  /** The list in the settings: `peers`, `clients`. */
  readonly list: string;
  /** The property that an entry is known by. */
  readonly key: string;
  readonly entry: Readonly<Record<string, unknown>>;
  readonly replace: boolean;
  /** What is said when it is there already, and is not to be replaced. */
  readonly taken: string;
}

/** Puts an entry into a list of a settings file, whole or not at all; comments and everything else stay as they are. */
export async function putInConfig(file: string, { list, key, entry, replace, taken }: ListEntry): Promise<void> {
  const document = parseDocument(readFileSync(file, 'utf8'));
  const entries = listOf(document, list);
  const place = entries.items.findIndex((item) => keyOf(item, key) === String(entry[key]));
  if (place >= 0 && !replace) throw new HubError('CONFLICT', taken);
  if (place >= 0) entries.set(place, document.createNode(entry));
  else entries.add(document.createNode(entry));
  const part = `${file}.part`;
  writeFileSync(part, String(document), { mode: 0o600 });
  try {
    await readConfig(part);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

function listOf(document: Document, name: string) {
  if (!isSeq(document.get(name))) document.set(name, document.createNode([]));
  const found = document.get(name);
  if (!isSeq(found)) throw new HubError('CONFIG', `${name} is not a list in the settings file.`);
  found.flow = false;
  return found;
}

const keyOf = (item: unknown, key: string): string | undefined =>
  typeof item === 'object' && item !== null && 'get' in item
    ? String((item as { get(key: string): unknown }).get(key))
    : undefined;
