import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { until } from './until.ts';

const root = new URL('../..', import.meta.url).pathname;

/** The environment without what a developer's shell may say of a hub. */
const cleanEnvironment = (over: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('OPPVEKST_'))),
  ...over,
});

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real CLI to its end. Nobody is shown a stack, whatever happens. */
export function runCli(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/oppvekst.mjs', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: cleanEnvironment(environment),
  });
  if (/^\s+at /m.test(stderr)) throw new Error(`a stack was shown: ${stderr}`);
  return { status, stdout, stderr };
}

/** The same while this process goes on answering: servers of the test may be what it asks. */
export async function runCliBeside(args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['cli/oppvekst.mjs', ...args], {
    cwd: root,
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { status: child.exitCode, stdout, stderr };
}

/** Starts the real CLI and gives its exit code when it ends. */
export async function startCli(args: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, ['cli/oppvekst.mjs', ...args], {
    cwd: root,
    env: cleanEnvironment(),
    stdio: 'ignore',
  });
  await once(child, 'exit');
  return child.exitCode;
}

/** A hub as a process of its own, started by the CLI. */
export interface CliHub {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything it has written so far. */
  output(): string;
  /** Waits until it ends; its exit code, or null when a signal ended it. */
  ended(): Promise<number | null>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Starts `oppvekst start --config` and waits until the hub answers. */
export async function startCliHub(config: string, environment: Readonly<Record<string, string>> = {}): Promise<CliHub> {
  const child = spawn(process.execPath, ['cli/oppvekst.mjs', 'start', '--config', config], {
    cwd: root,
    env: cleanEnvironment(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const output = () => Buffer.concat(chunks).toString('utf8');
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const ended = async () => {
    if (!hasEnded()) await once(child, 'exit');
    return child.exitCode;
  };
  const url = await until(
    'the hub answers',
    async () => {
      if (hasEnded()) throw new Error(`the hub ended with ${child.exitCode}: ${output()}`);
      return /answers at (https?:\/\/\S+?)[,.]?(?:\s|$)/.exec(output())?.[1];
    },
    60_000,
  );
  return {
    url,
    child,
    output,
    ended,
    async kill(signal) {
      if (hasEnded()) return;
      child.kill(signal);
      await ended();
    },
  };
}
