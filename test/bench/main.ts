// Benchmarks: ratios measured side by side in one run, on loopback, bounded in time. `npm run bench -- [name …]`; a stopped
// demo's folder may be given with `--data FOLDER`, else one is made. `--count N`: so many moves and hand-overs, `--seconds N`: so long a
// morning, for a short look.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startDemo } from '#cli/demo/start-demo.ts';
import { benchAccess } from './access/index.ts';
import { benchEvents } from './events.ts';
import { benchFederation } from './federation.ts';
import { freePorts } from './free-ports.ts';
import { benchImport } from './import/index.ts';
import { benchMorning } from './morning/index.ts';
import { benchMoves } from './moves/index.ts';
import { benchRollOver } from './roll-over.ts';
import { benchSearch } from './search.ts';
import { benchStart } from './start.ts';
import { benchStatements } from './statements.ts';
import { benchVerify } from './verify.ts';
import { benchWholeHub } from './whole-hub.ts';

process.env.APOLLO_TELEMETRY_DISABLED = '1';

/** A prepared demo's folder; each benchmark gets a copy of its own. */
export interface Prepared {
  /** How many moves and hand-overs are made, where not as many as the goal is for. */
  readonly count: number | undefined;
  /** How long the morning lasts, in seconds. */
  readonly seconds: number;
  copy(name: string): Promise<string>;
}

const usualMorningSeconds = 600;
const benches = {
  statements: benchStatements,
  start: benchStart,
  federation: benchFederation,
  hub: benchWholeHub,
  rollover: benchRollOver,
  search: benchSearch,
  events: benchEvents,
  import: benchImport,
  moves: benchMoves,
  access: benchAccess,
  morning: benchMorning,
  verify: benchVerify,
} as const;
const { values, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string' }, count: { type: 'string' }, seconds: { type: 'string' } },
});
const { data: ready } = values;
const count = values.count === undefined ? undefined : Number(values.count);
if (count !== undefined && !(Number.isInteger(count) && count >= 30 && count <= 1_000)) {
  process.stderr.write(`--count is a whole number from 30 to 1000, not "${values.count}".\n`);
  process.exit(2);
}
const seconds = Number(values.seconds ?? usualMorningSeconds);
if (!(seconds >= 5 && seconds <= 3_600)) {
  process.stderr.write(`--seconds is a number from 5 to 3600, not "${values.seconds}".\n`);
  process.exit(2);
}
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.\n`);
  process.exit(2);
}

async function prepare(dataFolder: string): Promise<void> {
  process.stdout.write('Preparing a demo of two municipalities …\n');
  const demo = await startDemo({ dataFolder, ports: await freePorts(), onStep: () => undefined });
  for (const hub of Object.values(demo.hubs)) await hub.settle();
  await demo.stop();
}

const folder = await mkdtemp(join(tmpdir(), 'oppvekst-bench-'));
let missed = 0;
try {
  const original = ready ?? join(folder, 'original');
  let made: Promise<void> | undefined;
  const prepared: Prepared = {
    count,
    seconds,
    async copy(name) {
      made ??= ready ? Promise.resolve() : prepare(original);
      await made;
      const to = join(folder, name);
      await cp(original, to, { recursive: true });
      return to;
    },
  };
  for (const [name, bench] of Object.entries(benches)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    process.stdout.write(`\n── ${name}\n`);
    for (const line of await bench(prepared)) {
      if (!line.ok) missed += 1;
      process.stdout.write(`${line.ok ? '✓' : '✗'} ${line.text}\n`);
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit(missed > 0 ? 1 : 0);
