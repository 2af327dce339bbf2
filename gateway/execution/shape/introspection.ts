import {
  type DocumentNode,
  executeSync,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';

/** Answers one `__schema` or `__type` field from the public schema; no subgraph is asked. */
export type Introspect = (variables: Readonly<Record<string, unknown>>) => unknown;

export function compileIntrospection(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  key: string,
  nodes: readonly FieldNode[],
): Introspect {
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      { ...operation, directives: [], selectionSet: { kind: Kind.SELECTION_SET, selections: nodes } },
      ...fragments.values(),
    ],
  };
  const run: Introspect = (variableValues) => executeSync({ schema, document, variableValues }).data?.[key] ?? null;
  if (operation.variableDefinitions?.length) return run;
  // Without variables the answer never changes, and a full introspection is the costliest of all answers to compute.
  let answer: { readonly value: unknown } | undefined;
  return (variables) => {
    answer ??= { value: run(variables) };
    return answer.value;
  };
}
