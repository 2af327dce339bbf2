import {
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  visit,
} from 'graphql';
import { perCondition } from '../shape/per-condition.ts';
import { compileFields, executeFields, executeSerially } from './compile-object.ts';
import type { Execution } from './execution.ts';

/** Executes one operation of a document again and again, with other variables. */
export type CompiledOperation = (variables: Record<string, unknown>, context: unknown) => Promise<ExecutionResult>;

/**
 * Compiles an operation for a schema: which fields, resolvers and types it comes to is worked out once, not per object.
 * `undefined` for what graphql-js had better execute: introspection, and documents that are not one plain operation.
 */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): CompiledOperation | undefined {
  const operation = getOperationAST(document, operationName);
  const rootType = operation && schema.getRootType(operation.operation);
  if (!operation || !rootType || operation.operation === 'subscription' || asksForSchema(document)) return undefined;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const infoFragments = Object.freeze(Object.fromEntries(fragments));
  const fieldsFor = perCondition(document, (conditions) =>
    compileFields({ schema, fragments, conditions, replacedAliases: new Map() }, rootType, [operation.selectionSet]),
  );
  const definitions = operation.variableDefinitions ?? [];
  const isMutation = operation.operation === 'mutation';
  return async (given, context) => {
    const { coerced, errors: mistakes } = getVariableValues(schema, definitions, given, { maxErrors: 50 });
    if (!coerced) return { errors: mistakes };
    const errors: GraphQLError[] = [];
    const execution: Execution = { schema, operation, fragments: infoFragments, variables: coerced, context, errors };
    const fields = fieldsFor(coerced);
    try {
      const data = await (isMutation
        ? executeSerially(fields, execution)
        : executeFields(fields, execution, undefined, undefined));
      // A copy, as a resolver that lost its parent may still fail after this.
      return errors.length > 0 ? { data, errors: [...errors] } : { data };
    } catch (error) {
      // Located already, unless it is a fault of this very code.
      errors.push(
        error instanceof GraphQLError ? error : new GraphQLError(String(error), { originalError: asError(error) }),
      );
      return { data: null, errors: [...errors] };
    }
  };
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

function asksForSchema(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    Field({ name }) {
      if (name.value === '__schema' || name.value === '__type') asks = true;
    },
  });
  return asks;
}
