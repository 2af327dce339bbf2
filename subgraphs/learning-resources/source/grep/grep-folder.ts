import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { HubError } from '#kit/errors/hub-error.ts';
import type { GrepDocument, GrepSource } from './grep-finding.ts';

const largestFile = 50 * 1024 * 1024;

/** Grep's documents from a folder of `.json` files, at any depth, in the order of their names. Other files are left alone. */
export function grepFolder(folder: string): GrepSource {
  return { [Symbol.asyncIterator]: () => readFolder(folder) };
}

async function* readFolder(folder: string): AsyncGenerator<GrepDocument, void, undefined> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new HubError('BAD_INPUT', 'The folder of Grep files cannot be read. Check that it exists and may be read.', {
      cause,
    });
  });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (files.length === 0) throw new HubError('BAD_INPUT', 'The folder of Grep files holds no .json file.');
  for (const file of files) yield await readDocument(file, relative(folder, file));
}

async function readDocument(file: string, where: string): Promise<GrepDocument> {
  const refuse = (what: string): GrepDocument => ({ finding: { where, what, done: 'left the file out' } });
  if ((await stat(file)).size > largestFile) return refuse('the file is larger than 50 MB');
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  try {
    return { where, json: JSON.parse(text) };
  } catch {
    return refuse('the file is not JSON, or is cut off');
  }
}
