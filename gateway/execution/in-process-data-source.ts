import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema } from 'graphql';
import type { SubgraphDataSource, SubgraphRequest } from './data-source.ts';
import { type CompiledOperation, compileOperation } from './in-process/compile-operation.ts';

export interface InProcessOptions {
  /** Makes the resolvers' context for one operation. */
  readonly contextValue?: (request: SubgraphRequest) => unknown;
}

/**
 * A subgraph in the same process. The planner's parsed document is compiled for the schema once per plan and executed as it is: it was
 * planned from a validated operation, and validating it for every fetch would cost more than executing it.
 */
export function createInProcessDataSource(
  schema: GraphQLSchema,
  { contextValue = ({ context }) => context }: InProcessOptions = {},
): SubgraphDataSource {
  const compiled = new WeakMap<DocumentNode, CompiledOperation>();
  const operationOf = ({ document, operationName }: SubgraphRequest): CompiledOperation => {
    let operation = compiled.get(document);
    if (!operation) {
      operation = compileOperation(schema, document, operationName) ?? byGraphqlJs(schema, document, operationName);
      compiled.set(document, operation);
    }
    return operation;
  };
  return {
    async execute(request) {
      const { data, errors } = await operationOf(request)(request.variables, await contextValue(request));
      return { data, errors };
    },
  };
}

function byGraphqlJs(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): CompiledOperation {
  return async (variableValues, contextValue): Promise<ExecutionResult> =>
    execute({ schema, document, operationName, variableValues, contextValue });
}
