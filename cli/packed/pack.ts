import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { findPacked, manifestFile, type PackedManifest, packedFolder, stampOf } from './find-packed.ts';
import { builtins, keepPlaces, validatedSets } from './plugins.ts';

/** Loaded from where they lie: they read files beside themselves, or are loaded only when asked for. */
const leftOutside = [
  /^@electric-sql\/pglite/,
  /^@cedar-policy\//,
  /^@graphql-yoga\/render-graphiql/,
  /^libxml2-wasm/,
  /^kafkajs/,
  /^pino/,
  /^rolldown/,
  /^@graphql-codegen\//,
  /^@messageformat\//,
];

/** What runs on a thread of its own, started by `new Worker(new URL('./its-name.ts', import.meta.url))`. */
const threads = ['kit/database/embedded-worker.ts'];

/**
 * Packs the program into few files, so that a start does not look for two thousand modules. The sources are what runs whenever they
 * differ from what was packed; files beside a module are still read beside its source. An unfinished pack leaves nothing in use.
 */
export async function pack(root: string): Promise<void> {
  if (findPacked(root)) return;
  const { rolldown } = await import('rolldown');
  const before = stampsOf(root, ['package-lock.json']);
  const bundle = await rolldown({
    cwd: root,
    input: Object.fromEntries(
      ['cli/main.ts', ...threads]
        .map((file) => [basename(file, '.ts'), join(root, file)] as const)
        .filter(([, file]) => existsSync(file)),
    ),
    platform: 'node',
    external: leftOutside,
    plugins: [keepPlaces, builtins, validatedSets(root)],
    logLevel: 'silent',
  });
  const folder = packedFolder(root);
  const draft = join(folder, `draft-${randomUUID()}`);
  mkdirSync(draft, { recursive: true });
  try {
    const { output } = await bundle.write({ dir: draft, entryFileNames: '[name].mjs', chunkFileNames: '[hash].mjs' });
    const modules = output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
    const own = modules.map((id) => relative(root, id)).filter((id) => /^[a-z][^:]*\.ts$/.test(id));
    const sources = {
      ...before,
      ...stampsOf(
        root,
        own.filter((file) => !file.startsWith('node_modules/')),
      ),
    };
    const name = `program-${createHash('sha256').update(JSON.stringify(sources)).digest('hex').slice(0, 16)}`;
    rmSync(join(folder, name), { recursive: true, force: true });
    renameSync(draft, join(folder, name));
    replaceManifest(root, { node: process.version, folder: name, sources });
  } finally {
    rmSync(draft, { recursive: true, force: true });
    await bundle.close();
  }
}

const stampsOf = (root: string, files: readonly string[]): Record<string, string> =>
  Object.fromEntries(files.map((file) => [file, stampOf(join(root, file))]));

/** The program before this one stays: a hub that runs from it may still load a part of it. */
function replaceManifest(root: string, manifest: PackedManifest): void {
  const folder = packedFolder(root);
  const previous = previousFolder(root);
  const draft = `${manifestFile(root)}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(manifest));
  renameSync(draft, manifestFile(root));
  for (const name of readdirSync(folder))
    if (name.startsWith('program-') && name !== manifest.folder && name !== previous)
      rmSync(join(folder, name), { recursive: true, force: true });
}

function previousFolder(root: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(manifestFile(root), 'utf8')) as PackedManifest).folder;
  } catch {
    return undefined;
  }
}

if (import.meta.main) await pack(join(import.meta.dirname, '../..'));
