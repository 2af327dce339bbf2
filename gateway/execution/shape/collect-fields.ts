import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** An operation's fragments, and the values of the variables that its `@skip` and `@include` use. */
export interface SelectionScope {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly conditions: ReadonlyMap<string, boolean>;
  /** Clients' aliases that were fetched under another one. */
  readonly replacedAliases: ReadonlyMap<string, string>;
}

/** The fields to answer for an object of one type, by response key, in the order GraphQL gives them. */
export function collectFields(
  scope: SelectionScope,
  type: GraphQLCompositeType,
  selectionSets: Iterable<SelectionSetNode>,
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (!isIncluded(selection, scope.conditions)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const same = fields.get(key);
        if (same) same.push(selection);
        else fields.set(key, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (!selection.typeCondition || fits(scope.schema, type, selection.typeCondition.name.value))
          collect(selection.selectionSet);
      } else {
        const fragment = scope.fragments.get(selection.name.value);
        if (!fragment || visited.has(fragment.name.value)) continue;
        visited.add(fragment.name.value);
        if (fits(scope.schema, type, fragment.typeCondition.name.value)) collect(fragment.selectionSet);
      }
    }
  };
  for (const selectionSet of selectionSets) collect(selectionSet);
  return fields;
}

function fits(schema: GraphQLSchema, type: GraphQLCompositeType, condition: string): boolean {
  if (type.name === condition) return true;
  const conditional = schema.getType(condition);
  return (
    isAbstractType(conditional) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(conditional, type)
  );
}

function isIncluded({ directives = [] }: SelectionNode, conditions: ReadonlyMap<string, boolean>): boolean {
  return directives.every((directive) => {
    const { value } = directive.name;
    if (value !== 'skip' && value !== 'include') return true;
    return ifValue(directive, conditions) === (value === 'include');
  });
}

function ifValue(directive: DirectiveNode, conditions: ReadonlyMap<string, boolean>): boolean {
  const value = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
  if (value?.kind === Kind.VARIABLE) return conditions.get(value.name.value) === true;
  return value?.kind === Kind.BOOLEAN && value.value;
}
