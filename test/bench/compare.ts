import { isDeepStrictEqual } from 'node:util';
import type { BenchLine } from './bench-line.ts';
import { startChild } from './child.ts';
import { type Load, measureRate, ratio } from './measure.ts';

/** Enough short rounds, one side after the other, that another program's load falls on both. */
const rounds = 7;
const seconds = 2;
const warmUpSeconds = 3;
export type Kind = 'wide' | 'narrow';

export interface Comparison {
  /** Script and arguments of each process. */
  readonly hub: readonly [string, ...string[]];
  readonly subgraphs: readonly [string, ...string[]];
  readonly gateway: readonly [string, ...string[]];
  body(kind: Kind, n: number): unknown;
  /** To the hub, and to the stock gateway. */
  readonly headers: readonly [Load['headers'], Load['headers']];
}

/**
 * Requests a second of the hub (one process) and of the stock gateway and its subgraphs (two processes), 16 connections each: the
 * median of the rounds' ratios is what the goal is for.
 */
export async function compare(
  what: string,
  goal: Readonly<Record<Kind, number>>,
  comparison: Comparison,
): Promise<BenchLine[]> {
  const start = ([script, ...args]: readonly [string, ...string[]]) =>
    startChild(script, args, { NODE_ENV: 'production' });
  const hub = await start(comparison.hub);
  const subgraphs = await start(comparison.subgraphs);
  const gateway = await start(comparison.gateway);
  const loadOf = (kind: Kind, url: string, side: 0 | 1): Load => ({
    url,
    headers: comparison.headers[side],
    body: (n) => JSON.stringify(comparison.body(kind, n)),
    connections: 16,
    seconds,
  });
  try {
    const lines: BenchLine[] = [];
    for (const kind of ['wide', 'narrow'] as const) {
      const own = loadOf(kind, `${hub.ready}/graphql`, 0);
      const stock = loadOf(kind, gateway.ready, 1);
      await mustAnswerAlike(own, stock);
      for (const load of [own, stock]) await measureRate({ ...load, seconds: warmUpSeconds });
      const measured: Array<{ own: number; stock: number; times: number }> = [];
      for (let round = 0; round < rounds; round += 1) {
        const { perSecond: a } = await measureRate(own);
        const { perSecond: b } = await measureRate(stock);
        measured.push({ own: a, stock: b, times: a / b });
      }
      measured.sort((a, b) => a.times - b.times);
      const [least, median, most] = [measured[0], measured[rounds >> 1], measured[rounds - 1]];
      if (!least || !median || !most) throw new Error('nothing was measured');
      lines.push({
        ok: median.times >= goal[kind],
        text: `${what}, ${kind}: ${ratio(median.times)} times the stock gateway's requests a second (median of ${rounds} rounds, ${ratio(least.times)} to ${ratio(most.times)}; ${Math.round(median.own)} beside ${Math.round(median.stock)}; goal ${goal[kind]})`,
      });
    }
    return lines;
  } finally {
    for (const process of [gateway, subgraphs, hub]) await process.stop();
  }
}

/** Two sides are compared only where both give the same pupils: an empty answer is a fast one. */
async function mustAnswerAlike(...loads: readonly Load[]): Promise<void> {
  const answers = await Promise.all(
    loads.map(async ({ url, headers, body }) => {
      const sent = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: body(0) };
      const text = await (await fetch(url, sent)).text();
      if (!text.includes('"givenName":"'))
        throw new Error(`an answer without pupils from ${url}: ${text.slice(0, 300)}`);
      return (JSON.parse(text) as { data: unknown }).data;
    }),
  );
  if (!answers.every((answer) => isDeepStrictEqual(answer, answers[0])))
    throw new Error(`the two sides do not answer alike: ${loads.map(({ url }) => url).join(', ')}`);
}
