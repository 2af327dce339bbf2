import { spawn } from 'node:child_process';
import { HubError } from '#kit/errors/hub-error.ts';
import { findBuilt } from './find-built.ts';

const buildProgram = new URL('main.ts', import.meta.url).pathname;

/**
 * The folder of the built pages; builds them first where they are not, in a process of its own: the hub never loads Vite. Throws a
 * HubError (`CONFIG`) that says why they could not be built.
 */
export async function ensureBuilt(onBuild: () => void): Promise<string> {
  const found = findBuilt();
  if (found) return found;
  onBuild();
  const { code, output } = await run();
  const built = findBuilt();
  if (code === 0 && built) return built;
  throw new HubError('CONFIG', `The portal's pages could not be built; run npm ci, then npm run build. ${output}`);
}

function run(): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [buildProgram], { stdio: ['ignore', 'ignore', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', ({ message }) => resolve({ code: 1, output: message }));
    child.on('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString('utf8').trim() }));
  });
}
