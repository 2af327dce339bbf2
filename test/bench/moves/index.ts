import { kafkaBrokers } from '#test/support/kafka-broker.ts';
import type { BenchLine } from '../bench-line.ts';
import { startChild } from '../child.ts';
import type { Prepared } from '../main.ts';
import { ratio } from '../measure.ts';

const moves = 1_000;
const handOvers = 900;
/** How many moves a median is taken of; fewer where fewer are made. */
const window = 100;

/**
 * A thousand moves in a row between two whole hubs: the last hundred take at most 1.2 times the median of moves 11 to 110, and memory
 * stays. Then 900 hand-overs at once: how long until the last receipt. On PGlite with the embedded log; on PostgreSQL (DATABASE_URL)
 * and Kafka (KAFKA_BROKERS) too where they are given. `--count N` makes N of each instead.
 */
export async function benchMoves({ count }: Pick<Prepared, 'count'>): Promise<BenchLine[]> {
  const lines: BenchLine[] = [];
  for (const engine of engines()) {
    lines.push(...(await inARow(engine, count ?? moves)));
    lines.push(await atOnce(engine, count ?? handOvers));
  }
  return lines;
}

interface Engine {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
}

function engines(): readonly Engine[] {
  const on = (database: 'pglite' | 'postgres', log: 'embedded' | 'kafka'): Engine => ({
    name: `${database === 'pglite' ? 'PGlite' : 'PostgreSQL'} and ${log === 'kafka' ? 'Kafka' : 'the embedded log'}`,
    environment: { TEST_DATABASE: database, TEST_LOG: log },
  });
  const postgres = process.env.DATABASE_URL ? [on('postgres', 'embedded')] : [];
  if (kafkaBrokers.length === 0) return [on('pglite', 'embedded'), ...postgres];
  return [on('pglite', 'embedded'), ...postgres, on(postgres.length > 0 ? 'postgres' : 'pglite', 'kafka')];
}

async function run<Result>(script: string, { environment }: Engine, count: number): Promise<Result> {
  const child = await startChild(`test/bench/moves/${script}`, [String(count)], environment, ['--expose-gc']);
  await child.ended;
  return JSON.parse(child.ready) as Result;
}

interface Moved {
  /** Milliseconds of each move, the first ten left out. */
  readonly took: readonly number[];
  /** Milliseconds of processor time of each, its threads' included: both hubs, and their databases where these are embedded. */
  readonly processor: readonly number[];
  /** Bytes, twenty times on the way. */
  readonly memory: ReadonlyArray<{ readonly inUse: number; readonly rss: number }>;
}

async function inARow(engine: Engine, count: number): Promise<BenchLine[]> {
  const { took, processor, memory } = await run<Moved>('moves-child.ts', engine, count);
  const size = Math.min(window, took.length >> 1);
  const [first, last] = firstAndLast(took, size);
  const [worked, workedLast] = firstAndLast(processor, size);
  // Of what is measured on the way: the second, so that nothing is compared with a hub that has just started.
  const [before, after] = [memory[1], memory.at(-1)];
  if (!before || !after) throw new Error('the memory was not measured');
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  return [
    {
      ok: last <= 1.2 * first,
      text: `${count} moves in a row on ${engine.name}: the last ${size} take ${ratio(last / first)} times moves 11 to ${10 + size} (medians ${Math.round(last)} ms and ${Math.round(first)} ms; goal at most 1.2); of the processor's time, which others' load changes less, ${ratio(workedLast / worked)} (${Math.round(workedLast)} ms and ${Math.round(worked)} ms)`,
    },
    {
      ok: after.inUse <= 1.2 * before.inUse && after.rss <= 1.2 * before.rss,
      text: `memory of both hubs on ${engine.name}: ${megabytes(before.inUse)} early, ${megabytes(after.inUse)} after the last move, garbage collected; the whole process, embedded databases included, ${megabytes(before.rss)} and ${megabytes(after.rss)} (goals at most 1.2 times)`,
    },
  ];
}

async function atOnce(engine: Engine, count: number): Promise<BenchLine> {
  const took = await run<{ asked: number; answered: number; received: number }>('hand-overs-child.ts', engine, count);
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
  return {
    ok: true,
    text: `${count} hand-overs at once on ${engine.name}: all families asked after ${seconds(took.asked)}, ${2 * count} answers recorded after ${seconds(took.answered)}, the last receipt after ${seconds(took.received)}`,
  };
}

const firstAndLast = (of: readonly number[], size: number) =>
  [median(of.slice(0, size)), median(of.slice(-size))] as const;
const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
