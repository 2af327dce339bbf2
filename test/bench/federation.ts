import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BenchHub, settingsFor } from './bench-hub.ts';
import type { BenchLine } from './bench-line.ts';
import { startChild } from './child.ts';
import type { Prepared } from './main.ts';
import { type Load, measureRate, ratio } from './measure.ts';
import { memoryPupils, memorySchool } from './memory-subgraphs.ts';
import { narrowQuery, wideQuery } from './queries.ts';

const rounds = 3;
const seconds = 4;
const goals = { wide: 2, narrow: 5 } as const;
type Kind = keyof typeof goals;

/**
 * Requests a second beside a stock gateway over HTTP. First federation alone: the same six schemas answer from memory, and the
 * goals are for it. Then the whole, for information: database, guard and audit on both sides, over copies of the same data; on
 * PGlite they, and not federation, are most of the cost.
 */
export async function benchFederation(prepared: Prepared): Promise<BenchLine[]> {
  const hubSide = await settingsFor(await prepared.copy('hub'));
  const stockSide = await settingsFor(await prepared.copy('stock'));
  const supergraph = join(stockSide.dataFolder, 'supergraph.graphql');
  const settings = [await settingsFile(hubSide), await settingsFile(stockSide)] as const;
  const alone = await compare('federation alone', goals, {
    hub: ['test/bench/memory-hub.ts', settings[0]],
    subgraphs: ['test/bench/stock/memory-subgraphs.ts', supergraph],
    gateway: ['test/bench/stock/gateway.ts', supergraph],
    body: (kind, n) =>
      kind === 'narrow'
        ? { query: narrowQuery, variables: { pupil: `pupil-${n % memoryPupils}` } }
        : { query: wideQuery, variables: { school: memorySchool, first: 28 + (n % 5) } },
    headers: [{}, {}],
  });
  const whole = await compare('the whole hub on PGlite', undefined, {
    hub: ['test/bench/hub.ts', settings[0]],
    subgraphs: ['test/bench/stock/subgraphs.ts', settings[1], supergraph],
    gateway: ['test/bench/stock/gateway.ts', supergraph],
    body: (kind, n) =>
      kind === 'narrow'
        ? { query: narrowQuery, variables: { pupil: hubSide.pupils[n % hubSide.pupils.length] } }
        : { query: wideQuery, variables: { school: hubSide.largestSchool, first: 28 + (n % 5) } },
    headers: [hubSide.headers, stockSide.headers],
  });
  return [...alone, ...whole];
}

interface Comparison {
  /** Script and arguments of each process. */
  readonly hub: readonly [string, ...string[]];
  readonly subgraphs: readonly [string, ...string[]];
  readonly gateway: readonly [string, ...string[]];
  body(kind: Kind, n: number): unknown;
  readonly headers: readonly [Load['headers'], Load['headers']];
}

async function compare(
  what: string,
  goal: Readonly<Record<Kind, number>> | undefined,
  comparison: Comparison,
): Promise<BenchLine[]> {
  const start = ([script, ...args]: readonly [string, ...string[]]) =>
    startChild(script, args, { NODE_ENV: 'production' });
  const hub = await start(comparison.hub);
  const subgraphs = await start(comparison.subgraphs);
  const gateway = await start(comparison.gateway);
  const loadOf = (kind: Kind, url: string, headers: Load['headers']): Load => {
    const body = (n: number) => JSON.stringify(comparison.body(kind, n));
    return { url, headers, body, connections: 16, seconds };
  };
  try {
    const lines: BenchLine[] = [];
    for (const kind of ['wide', 'narrow'] as const) {
      const own = loadOf(kind, `${hub.ready}/graphql`, comparison.headers[0]);
      const stock = loadOf(kind, gateway.ready, comparison.headers[1]);
      for (const load of [own, stock]) await measureRate({ ...load, seconds: 3 });
      const measured: Array<{ own: number; stock: number; times: number }> = [];
      for (let round = 0; round < rounds; round += 1) {
        const { perSecond: a } = await measureRate(own);
        const { perSecond: b } = await measureRate(stock);
        measured.push({ own: a, stock: b, times: a / b });
      }
      measured.sort((a, b) => a.times - b.times);
      const median = measured[rounds >> 1];
      if (!median) throw new Error('nothing was measured');
      const all = measured.map(({ times }) => ratio(times)).join(', ');
      lines.push({
        ok: goal === undefined || median.times >= goal[kind],
        text: `${what}, ${kind}: ${ratio(median.times)} times the stock gateway's requests a second (${all}; ${Math.round(median.own)} beside ${Math.round(median.stock)}; ${goal ? `goal ${goal[kind]}` : 'no goal: the database is most of it'})`,
      });
    }
    return lines;
  } finally {
    for (const process of [gateway, subgraphs, hub]) await process.stop();
  }
}

async function settingsFile(bench: BenchHub): Promise<string> {
  const file = join(bench.dataFolder, 'settings.json');
  await writeFile(file, JSON.stringify(bench.settings));
  return file;
}
