import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { defaultPage, largestPage } from '#contracts/graphql/connection.ts';

/** How many values an operation may give, with the variables it is asked with. */
export type CostOf = (variables: Readonly<Record<string, unknown>>) => number;

/** A list without pages is short by its nature: the parents of a child, the groups it is in. */
const usualList = 10;
/** No cost is counted beyond it: the query is refused long before. */
const beyond = 1e12;

/**
 * Estimates what an operation of a validated document costs, before anything runs: one for each value that it may give, where a page has
 * as many as it is asked for (`first`) and another list a handful. What a condition leaves out is counted.
 */
export function compileCost(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): CostOf {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const root = schema.getRootType(operation.operation);
  if (!root) return () => 0;
  return compileSelection(operation.selectionSet, root, undefined, { schema, fragments });
}

type WithFields = GraphQLObjectType | GraphQLInterfaceType;
const hasFields = (type: GraphQLNamedType): type is WithFields => isObjectType(type) || isInterfaceType(type);

interface Scope {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** `page` is the size of the page whose fields these are. */
function compileSelection(
  { selections }: SelectionSetNode,
  type: GraphQLNamedType,
  page: CostOf | undefined,
  scope: Scope,
): CostOf {
  const parts = selections.flatMap((selection): CostOf[] => {
    if (selection.kind === Kind.FIELD) return hasFields(type) ? [compileField(selection, type, page, scope)] : [];
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? scope.fragments.get(selection.name.value) : selection;
    if (!fragment) return [];
    const narrowed = fragment.typeCondition && scope.schema.getType(fragment.typeCondition.name.value);
    return [compileSelection(fragment.selectionSet, narrowed ?? type, page, scope)];
  });
  return (variables) =>
    Math.min(
      beyond,
      parts.reduce((sum, part) => sum + part(variables), 0),
    );
}

function compileField(field: FieldNode, parent: WithFields, page: CostOf | undefined, scope: Scope): CostOf {
  const definition = parent.getFields()[field.name.value];
  // What tells of the schema holds no data.
  if (!definition) return () => 0;
  const type = getNamedType(definition.type);
  const isConnection = hasFields(type) && type.getFields().pageInfo !== undefined;
  const within = field.selectionSet
    ? compileSelection(field.selectionSet, type, isConnection ? pageOf(field) : undefined, scope)
    : () => 0;
  const listed = isListType(isNonNullType(definition.type) ? definition.type.ofType : definition.type);
  if (!listed) return (variables) => Math.min(beyond, 1 + within(variables));
  return (variables) => Math.min(beyond, (page?.(variables) ?? usualList) * (1 + within(variables)));
}

/** How many a page is asked to have. */
function pageOf({ arguments: given = [] }: FieldNode): CostOf {
  const first = given.find(({ name }) => name.value === 'first')?.value;
  if (first?.kind === Kind.INT) return () => sizeOf(Number(first.value));
  if (first?.kind === Kind.VARIABLE) return (variables) => sizeOf(variables[first.name.value]);
  return () => defaultPage;
}

/** What is no size is refused where the page is read. */
const sizeOf = (value: unknown): number =>
  typeof value === 'number' && value >= 0 ? Math.min(value, largestPage) : defaultPage;
