import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { HubError } from '#kit/errors/hub-error.ts';
import type { FederatedGraph } from './federated-graph.ts';

/** Reads and validates any supergraph. Throws a HubError (`CONFIG`) for one that is broken. */
export function readFederatedGraph(supergraphSdl: string): FederatedGraph {
  try {
    const supergraph = Supergraph.build(supergraphSdl);
    const apiSchema = supergraph.apiSchema();
    const planner = new QueryPlanner(supergraph, { exposeDocumentNodeInFetchNode: true });
    return {
      supergraphSdl,
      schema: apiSchema.toGraphQLJSSchema(),
      supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
      typesOf: typesOfSubgraphs(supergraph),
      subgraphNames: supergraph.subgraphsMetadata().map(({ name }) => name),
      planOf: (document, operationName) =>
        planner.buildQueryPlan(operationFromDocument(apiSchema, document, operationName ? { operationName } : {})),
    };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new HubError('CONFIG', `The supergraph cannot be used: ${why.split('\n', 1)[0]}`, { cause });
  }
}

const typesOfSubgraphs = (supergraph: Supergraph): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    [...supergraph.subgraphs().values()].map(({ name, schema }) => [
      name,
      new Set(schema.types().map((type) => type.name)),
    ]),
  );
