import type { SubgraphDataSource } from '../data-source.ts';
import { createInProcessDataSource } from '../in-process-data-source.ts';
import type { TestGraph } from './federated-graph.ts';

/** Data sources for all subgraphs of a test's graph. */
export function inProcess({ schemas }: TestGraph): Record<string, SubgraphDataSource> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, createInProcessDataSource(schema)]));
}
