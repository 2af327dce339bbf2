import type { GatewayInterface, GatewaySchemaLoadOrUpdateCallback } from '@apollo/server-gateway-interface';
import type { FederationExecutor } from './create-executor.ts';

/** The executor as the `gateway` of `new ApolloServer({ gateway })`, which parses and validates before it asks. */
export function asApolloGateway(executor: FederationExecutor): GatewayInterface {
  const listeners = new Set<GatewaySchemaLoadOrUpdateCallback>();
  return {
    onSchemaLoadOrUpdate(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async load() {
      for (const listener of listeners)
        listener({ apiSchema: executor.schema, coreSupergraphSdl: executor.supergraphSdl });
      return {
        executor: ({ document, source, request, context }) =>
          executor.execute({
            document,
            query: source,
            operationName: request.operationName,
            variables: request.variables,
            context,
          }),
      };
    },
    async stop() {
      listeners.clear();
    },
  };
}
