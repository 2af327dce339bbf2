import { type ChildProcess, spawn } from 'node:child_process';

const root = new URL('../../', import.meta.url).pathname;

export interface Child {
  /** What it printed after READY. */
  readonly ready: string;
  /** When it ends by itself. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts a script in a process of its own and waits for its line `READY …`. */
export async function startChild(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  nodeOptions: readonly string[] = [],
): Promise<Child> {
  const child = spawn(process.execPath, [...nodeOptions, script, ...args], {
    cwd: root,
    env: { ...process.env, APOLLO_TELEMETRY_DISABLED: '1', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = await readyLine(child, script);
  return {
    ready,
    ended,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

function readyLine(child: ChildProcess, script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const line = /^READY (.*)$/m.exec(text)?.[1];
      if (line !== undefined) resolve(line);
    });
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code} before it was ready`)));
  });
}
