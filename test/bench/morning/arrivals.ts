import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';

export interface Arrivals {
  readonly url: string;
  readonly tokens: readonly string[];
  readonly body: string;
  readonly perSecond: number;
  readonly seconds: number;
}

export interface Served {
  /** Milliseconds of each answer, sorted. */
  readonly took: readonly number[];
  /** Those who were told to come back: 429 or 503 with Retry-After. */
  readonly shed: number;
  /** Anything else: each is a fault. */
  readonly wrong: readonly string[];
  readonly seconds: number;
}

/** Asks once; whoever is sent away plainly is `shed`. */
export async function askOnce(pool: Pool, token: string, body: string): Promise<'answered' | 'shed' | string> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  try {
    const {
      statusCode,
      headers: given,
      body: answer,
    } = await pool.request({
      path: '/graphql',
      method: 'POST',
      headers,
      body,
    });
    const text = await answer.text();
    if ((statusCode === 503 || statusCode === 429) && given['retry-after'] !== undefined) return 'shed';
    if (statusCode !== 200 || !text.includes('"children"')) return `${statusCode} ${text.slice(0, 200)}`;
    const codes = [...text.matchAll(/"code":"([A-Z_]+)"/g)]
      .map(([, code]) => code)
      .filter((code) => code !== 'WITHHELD');
    return codes.length === 0 ? 'answered' : `answered with ${codes[0]}`;
  } catch (error) {
    return String(error);
  }
}

/**
 * People who come when they like, whoever waits already: the times between two are exponential (a Poisson process). Time is counted from when
 * one came, so that a server that falls behind is not asked less for it.
 */
export async function arrive({ url, tokens, body, perSecond, seconds }: Arrivals): Promise<Served> {
  const pool = new Pool(url, { connections: 512 });
  const took: number[] = [];
  const wrong: string[] = [];
  let shed = 0;
  const asked: Array<Promise<void>> = [];
  const begun = performance.now();
  let due = begun;
  try {
    for (let n = 0; ; n += 1) {
      due += (-Math.log(1 - Math.random()) / perSecond) * 1_000;
      if (due - begun > seconds * 1_000) break;
      const came = due;
      if (came > performance.now()) await sleep(came - performance.now());
      asked.push(
        askOnce(pool, tokens[n % tokens.length] ?? '', body).then((outcome) => {
          if (outcome === 'answered') took.push(performance.now() - came);
          else if (outcome === 'shed') shed += 1;
          else wrong.push(outcome);
        }),
      );
    }
    await Promise.all(asked);
    return { took: took.sort((a, b) => a - b), shed, wrong, seconds: (performance.now() - begun) / 1_000 };
  } finally {
    await pool.close();
  }
}

export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
