import { readFileSync } from 'node:fs';
import { type ComposedGraph, type FederatedGraph, openComposedGraph } from '../execution/index.ts';

const composed = (file: string) => readFileSync(new URL(`../../contracts/graphql/${file}`, import.meta.url), 'utf8');
let ownGraph: FederatedGraph | undefined;

/** The composed graph is the program's own and the same for every hub: read once in a process. */
export function readOwnGraph(): FederatedGraph {
  ownGraph ??= openComposedGraph({
    supergraphSdl: composed('supergraph.graphql'),
    apiSdl: composed('api.graphql'),
    subgraphTypes: JSON.parse(composed('subgraph-types.generated.json')) as ComposedGraph['subgraphTypes'],
  });
  return ownGraph;
}
