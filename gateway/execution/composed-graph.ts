import { buildASTSchema, parse } from 'graphql';
import type { FederatedGraph } from './federated-graph.ts';

/** What composition has written of a graph. */
export interface ComposedGraph {
  readonly supergraphSdl: string;
  /** What clients see of it. */
  readonly apiSdl: string;
  /** By the subgraph's name, in the order of the supergraph, the names of its types. */
  readonly subgraphTypes: Readonly<Record<string, readonly string[]>>;
}

/**
 * The graph of files that composition has written and checked: they are taken at their word, which costs a tenth of reading a
 * supergraph. Only the first operation that has to be planned has Apollo's planner loaded and the supergraph read, once.
 */
export function openComposedGraph({ supergraphSdl, apiSdl, subgraphTypes }: ComposedGraph): FederatedGraph {
  const schema = schemaOf(apiSdl);
  let reading: Promise<FederatedGraph> | undefined;
  return {
    supergraphSdl,
    subgraphNames: Object.keys(subgraphTypes),
    schema,
    // Where nothing is hidden from clients, they see all that there is but federation's own types.
    supergraphSchema: supergraphSdl.includes('@inaccessible') ? schemaOf(supergraphSdl) : schema,
    typesOf: new Map(Object.entries(subgraphTypes).map(([name, types]) => [name, new Set(types)])),
    async planOf(document, operationName) {
      reading ??= import('./read-federated-graph.ts').then((module) => module.readFederatedGraph(supergraphSdl));
      return (await reading).planOf(document, operationName);
    },
  };
}

const schemaOf = (sdl: string) =>
  buildASTSchema(parse(sdl, { noLocation: true }), { assumeValid: true, assumeValidSDL: true });

/** What a subgraph has for federation itself; no entity is of such a type. */
const isFederations = (type: string) => /^(_|link__|federation__)/.test(type);

/** The names of a graph's types by subgraph, as composition writes them. */
export function subgraphTypesOf({ typesOf }: FederatedGraph): ComposedGraph['subgraphTypes'] {
  return Object.fromEntries(
    [...typesOf].map(([name, types]) => [name, [...types].filter((type) => !isFederations(type)).sort()]),
  );
}
