import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HubError } from '#kit/errors/hub-error.ts';

interface NewFile {
  readonly name: string;
  readonly text: string;
}

/** CONFLICT when one of the files is there already; asked before a hub is told that something was given. */
export function refuseToOverwrite(folder: string, names: readonly string[]): void {
  const there = names.find((name) => existsSync(join(folder, name)));
  if (there) throw new HubError('CONFLICT', `${join(folder, there)} is there already, and nothing is overwritten.`);
}

/** Writes files that only this user reads (0600), all of them or none. CONFIG when the folder cannot be written. */
export function writeNewFiles(folder: string, files: readonly NewFile[]): void {
  const written: string[] = [];
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const { name, text } of files) {
      const path = join(folder, name);
      writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
      written.push(path);
    }
  } catch (error) {
    for (const path of written) rmSync(path, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new HubError('CONFLICT', `${folder} has such a file already: nothing is overwritten.`);
    throw new HubError('CONFIG', `Nothing can be written to ${folder} (${code}).`, { cause: error });
  }
}
