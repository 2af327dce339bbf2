import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { type ClientAliases, replaceAliases } from './client-aliases.ts';
import type { FederatedGraph } from './federated-graph.ts';
import type { Federation } from './plan/compile-fetch.ts';
import { type CompiledPlan, compilePlan } from './plan/compile-plan.ts';
import { compileShape, type Shape } from './shape/compile-shape.ts';
import { perCondition } from './shape/per-condition.ts';

/** An operation, planned and compiled: everything that does not depend on the values of its variables. */
export interface PreparedOperation {
  readonly variableDefinitions: readonly VariableDefinitionNode[];
  readonly plan: CompiledPlan;
  readonly clientPath: ClientAliases['clientPath'];
  shapeFor(coercedVariables: Readonly<Record<string, unknown>>): Shape;
}

export interface Planning extends Federation, Pick<FederatedGraph, 'schema' | 'planOf'> {
  /** Of the whole supergraph: what aliases must not be mistaken for. */
  readonly fieldNames: ReadonlySet<string>;
}

/** Plans and compiles one operation of a validated document. Throws a GraphQLError when it cannot be planned. */
export async function prepareOperation(
  planning: Planning,
  document: DocumentNode,
  operationName: string | undefined,
): Promise<PreparedOperation> {
  const operation = operationOf(document, operationName);
  if (!planning.schema.getRootType(operation.operation))
    throw new GraphQLError(`The graph has no ${operation.operation}s.`, {
      nodes: operation,
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const aliases = replaceAliases(document, planning.fieldNames);
  const plan = compilePlan(await planning.planOf(aliases.document, operationName), planning);

  const scope = { schema: planning.schema, fragments, replacedAliases: aliases.replaced };
  return {
    variableDefinitions: operation.variableDefinitions ?? [],
    plan,
    clientPath: aliases.clientPath,
    shapeFor: perCondition(document, (conditions) => compileShape({ ...scope, conditions }, operation)),
  };
}

function operationOf(document: DocumentNode, operationName: string | undefined): OperationDefinitionNode {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const named = operationName ? operations.filter(({ name }) => name?.value === operationName) : operations;
  const [operation, another] = named;
  if (operation && !another) return operation;
  const message = another
    ? 'The document has several operations: say which one in "operationName".'
    : operationName
      ? `The document has no operation named "${operationName}".`
      : 'The document has no operation.';
  throw new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
}
