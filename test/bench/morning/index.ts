import { Pool } from 'undici';
import { settingsFile, settingsFor } from '../bench-hub.ts';
import type { BenchLine } from '../bench-line.ts';
import { startChild } from '../child.ts';
import type { Prepared } from '../main.ts';
import { measureRate } from '../measure.ts';
import { type Arrivals, arrive, askOnce, quantile, type Served } from './arrivals.ts';
import { homeText, parentTokens } from './families.ts';

const goals = { load: 0.7, p99TimesIdle: 5, overload: 2, servedInOverload: 0.5 } as const;
const [rateSeconds, overloadSeconds, idleQuestions] = [8, 15, 60];

/**
 * Parents who read home at 8 in the morning, by the whole hub: who asks is verified, decided and audited. The rate that the hub can hold is
 * found first, in the same run; then they come at random at 70 % of it, and at 200 %.
 */
export async function benchMorning(prepared: Prepared): Promise<BenchLine[]> {
  const bench = await settingsFor(await prepared.copy('morning'));
  const tokens = await parentTokens(bench, 500);
  const hub = await startChild('test/bench/hub.ts', [await settingsFile(bench)], {
    NODE_ENV: 'production',
  });
  const body = JSON.stringify({ query: homeText(), operationName: 'Home' });
  const ask = (perSecond: number, seconds: number): Promise<Served> =>
    arrive({ url: hub.ready, tokens, body, perSecond, seconds } satisfies Arrivals);
  try {
    const held = await heldRate(hub.ready, tokens, body);
    const idle = await oneByOne(hub.ready, tokens, body);
    const morning = await ask(held * goals.load, prepared.seconds);
    const tooMany = await ask(held * goals.overload, Math.min(overloadSeconds, prepared.seconds));
    const after = await oneByOne(hub.ready, tokens, body);
    return [
      ofMorning(morning, idle, held),
      ofOverload(tooMany, held),
      {
        ok: after.wrong.length === 0 && after.median <= goals.p99TimesIdle * idle.median,
        text: `right after it: p50 ${ms(after.median)}, idle before ${ms(idle.median)}; ${after.wrong.length} errors`,
      },
    ];
  } finally {
    await hub.stop();
  }
}

function ofMorning({ took, shed, wrong, seconds }: Served, idle: Idle, held: number): BenchLine {
  const p99 = quantile(took, 0.99);
  const faults = shed + wrong.length;
  return {
    ok: faults === 0 && p99 <= goals.p99TimesIdle * idle.median,
    text: `${Math.round(seconds)} s at 70 % of ${held.toFixed(1)} a second: ${took.length} homes, p50 ${ms(quantile(took, 0.5))}, p99 ${ms(p99)}, which is ${(p99 / idle.median).toFixed(1)} × the p50 of an idle hub (${ms(idle.median)}; at most ${goals.p99TimesIdle}); ${faults} errors${wrong[0] ? `, such as ${wrong[0]}` : ''}`,
  };
}

function ofOverload({ took, shed, wrong, seconds }: Served, held: number): BenchLine {
  const perSecond = took.length / seconds;
  return {
    ok: wrong.length === 0 && shed > 0 && perSecond >= goals.servedInOverload * held,
    text: `at 200 %: ${perSecond.toFixed(1)} homes a second (at least half of ${held.toFixed(1)}), p99 ${ms(quantile(took, 0.99))}; ${shed} told to come back, ${wrong.length} errors${wrong[0] ? `, such as ${wrong[0]}` : ''}`,
  };
}

const ms = (value: number): string => `${value.toFixed(0)} ms`;

/** The rate with as many connections as keep the hub busy, after a warm-up. */
async function heldRate(url: string, tokens: readonly string[], body: string): Promise<number> {
  const load = {
    url: `${url}/graphql`,
    headers: {},
    as: (n: number) => ({ authorization: `Bearer ${tokens[n % tokens.length]}` }),
    body: () => body,
    connections: 8,
    withErrors: true,
  };
  await measureRate({ ...load, seconds: rateSeconds / 2 });
  return (await measureRate({ ...load, seconds: rateSeconds })).perSecond;
}

interface Idle {
  readonly median: number;
  readonly wrong: readonly string[];
}
async function oneByOne(url: string, tokens: readonly string[], body: string): Promise<Idle> {
  const pool = new Pool(url, { connections: 1 });
  const took: number[] = [];
  const wrong: string[] = [];
  try {
    for (let n = 0; n < idleQuestions; n += 1) {
      const begun = performance.now();
      const outcome = await askOnce(pool, tokens[(n * 7) % tokens.length] ?? '', body);
      if (outcome === 'answered') took.push(performance.now() - begun);
      else wrong.push(outcome);
    }
    return {
      median: quantile(
        took.sort((a, b) => a - b),
        0.5,
      ),
      wrong,
    };
  } finally {
    await pool.close();
  }
}
