#!/usr/bin/env node
// Starts the CLI on the Node that the project brings, whatever the machine's own is.
import { spawnSync } from 'node:child_process';
import * as nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 24 || (major === 24 && minor >= 12)) {
  nodeModule.enableCompileCache?.();
  // Kept from the first start on, also when that one is killed.
  setTimeout(() => nodeModule.flushCompileCache?.(), 20_000).unref();
  const { findPacked } = await import('./packed/find-packed.ts');
  const packed = process.argv[2] === 'start' ? findPacked(dirname(here)) : undefined;
  await import(packed ? pathToFileURL(packed).href : './main.ts');
} else {
  const node = join(dirname(nodeModule.createRequire(import.meta.url).resolve('node/package.json')), 'bin', 'node');
  const { status } = spawnSync(node, [join(here, 'oppvekst.mjs'), ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exit(status ?? 1);
}
