export { asApolloGateway } from './apollo-gateway.ts';
export { type ComposedGraph, openComposedGraph, subgraphTypesOf } from './composed-graph.ts';
export {
  createExecutor,
  type ExecutionRequest,
  type ExecutorOptions,
  type FederationExecutor,
} from './create-executor.ts';
export type { SubgraphDataSource, SubgraphError, SubgraphRequest, SubgraphResponse } from './data-source.ts';
export type { FederatedGraph } from './federated-graph.ts';
export { createInProcessDataSource, type InProcessOptions } from './in-process-data-source.ts';
