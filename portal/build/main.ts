import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { build } from 'vite';
import { builtFolder } from './find-built.ts';
import { viteConfig } from './vite-config.ts';

// Whoever starts it: a test's environment would give a page of developers' warnings.
process.env.NODE_ENV = 'production';

/** Builds the pages, whole or not at all: two who build at once do not disturb one another. */
const folder = builtFolder();
if (!existsSync(join(folder, 'index.html'))) {
  const unfinished = `${folder}.${process.pid}`;
  try {
    await build(viteConfig(unfinished));
    await compressAssets(join(unfinished, 'assets'));
    await mkdir(join(folder, '..'), { recursive: true });
    await rename(unfinished, folder).catch(async (error: NodeJS.ErrnoException) => {
      if (!existsSync(join(folder, 'index.html'))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Beside each file its compressed twins, so that no request waits for a compression. */
async function compressAssets(assets: string): Promise<void> {
  const names = (await readdir(assets)).filter((name) => /\.(js|css|svg)$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(assets, name));
      await writeFile(join(assets, `${name}.gz`), await promisify(gzip)(content, { level: 9 }));
      await writeFile(join(assets, `${name}.br`), await promisify(brotliCompress)(content));
    }),
  );
}
