import {
  type FieldNode,
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { type ErrorPlace, type Execution, isPromise, nullFor, type Path } from './execution.ts';

/** Completes what a resolver returned, as GraphQL October 2021 § 6.4.3 has it; throws what makes it null. */
export type CompleteResult = (execution: Execution, value: unknown, path: Path, info: GraphQLResolveInfo) => unknown;

/** @param field the field as messages name it, `Type.field` */
export function compileResult(
  type: GraphQLOutputType,
  field: string,
  nodes: readonly FieldNode[],
  completeObject: CompleteResult,
): CompleteResult {
  if (isNonNullType(type)) {
    const inner = compileResult(type.ofType, field, nodes, completeObject);
    const present = (completed: unknown): unknown => {
      if (completed === null) throw new Error(`Cannot return null for non-nullable field ${field}.`);
      return completed;
    };
    return (execution, value, path, info) => {
      const completed = inner(execution, value, path, info);
      return isPromise(completed) ? completed.then(present) : present(completed);
    };
  }
  if (isListType(type)) return compileList(type.ofType, field, nodes, completeObject);
  if (isLeafType(type)) return (_, value) => serialized(type, value);
  return (execution, value, path, info) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    return completeObject(execution, value, path, info);
  };
}

function serialized(type: GraphQLLeafType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (value instanceof Error) throw value;
  const text: unknown = type.serialize(value);
  if (text === null || text === undefined)
    throw new Error(`Expected \`${type.name}.serialize\` to return a value that is not null.`);
  return text;
}

function compileList(
  type: GraphQLOutputType,
  field: string,
  nodes: readonly FieldNode[],
  completeObject: CompleteResult,
): CompleteResult {
  const complete = compileResult(type, field, nodes, completeObject);
  const place: ErrorPlace = { nodes, nullable: !isNonNullType(type) };
  const completeElement: CompleteResult = (execution, element, path, info) => {
    try {
      const completed = isPromise(element)
        ? element.then((value) => complete(execution, value, path, info))
        : complete(execution, element, path, info);
      return isPromise(completed)
        ? completed.then(undefined, (error: unknown) => nullFor(execution, error, place, path))
        : completed;
    } catch (error) {
      return nullFor(execution, error, place, path);
    }
  };
  return (execution, value, path, info) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    if (typeof value !== 'object' || !(Symbol.iterator in value))
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${field}".`);
    const elements = Array.from(value as Iterable<unknown>);
    let waiting = false;
    const completed: unknown[] = [];
    try {
      for (let i = 0; i < elements.length; i++) {
        const at = { prev: path, key: i, typename: undefined };
        const element = completeElement(execution, elements[i], at, info);
        waiting ||= isPromise(element);
        completed.push(element);
      }
    } catch (error) {
      if (!waiting) throw error;
      // The list is lost already, but what is under way must not fail with nobody listening.
      return Promise.allSettled(completed).then(() => Promise.reject(error));
    }
    return waiting ? Promise.all(completed) : completed;
  };
}
