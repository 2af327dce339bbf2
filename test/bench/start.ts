import { spawn } from 'node:child_process';
import { hubFolderOf } from '#cli/demo/demo-folder.ts';
import { settingsFor } from './bench-hub.ts';
import type { BenchLine } from './bench-line.ts';
import { startChild } from './child.ts';
import { freePorts } from './free-ports.ts';
import type { Prepared } from './main.ts';
import { ratio } from './measure.ts';
import { narrowQuery } from './queries.ts';

const rounds = 3;
const root = new URL('../../', import.meta.url).pathname;

/** From the command of a second start to the first answered query, beside PGlite's own start of the same two databases. */
export async function benchStart(prepared: Prepared): Promise<BenchLine[]> {
  const folder = await prepared.copy('start');
  const bench = await settingsFor(folder);
  const hubTimes: number[] = [];
  const ownTimes: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ownTimes.push(await startPglite(folder));
    hubTimes.push(await startToFirstAnswer(folder, bench));
  }
  const best = (times: readonly number[]) => Math.min(...times);
  const times = best(hubTimes) / best(ownTimes);
  return [
    {
      ok: times <= 2,
      text: `second start to the first answer: ${ratio(times)} times PGlite's own start of two databases (${Math.round(best(hubTimes))} ms beside ${Math.round(best(ownTimes))} ms, best of ${rounds}; goal 2)`,
    },
  ];
}

async function startPglite(folder: string): Promise<number> {
  const started = performance.now();
  const databases = (['ringsaker', 'sarpsborg'] as const).map((hub) => `${hubFolderOf(folder, hub)}/database/pgdata`);
  const child = await startChild('test/bench/open-pglite.ts', databases);
  const took = performance.now() - started;
  await child.stop();
  return took;
}

async function startToFirstAnswer(folder: string, bench: Awaited<ReturnType<typeof settingsFor>>): Promise<number> {
  const { ringsaker } = await freePorts();
  const started = performance.now();
  const args = ['cli/oppvekst.mjs', 'start', '--demo', '--no-story', '--data', folder, '--port', String(ringsaker)];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-4_000);
  });
  let isOver = false;
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      isOver = true;
      resolve();
    });
  });
  try {
    const body = JSON.stringify({ query: narrowQuery, variables: { pupil: bench.pupils[0] } });
    const headers = { ...bench.headers, 'content-type': 'application/json' };
    for (const until = started + 60_000; performance.now() < until; ) {
      if (isOver) throw new Error(`the demo ended with ${child.exitCode} before it answered: ${said.trim()}`);
      const answer = await fetch(`http://127.0.0.1:${ringsaker}/graphql`, { method: 'POST', headers, body }).catch(
        () => undefined,
      );
      if (answer?.ok && ((await answer.json()) as { data?: { pupil?: unknown } }).data?.pupil)
        return performance.now() - started;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`the demo did not answer within a minute: ${said.trim()}`);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}
