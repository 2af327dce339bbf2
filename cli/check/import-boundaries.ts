import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const folders = ['gateway', 'subgraphs', 'contracts', 'kit', 'portal', 'cli', 'test'];
const importText = /(?:from\s+|import\s*\(\s*|import\s+)'([^']+)'/g;

/** Which top-level folder may import from which. `test` may import from all. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  contracts: ['contracts', 'kit'],
  kit: ['kit', 'contracts'],
  subgraphs: ['subgraphs', 'kit', 'contracts', 'test'],
  gateway: ['gateway', 'subgraphs', 'kit', 'contracts', 'portal', 'test'],
  portal: ['portal', 'kit', 'test'],
  cli: ['cli', 'gateway', 'subgraphs', 'kit', 'contracts', 'portal', 'test'],
};

/** Every import that goes past another subgraph's index.ts, or against the order of the folders; one line each. */
export function findForbiddenImports(root: string): string[] {
  return sourceFiles(root).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return [...text.matchAll(importText)].flatMap(([, specifier = '']) => {
      const target = targetOf(root, file, specifier);
      const problem = target && problemOf(file, target);
      return problem ? [`${file}: imports ${target}: ${problem}`] : [];
    });
  });
}

function problemOf(file: string, target: string): string | undefined {
  const [from = '', ownSubgraph] = file.split('/');
  const [to = '', subgraph, ...inside] = target.split('/');
  if (!folders.includes(to)) return undefined;
  const isTest = /\.test\.ts$/.test(file) || file.startsWith('test/') || /\/(test-support|testing)\//.test(file);
  if (to === 'test' && !isTest) return 'only tests import from test';
  if (!isTest && !allowed[from]?.includes(to)) return `${from} may not import from ${to}`;
  if (to !== 'subgraphs' || (from === 'subgraphs' && ownSubgraph === subgraph)) return undefined;
  return inside.join('/') === 'index.ts' ? undefined : `past the index.ts of ${subgraph}`;
}

function targetOf(root: string, file: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return relative(root, resolve(root, dirname(file), specifier));
  return undefined;
}

function sourceFiles(root: string): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(folder, name)),
  );
}
