import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  locatedError,
  type OperationDefinitionNode,
  responsePathAsArray,
} from 'graphql';

/** One execution of a compiled operation. */
export interface Execution {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  /** As graphql-js has them in `info.fragments`. */
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Record<string, unknown>;
  readonly context: unknown;
  readonly errors: GraphQLError[];
}

export type Path = GraphQLResolveInfo['path'];

/** The place where an error is told, and whether null may stand there. */
export interface ErrorPlace {
  readonly nodes: readonly FieldNode[];
  readonly nullable: boolean;
}

/** Tells an error and gives null in the value's place; where null may not stand the error goes on to the parent. */
export function nullFor(execution: Execution, cause: unknown, place: ErrorPlace, path: Path): null {
  const error = locatedError(cause, place.nodes, responsePathAsArray(path));
  if (!place.nullable) throw error;
  execution.errors.push(error);
  return null;
}

export const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
