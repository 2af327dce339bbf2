import { join } from 'node:path';
import { settingsFile, settingsFor } from './bench-hub.ts';
import type { BenchLine } from './bench-line.ts';
import { compare } from './compare.ts';
import type { Prepared } from './main.ts';
import { memoryPupils, memorySchool } from './memory-subgraphs.ts';
import { narrowQuery, wideQuery } from './queries.ts';

/** What federation itself costs: the same six schemas answer from memory on both sides, without database, guard and audit. */
export async function benchFederation(prepared: Prepared): Promise<BenchLine[]> {
  const bench = await settingsFor(await prepared.copy('federation'));
  const supergraph = join(bench.dataFolder, 'supergraph.graphql');
  return compare(
    'federation alone',
    { wide: 2, narrow: 5 },
    {
      hub: ['test/bench/memory-hub.ts', await settingsFile(bench)],
      subgraphs: ['test/bench/stock/memory-subgraphs.ts', supergraph],
      gateway: ['test/bench/stock/gateway.ts', supergraph],
      body: (kind, n) =>
        kind === 'narrow'
          ? { query: narrowQuery, variables: { pupil: `pupil-${n % memoryPupils}` } }
          : { query: wideQuery, variables: { school: memorySchool, first: 28 + (n % 5) } },
      headers: [{}, {}],
    },
  );
}
