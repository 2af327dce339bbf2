import { Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { HubError } from '#kit/errors/hub-error.ts';
import { fieldNamesOf } from './client-aliases.ts';
import type { Planning } from './prepare-operation.ts';

/** A composed graph, ready to plan for; it holds no data source, and executors may share it. */
export interface FederatedGraph extends Omit<Planning, 'dataSources'> {
  readonly supergraphSdl: string;
  readonly subgraphNames: readonly string[];
}

/** Reads and validates a supergraph. Throws a HubError (`CONFIG`) for one that is broken. */
export function readFederatedGraph(supergraphSdl: string): FederatedGraph {
  try {
    const supergraph = Supergraph.build(supergraphSdl);
    const apiSchema = supergraph.apiSchema();
    const supergraphSchema = supergraph.schema.toGraphQLJSSchema();
    return {
      supergraphSdl,
      schema: apiSchema.toGraphQLJSSchema(),
      apiSchema,
      supergraphSchema,
      fieldNames: fieldNamesOf(supergraphSchema),
      planner: new QueryPlanner(supergraph, { exposeDocumentNodeInFetchNode: true }),
      typesOf: typesOfSubgraphs(supergraph),
      subgraphNames: supergraph.subgraphsMetadata().map(({ name }) => name),
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
