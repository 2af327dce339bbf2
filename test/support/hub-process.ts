import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const clock = fileURLToPath(new URL('shift-clock.ts', import.meta.url));

export interface HubProcess {
  /** Where it answers. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts one of the hub's programs and waits until it says where it answers; what it says on its way down is thrown. */
export async function startHubProcess(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<HubProcess> {
  const child = spawn(process.execPath, ['--import', clock, program, ...args], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await addressOf(child, program);
  return {
    url,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    },
  };
}

function addressOf(child: ChildProcess, program: string): Promise<string> {
  let told = '';
  let wrong = '';
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      wrong += chunk.toString('utf8');
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      told += chunk.toString('utf8');
      const url = /answers at (http:\/\/\S+:\d+)/.exec(told)?.[1];
      if (url) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}: ${wrong || told}`)));
  });
}
