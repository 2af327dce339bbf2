import {
  type FieldNode,
  type GraphQLCompositeType,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { isInheritedKey, isResultObject, type ResultObject, readKey, writeKey } from '../plan/result-tree.ts';
import { collectFields, type SelectionScope } from './collect-fields.ts';
import { bubble, type Complete, compileValue } from './complete-value.ts';
import { compileIntrospection, type Introspect } from './introspection.ts';
import { fail, placeBelow, type ValueFailure } from './value-failures.ts';

/** Makes the answer out of what was fetched: what was asked for, in its order, and nothing else. */
export type Shape = (
  fetched: ResultObject,
  variables: Readonly<Record<string, unknown>>,
  failures: ValueFailure[],
) => ResultObject | null;

/** The object's answer, or `null` when a null inside bubbles up. */
type ObjectShape = (fetched: ResultObject, failures: ValueFailure[]) => ResultObject | null;

interface ShapedField {
  readonly key: string;
  /** The key it was fetched under. */
  readonly from: string;
  /** Whether either key is one that objects inherit. */
  readonly unsafe: boolean;
  readonly complete: Complete;
}

/**
 * Compiles the response shape of an operation for given values of its `@skip` and `@include` variables. Types are compiled
 * when an object of theirs is first met.
 */
export function compileShape(scope: SelectionScope, operation: OperationDefinitionNode): Shape {
  const { schema, fragments } = scope;
  const rootType = schema.getRootType(operation.operation);
  if (!rootType) return () => null;
  const introspections = new Map<string, Introspect>();
  for (const [key, nodes] of collectFields(scope, rootType, [operation.selectionSet])) {
    const name = nodes[0]?.name.value;
    if (name === '__schema' || name === '__type')
      introspections.set(fetchedKey(scope, key, nodes), compileIntrospection(schema, operation, fragments, key, nodes));
  }
  const shape = compileType(scope, rootType, [operation.selectionSet]);
  if (introspections.size === 0) return (fetched, _, failures) => shape(fetched, failures);
  return (fetched, variables, failures) => {
    for (const [key, introspect] of introspections) writeKey(fetched, key, introspect(variables));
    return shape(fetched, failures);
  };
}

function compileType(
  scope: SelectionScope,
  type: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
): ObjectShape {
  const fields: ShapedField[] = [];
  for (const [key, nodes] of collectFields(scope, type, selectionSets)) {
    const complete = compileField(scope, type, nodes);
    const from = fetchedKey(scope, key, nodes);
    if (complete) fields.push({ key, from, unsafe: isInheritedKey(key) || isInheritedKey(from), complete });
  }
  return (fetched, failures) => {
    const answer: ResultObject = {};
    let before = failures.length;
    for (let i = 0; i < fields.length; i++) {
      const { key, from, unsafe, complete } = fields[i] as ShapedField;
      const value = complete(unsafe ? readKey(fetched, from) : fetched[from], failures);
      if (failures.length !== before) {
        placeBelow(failures, before, key);
        before = failures.length;
      }
      if (value === bubble) return null;
      if (unsafe) writeKey(answer, key, value);
      else answer[key] = value;
    }
    return answer;
  };
}

/** Fields that answer under one key are all the same field, so the first tells where it was fetched. */
function fetchedKey({ replacedAliases }: SelectionScope, key: string, nodes: readonly FieldNode[]): string {
  return nodes[0]?.name.value === key ? key : (replacedAliases.get(key) ?? key);
}

function compileField(
  scope: SelectionScope,
  type: GraphQLCompositeType,
  nodes: readonly FieldNode[],
): Complete | undefined {
  const name = nodes[0]?.name.value ?? '';
  if (name === '__typename') {
    // An interface's name may come from a subgraph that knows it as an object (`@interfaceObject`) when the fetch that would
    // have told the object's true type failed; no answer can be given then.
    const typename = isObjectType(type) ? type.name : bubble;
    return () => typename;
  }
  // Answered already, by graphql-js.
  if (name === '__schema' || name === '__type') return (value) => value;
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  if (!field) return undefined;
  const declared = getNamedType(field.type);
  const below = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const completeObject = isCompositeType(declared) ? compileObject(scope, declared, below, type.name) : undefined;
  return compileValue(field.type, type.name, completeObject);
}

/** Completes an object by the type it says it has; the declared type where it says nothing. */
function compileObject(
  scope: SelectionScope,
  declared: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
  parent: string,
): Complete {
  const shapes = new Map<string, ObjectShape>();
  const shapeOf = (typename: string): ObjectShape | undefined => {
    const known = shapes.get(typename);
    if (known) return known;
    const type = scope.schema.getType(typename);
    if (!isCompositeType(type)) return undefined;
    const shape = compileType(scope, type, selectionSets);
    shapes.set(typename, shape);
    return shape;
  };
  return (value, failures) => {
    if (value === null || value === undefined) return null;
    if (!isResultObject(value)) {
      fail(failures, 'value', declared, parent);
      return null;
    }
    const typename = value.__typename;
    const shape = shapeOf(typeof typename === 'string' ? typename : declared.name);
    if (!shape) {
      fail(failures, 'typename', declared, parent);
      return null;
    }
    return shape(value, failures);
  };
}
