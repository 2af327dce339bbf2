import { Pool } from 'undici';

export interface Load {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The request's body for the n-th request: arguments vary, so that nobody answers from a merged request. */
  body(n: number): string;
  /** Further headers of the n-th request: who asks may vary. */
  as?(n: number): Readonly<Record<string, string>>;
  /** What is withheld is told by an error beside the data: such an answer is one. */
  readonly withErrors?: boolean;
  readonly connections: number;
  readonly seconds: number;
}

export interface Rate {
  readonly perSecond: number;
  readonly answered: number;
  readonly medianMs: number;
}

/** Sends requests over a fixed number of connections for a fixed time, to loopback only. An answer with errors ends the run. */
export async function measureRate(load: Load): Promise<Rate> {
  const { origin, pathname, hostname } = new URL(load.url);
  if (hostname !== '127.0.0.1') throw new Error('load goes to loopback only');
  const pool = new Pool(origin, { connections: load.connections });
  const took: number[] = [];
  let n = 0;
  const until = performance.now() + load.seconds * 1000;
  const headers = { 'content-type': 'application/json', ...load.headers };
  const connection = async () => {
    while (performance.now() < until) {
      const started = performance.now();
      const request = n++;
      const sent = { ...headers, ...load.as?.(request) };
      const response = await pool.request({ path: pathname, method: 'POST', headers: sent, body: load.body(request) });
      const text = await response.body.text();
      if (response.statusCode !== 200 || (!load.withErrors && text.includes('"errors"')))
        throw new Error(`not an answer: ${text.slice(0, 300)}`);
      took.push(performance.now() - started);
    }
  };
  const started = performance.now();
  try {
    await Promise.all(Array.from({ length: load.connections }, connection));
  } finally {
    await pool.close();
  }
  took.sort((a, b) => a - b);
  const seconds = (performance.now() - started) / 1000;
  return { perSecond: took.length / seconds, answered: took.length, medianMs: took[took.length >> 1] ?? 0 };
}

export const ratio = (value: number): string => value.toFixed(value < 10 ? 2 : 1);
