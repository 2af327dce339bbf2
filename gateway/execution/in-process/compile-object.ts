import {
  defaultTypeResolver,
  type FieldNode,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isLeafType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { isInheritedKey, type ResultObject, writeKey } from '../plan/result-tree.ts';
import { collectFields, type SelectionScope } from '../shape/collect-fields.ts';
import { type CompleteResult, compileResult } from './complete-result.ts';
import { type ErrorPlace, type Execution, isPromise, nullFor, type Path } from './execution.ts';

/** Executes one field of an object: its completed value, or the promise of it. */
export interface CompiledField {
  readonly key: string;
  readonly unsafe: boolean;
  execute(execution: Execution, source: unknown, path: Path | undefined): unknown;
}

/** The fields of a type that the selections ask for, ready to be executed. */
export function compileFields(
  scope: SelectionScope,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): CompiledField[] {
  const fields: CompiledField[] = [];
  for (const [key, nodes] of collectFields(scope, type, selectionSets)) {
    const [node] = nodes;
    if (!node) continue;
    const unsafe = isInheritedKey(key);
    const field = type.getFields()[node.name.value];
    if (node.name.value === '__typename') fields.push({ key, unsafe, execute: () => type.name });
    else if (field) fields.push({ key, unsafe, execute: compileField(scope, type, field, key, nodes, node) });
  }
  return fields;
}

function compileField(
  scope: SelectionScope,
  parentType: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  key: string,
  fieldNodes: readonly FieldNode[],
  node: FieldNode,
): CompiledField['execute'] {
  const { name, resolve, type: returnType } = field;
  const place: ErrorPlace = { nodes: fieldNodes, nullable: !isNonNullType(returnType) };
  const declared = getNamedType(returnType);
  const below = fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const completeObject: CompleteResult = isCompositeType(declared) ? compileObject(scope, declared, below) : () => null;
  const complete = compileResult(returnType, `${parentType.name}.${name}`, fieldNodes, completeObject);
  const argumentsOf = compileArguments(field, node);
  const leaf = getNullableType(returnType);

  return (execution, source, parentPath) => {
    const pathHere = (): Path => ({ prev: parentPath, key, typename: parentType.name });
    let property: unknown;
    if (!resolve) {
      try {
        property = propertyOf(source, name);
      } catch (error) {
        return nullFor(execution, error, place, pathHere());
      }
      // Most fields are plain properties with plain values: these need neither path nor info.
      const completed = isLeafType(leaf) && isPlain(property) ? plainValue(leaf, property) : undefined;
      if (completed !== undefined && completed !== null) return completed;
    }
    const path = pathHere();
    const { schema, fragments, operation, variables: variableValues, context } = execution;
    const info: GraphQLResolveInfo = {
      fieldName: name,
      fieldNodes,
      returnType,
      parentType,
      path,
      schema,
      fragments,
      rootValue: undefined,
      operation,
      variableValues,
    };
    try {
      let value: unknown;
      if (resolve) value = resolve(source, argumentsOf(execution), context, info);
      else {
        value =
          typeof property === 'function' ? property.call(source, argumentsOf(execution), context, info) : property;
      }
      const completed = isPromise(value)
        ? value.then((resolved) => complete(execution, resolved, path, info))
        : complete(execution, value, path, info);
      return isPromise(completed)
        ? completed.then(undefined, (error: unknown) => nullFor(execution, error, place, path))
        : completed;
    } catch (error) {
      return nullFor(execution, error, place, path);
    }
  };
}

const propertyOf = (source: unknown, name: string): unknown =>
  (typeof source === 'object' && source !== null) || typeof source === 'function'
    ? Reflect.get(source, name)
    : undefined;

const isPlain = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** The leaf's value, or `undefined` when it has none: the long way then finds out why, and tells it. */
function plainValue(type: GraphQLLeafType, value: unknown): unknown {
  try {
    return type.serialize(value);
  } catch {
    return undefined;
  }
}

type Arguments = Record<string, unknown>;

/** Literal arguments are read once, unless their values are objects that a resolver could change. */
function compileArguments(field: GraphQLField<unknown, unknown>, node: FieldNode): (execution: Execution) => Arguments {
  if (field.args.length === 0) return () => ({});
  const isLiteral = node.arguments?.every(({ value }) =>
    [Kind.INT, Kind.FLOAT, Kind.STRING, Kind.BOOLEAN, Kind.ENUM, Kind.NULL].some((kind) => kind === value.kind),
  );
  let known: Arguments | undefined;
  return ({ variables }) => {
    if (known) return { ...known };
    const values = getArgumentValues(field, node, variables);
    if (isLiteral !== false && Object.values(values).every((value) => typeof value !== 'object' || value === null))
      known = { ...values };
    return values;
  };
}

function compileObject(
  scope: SelectionScope,
  declared: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
): CompleteResult {
  const compiled = new Map<string, CompiledField[]>();
  const executeAs = (type: GraphQLObjectType, execution: Execution, value: unknown, path: Path): unknown => {
    let fields = compiled.get(type.name);
    if (!fields) {
      fields = compileFields(scope, type, selectionSets);
      compiled.set(type.name, fields);
    }
    return executeFields(fields, execution, value, path);
  };
  const executeChecked = (type: GraphQLObjectType, ...[execution, value, path, info]: Parameters<CompleteResult>) => {
    if (!type.isTypeOf) return executeAs(type, execution, value, path);
    const decide = (fits: boolean): unknown => {
      if (!fits) throw new GraphQLError(`Expected value of type "${type.name}".`, { nodes: info.fieldNodes });
      return executeAs(type, execution, value, path);
    };
    const fits = type.isTypeOf(value, execution.context, info);
    return isPromise(fits) ? fits.then(decide) : decide(fits);
  };
  if (isObjectType(declared)) return (...result) => executeChecked(declared, ...result);
  const resolveType = declared.resolveType ?? defaultTypeResolver;
  return (execution, value, path, info) => {
    const decide = (name: unknown): unknown => {
      const type = typeof name === 'string' ? scope.schema.getType(name) : undefined;
      if (!isObjectType(type) || !scope.schema.isSubType(declared, type))
        throw new GraphQLError(
          `Abstract type "${declared.name}" must resolve to one of its object types for field "${info.parentType.name}.${info.fieldName}", not to "${String(name)}".`,
          { nodes: info.fieldNodes },
        );
      return executeChecked(type, execution, value, path, info);
    };
    const name = resolveType(value, execution.context, info, declared);
    return isPromise(name) ? name.then(decide) : decide(name);
  };
}

/** All fields of an object side by side; a promise only if one of them is. */
export function executeFields(
  fields: readonly CompiledField[],
  execution: Execution,
  source: unknown,
  path: Path | undefined,
): ResultObject | Promise<ResultObject> {
  const result: ResultObject = {};
  let pending: { readonly field: CompiledField; readonly value: PromiseLike<unknown> }[] | undefined;
  try {
    for (const field of fields) {
      const value = field.execute(execution, source, path);
      if (isPromise(value)) {
        pending ??= [];
        pending.push({ field, value });
      }
      if (field.unsafe) writeKey(result, field.key, value);
      else result[field.key] = value;
    }
  } catch (error) {
    if (!pending) throw error;
    // The object is lost already, but what is under way must not fail with nobody listening.
    return Promise.allSettled(pending.map(({ value }) => value)).then(() => Promise.reject(error));
  }
  return pending ? settled(result, pending) : result;
}

async function settled(
  result: ResultObject,
  pending: readonly { readonly field: CompiledField; readonly value: PromiseLike<unknown> }[],
): Promise<ResultObject> {
  const values = await Promise.all(pending.map(({ value }) => value));
  for (const [i, { field }] of pending.entries()) writeKey(result, field.key, values[i]);
  return result;
}

/** The fields of a mutation: each begins when the one before has ended. */
export async function executeSerially(fields: readonly CompiledField[], execution: Execution): Promise<ResultObject> {
  const result: ResultObject = {};
  for (const field of fields) writeKey(result, field.key, await field.execute(execution, undefined, undefined));
  return result;
}
