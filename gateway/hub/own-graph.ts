import { readFileSync } from 'node:fs';
import { type FederatedGraph, readFederatedGraph } from '../execution/index.ts';

const supergraphFile = new URL('../../contracts/graphql/supergraph.graphql', import.meta.url);
let ownGraph: FederatedGraph | undefined;

/** The composed graph is the program's own and the same for every hub: read once in a process. */
export function readOwnGraph(): FederatedGraph {
  ownGraph ??= readFederatedGraph(readFileSync(supergraphFile, 'utf8'));
  return ownGraph;
}
