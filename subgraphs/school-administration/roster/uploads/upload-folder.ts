import { chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where uploaded files lie until all is over with them, each under its upload's id; nobody else on the machine may read them. */
export interface UploadFolder {
  pathOf(id: string): string;
  /** Moves a file here. */
  take(path: string, id: string): Promise<void>;
  has(id: string): Promise<boolean>;
  remove(id: string): Promise<void>;
  /** The ids of what lies here. */
  list(): Promise<readonly string[]>;
}

/** @param stateFolder The hub's own; without one the files lie in a temporary folder, and do not outlive the process. */
export async function openUploadFolder(stateFolder: string | undefined): Promise<UploadFolder> {
  const folder = stateFolder
    ? join(stateFolder, 'uploads', 'rosters')
    : await mkdtemp(join(tmpdir(), 'oppvekst-rosters-'));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pathOf = (id: string) => join(folder, id);
  return {
    pathOf,
    async take(path, id) {
      await rename(path, pathOf(id)).catch(async (error: NodeJS.ErrnoException) => {
        // It came to another disk.
        if (error.code !== 'EXDEV') throw error;
        await copyFile(path, pathOf(id));
        await rm(path, { force: true });
      });
      await chmod(pathOf(id), 0o600);
    },
    has: (id) =>
      stat(pathOf(id)).then(
        () => true,
        () => false,
      ),
    remove: (id) => rm(pathOf(id), { force: true }),
    list: () => readdir(folder),
  };
}
