import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  parse,
  print,
  validate,
} from 'graphql';
import { HubError } from '#kit/errors/hub-error.ts';
import { fieldNamesOf } from './client-aliases.ts';
import type { SubgraphDataSource } from './data-source.ts';
import type { FederatedGraph } from './federated-graph.ts';
import type { Run } from './plan/run.ts';
import { type PreparedOperation, prepareOperation } from './prepare-operation.ts';
import { RecentlyUsed } from './recently-used.ts';
import { errorOfValue, type ValueFailure } from './shape/value-failures.ts';

export interface ExecutorOptions {
  readonly graph: FederatedGraph;
  /** By the subgraph's name; every subgraph of the supergraph must be there. */
  readonly dataSources: Readonly<Record<string, SubgraphDataSource>>;
  /** How many operations to keep planned and compiled. */
  readonly planCacheSize?: number;
}

/** One operation to execute: a document that the caller has validated, or a query text that is parsed and validated here. */
export interface ExecutionRequest {
  readonly document?: DocumentNode | undefined;
  readonly query?: string | undefined;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  /** Handed to every data source as it is. */
  readonly context?: unknown;
  /** Breaks the operation off: what is under way over HTTP is cut, and no more subgraphs are asked. */
  readonly signal?: AbortSignal | undefined;
}

export interface FederationExecutor {
  /** What clients see: the supergraph without what only the planner needs. */
  readonly schema: GraphQLSchema;
  readonly supergraphSdl: string;
  /** Never rejects: whatever went wrong is in `errors`. */
  execute(request: ExecutionRequest): Promise<ExecutionResult>;
}

/** A query's text may be 100 kB; more tokens than this in it are an attack on the parser, not a question. */
const maxTokens = 15_000;

/**
 * Makes the executor of a federated graph: Apollo's planner, and plans compiled once and run over any data sources.
 * Throws a HubError (`CONFIG`) when the graph has subgraphs without a data source.
 */
export function createExecutor({ graph, dataSources, planCacheSize = 1_000 }: ExecutorOptions): FederationExecutor {
  const missing = graph.subgraphNames.filter((name) => !Object.hasOwn(dataSources, name));
  if (missing.length > 0)
    throw new HubError('CONFIG', `The supergraph has subgraphs without a data source: ${missing.join(', ')}.`);
  const planning = { ...graph, fieldNames: fieldNamesOf(graph.supergraphSchema), dataSources };
  const { schema } = graph;
  const prepared = new RecentlyUsed<PreparedOperation>(planCacheSize);
  const preparing = new Map<string, Promise<PreparedOperation>>();
  const printed = new WeakMap<DocumentNode, string>();

  const textOf = (document: DocumentNode): string => {
    const text = printed.get(document) ?? print(document);
    printed.set(document, text);
    return text;
  };

  type Prepared = PreparedOperation | readonly GraphQLError[];
  const prepare = ({ document, query, operationName }: ExecutionRequest): Prepared | Promise<Prepared> => {
    const text = query ?? (document && textOf(document)) ?? '';
    // What the caller vouches for and what was validated here never stand in for each other.
    const name = operationName ?? '';
    const key = `${document ? 'vouched' : 'validated'} ${name.length} ${name}${text}`;
    const known = prepared.get(key) ?? preparing.get(key);
    if (known) return known;
    if (!document) {
      const parsed = parseQuery(text);
      const mistakes = validate(schema, parsed);
      if (mistakes.length > 0) return mistakes.map((mistake) => withCode(mistake, 'GRAPHQL_VALIDATION_FAILED'));
      document = parsed;
    }
    // Who asks the same meanwhile waits for the one plan.
    const operation = prepareOperation(planning, document, operationName ?? undefined).finally(() =>
      preparing.delete(key),
    );
    preparing.set(key, operation);
    return operation.then((ready) => {
      prepared.set(key, ready);
      return ready;
    });
  };

  return {
    schema,
    supergraphSdl: graph.supergraphSdl,
    async execute(request) {
      let operation: PreparedOperation | readonly GraphQLError[];
      try {
        const preparation = prepare(request);
        operation = preparation instanceof Promise ? await preparation : preparation;
      } catch (error) {
        if (error instanceof GraphQLError) return { errors: [error] };
        // The parser, the validation and the planner recurse: what is nested too deep overflows the stack.
        if (error instanceof RangeError) return { errors: [tooDeep()] };
        return { errors: [unplannable(error)] };
      }
      return 'plan' in operation ? run(schema, operation, request) : { errors: operation };
    },
  };
}

async function run(
  schema: GraphQLSchema,
  { variableDefinitions, plan, shapeFor, clientPath }: PreparedOperation,
  { variables, context, signal }: ExecutionRequest,
): Promise<ExecutionResult> {
  const given = variables ?? {};
  const { coerced, errors: mistakes } = getVariableValues(schema, variableDefinitions, { ...given }, { maxErrors: 50 });
  if (!coerced) return { errors: mistakes.map((mistake) => withCode(mistake, 'BAD_USER_INPUT')) };
  const execution: Run = { root: {}, variables: given, coerced, context, signal, errors: [] };
  await plan(execution);
  const failures: ValueFailure[] = [];
  const data = shapeFor(coerced)(execution.root, given, failures);
  if (execution.errors.length > 0) return { errors: execution.errors.map((error) => placed(error, clientPath)), data };
  // As Apollo's gateway and router do: nulls that no subgraph explained are explained beside the errors, not among them.
  return failures.length > 0 ? { data, extensions: { valueCompletion: failures.map(errorOfValue) } } : { data };
}

function placed(error: GraphQLError, clientPath: PreparedOperation['clientPath']): GraphQLError {
  const path = error.path && clientPath(error.path);
  if (path === error.path || !path) return error;
  return new GraphQLError(error.message, {
    path,
    originalError: error.originalError ?? null,
    extensions: error.extensions,
  });
}

function parseQuery(text: string): DocumentNode {
  try {
    return parse(text, { maxTokens });
  } catch (error) {
    throw error instanceof GraphQLError ? withCode(error, 'GRAPHQL_PARSE_FAILED') : error;
  }
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, {
    ...(error.nodes && { nodes: error.nodes }),
    ...(error.source && { source: error.source }),
    ...(error.positions && { positions: error.positions }),
    extensions: { ...error.extensions, code },
  });
}

/** A valid query that the planner cannot plan is the planner's fault: its own words go to the log alone, as the original error. */
const unplannable = (error: unknown): GraphQLError =>
  new GraphQLError('This query could not be planned.', {
    originalError: error instanceof Error ? error : new Error(String(error)),
    extensions: { code: 'INTERNAL' },
  });

const tooDeep = (): GraphQLError =>
  new GraphQLError('The query is nested too deep.', { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
