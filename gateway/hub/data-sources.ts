import type { AnySubgraph } from '#kit/serve/host.ts';
import { type RunningSubgraph, schemaOf } from '#kit/serve/subgraph.ts';
import { createInProcessDataSource, type SubgraphDataSource } from '../execution/index.ts';
import { allSubgraphs } from './subgraphs.ts';

/** Every subgraph in this process: the plan's document runs on its guarded schema, with one context per request. */
export function dataSourcesOf(
  running: ReadonlyMap<string, RunningSubgraph<never>>,
): Record<string, SubgraphDataSource> {
  const sources = allSubgraphs.map((definition) => {
    const subgraph = running.get(definition.name);
    const contexts = new WeakMap<object, unknown>();
    const contextValue = ({ context }: { context: unknown }) => {
      const request = context as Parameters<RunningSubgraph<never>['contextFor']>[0];
      const known = contexts.get(request);
      if (known) return known;
      const made = subgraph?.contextFor(request);
      contexts.set(request, made);
      return made;
    };
    const schema = schemaOf(definition as unknown as AnySubgraph);
    return [definition.name, createInProcessDataSource(schema, { contextValue })] as const;
  });
  return Object.fromEntries(sources);
}
