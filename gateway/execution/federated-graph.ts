import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';

/** A composed graph, ready to be asked; it holds no data source, and executors may share it. */
export interface FederatedGraph {
  readonly supergraphSdl: string;
  readonly subgraphNames: readonly string[];
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** The supergraph with everything in it, `@inaccessible` elements too. */
  readonly supergraphSchema: GraphQLSchema;
  /** By the subgraph's name, the names of its types. */
  readonly typesOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** Plans one operation of a validated document. Throws a GraphQLError when it cannot be planned. */
  planOf(document: DocumentNode, operationName: string | undefined): QueryPlan | Promise<QueryPlan>;
}
