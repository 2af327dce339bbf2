import type { DocumentNode } from 'graphql';

/** One operation for one subgraph, as the query plan states it. */
export interface SubgraphRequest {
  /** Parsed by the planner and the same object for every use of a plan, so adapters may key caches on it. */
  readonly document: DocumentNode;
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName?: string;
  /** Whatever the caller of the executor passed as `context`. */
  readonly context: unknown;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
}

/** An error as GraphQL's response format has it; in process it is the GraphQLError itself. */
export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** What a subgraph answers; the executor takes the tree over and changes it, so never hand out a cached one. */
export interface SubgraphResponse {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly SubgraphError[] | undefined;
  readonly extensions?: Record<string, unknown> | undefined;
}

/** The port to a subgraph: in process, over HTTP, or anything else that answers GraphQL. It may throw when unreachable. */
export interface SubgraphDataSource {
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
}
