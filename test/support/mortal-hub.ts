import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DemoHubName, ofHub } from '#cli/demo/demo-folder.ts';
import type { HubRun } from './run-hub.ts';
import type { Surroundings } from './surroundings.ts';

/** A hub in a process of its own that is killed again and again, and started again each time. */
export interface MortalHub {
  /** What had happened to the transfer when it was killed, in order. */
  readonly deaths: readonly string[];
  stop(): Promise<void>;
}

const script = new URL('run-hub.ts', import.meta.url).pathname;

/** Starts a hub that dies by SIGKILL at each of the events in turn, and lives on after the last. */
export async function startMortalHub(
  around: Surroundings,
  name: DemoHubName,
  dieAt: readonly string[],
): Promise<MortalHub> {
  const deaths: string[] = [];
  let running: ChildProcess | undefined;
  let ended = false;
  const start = async (): Promise<void> => {
    const next = dieAt[deaths.length] ?? null;
    const aheadMs = around.clock.now().getTime() - Date.now();
    const run: HubRun = { settings: ofHub(around.settings, name), aheadMs, dieAt: next };
    const file = join(around.dataFolder, `${name}-run.json`);
    await writeFile(file, JSON.stringify(run));
    const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    running = child;
    child.once('exit', (_code, signal) => {
      if (ended || signal !== 'SIGKILL' || !next) return;
      deaths.push(next);
      void start();
    });
    await once(child.stdout, 'data');
  };
  await start();
  return {
    deaths,
    async stop() {
      ended = true;
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      const exit = once(running, 'exit');
      running.kill('SIGKILL');
      await exit;
    },
  };
}
