import { createHash } from 'node:crypto';
import { ApolloGateway } from '@apollo/gateway';
import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema, getOperationAST, parse } from 'graphql';
import type { ExecutionRequest } from '../create-executor.ts';
import type { TestGraph } from './federated-graph.ts';

export type StockExecute = (request: ExecutionRequest & { readonly query: string }) => Promise<ExecutionResult>;

/**
 * Where a subgraph knows an interface as an object, Apollo's gateway takes the interface's name for the object's type, if the plan
 * asks for it, and then finds none of the object's fields. It keeps the true name when it is given none.
 */
function withoutInterfaceNames(entities: unknown): void {
  if (!Array.isArray(entities)) return;
  for (const entity of entities) if (entity?.__typename === 'Work') delete entity.__typename;
}

/**
 * Where an interface object requires a field, Apollo's gateway also sends implementations that it does not ask anything of, by type
 * names that the subgraph does not have, and the whole fetch fails.
 */
function withoutUnknownTypes(variables: Record<string, unknown>, schema: GraphQLSchema) {
  const { representations, ...others } = variables;
  if (!Array.isArray(representations)) return { variables, unknown: [] };
  const isUnknown = ({ __typename }: { __typename: string }) => schema.getType(__typename) === undefined;
  const unknown = representations.flatMap((representation, index) => (isUnknown(representation) ? [index] : []));
  const known = representations.filter((representation) => !isUnknown(representation));
  return { variables: { ...others, representations: known }, unknown };
}

/** Apollo's own gateway over the same subgraph schemas: what our executor is measured against. */
export async function stockExecutor({ supergraphSdl, schemas }: TestGraph): Promise<StockExecute> {
  const silent = () => {};
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger: { debug: silent, info: silent, warn: silent, error: silent },
    buildService: ({ name }) => ({
      async process({ request, context }) {
        const schema = schemas[name];
        if (!schema) throw new Error(`no subgraph ${name}`);
        const { variables, unknown } = withoutUnknownTypes(request.variables ?? {}, schema);
        const { data, errors } = await execute({
          schema,
          document: parse(request.query ?? ''),
          variableValues: variables,
          contextValue: context,
        });
        withoutInterfaceNames(data?._entities);
        if (Array.isArray(data?._entities)) for (const index of unknown) data._entities.splice(index, 0, null);
        return { data: data ?? null, ...(errors && { errors: errors.map((error) => error.toJSON()) }) };
      },
    }),
  });
  const { schema, executor } = await gateway.load();
  return async ({ query, operationName, variables, context }) => {
    const document: DocumentNode = parse(query);
    const operation = getOperationAST(document, operationName);
    if (!operation) throw new Error('no such operation');
    return executor({
      request: {
        query,
        ...(operationName && { operationName }),
        variables: { ...variables },
      },
      logger: { debug: silent, info: silent, warn: silent, error: silent },
      schema,
      schemaHash: Object.assign('schema', { __fauxpaque: 'SchemaHash' as const }),
      context: { context },
      cache: { get: async () => undefined, set: async () => {}, delete: async () => true },
      queryHash: createHash('sha256').update(query).digest('hex'),
      document,
      source: query,
      operationName: operationName ?? null,
      operation,
      metrics: {},
      overallCachePolicy: undefined,
    });
  };
}
