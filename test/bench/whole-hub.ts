import { join } from 'node:path';
import { type BenchHub, settingsFile, settingsFor } from './bench-hub.ts';
import type { BenchLine } from './bench-line.ts';
import { compare } from './compare.ts';
import { onPostgres } from './copy-to-postgres.ts';
import type { Prepared } from './main.ts';
import { narrowQuery, wideQuery } from './queries.ts';

/**
 * A whole answer, as a user gets it: who asks is verified, facts are fetched, every field is guarded, the disclosure is on the audit
 * trail. Beside it the same six subgraphs, with the same guard, audit and code, over a copy of the same data, each behind a stock
 * Apollo Server, and a stock `@apollo/gateway` before them. On PGlite; with DATABASE_URL (a server whose superuser may create
 * databases) on PostgreSQL too.
 */
export async function benchWholeHub(prepared: Prepared): Promise<BenchLine[]> {
  const sides = [
    await settingsFor(await prepared.copy('hub')),
    await settingsFor(await prepared.copy('stock')),
  ] as const;
  const lines = await compareSides('the whole hub on PGlite', sides);
  const url = process.env.DATABASE_URL;
  if (!url) return lines;
  const served = await onPostgres(url, sides);
  try {
    return [...lines, ...(await compareSides('the whole hub on PostgreSQL', served.sides))];
  } finally {
    await served.drop();
  }
}

async function compareSides(what: string, [hub, stock]: readonly [BenchHub, BenchHub]): Promise<BenchLine[]> {
  const supergraph = join(stock.dataFolder, 'supergraph.graphql');
  return compare(
    what,
    { wide: 2, narrow: 5 },
    {
      hub: ['test/bench/hub.ts', await settingsFile(hub)],
      subgraphs: ['test/bench/stock/subgraphs.ts', await settingsFile(stock), supergraph],
      gateway: ['test/bench/stock/gateway.ts', supergraph],
      body: (kind, n) =>
        kind === 'narrow'
          ? { query: narrowQuery, variables: { pupil: hub.pupils[n % hub.pupils.length] } }
          : { query: wideQuery, variables: { school: hub.largestSchool, first: 28 + (n % 5) } },
      headers: [hub.headers, stock.headers],
    },
  );
}
