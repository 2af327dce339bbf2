import {
  type GraphQLLeafType,
  type GraphQLOutputType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isSpecifiedScalarType,
} from 'graphql';
import { fail, placeBelow, type ValueFailure } from './value-failures.ts';

/** What a parent gets from a value that is null and may not be: it must become null itself. */
export const bubble: unique symbol = Symbol('null that its parent may not hold');

/** Turns what a subgraph gave into what the client gets: the value, `null`, or `bubble`. */
export type Complete = (value: unknown, failures: ValueFailure[]) => unknown;

/**
 * Completes values of one field: null propagation and the validity of leaves, as GraphQL October 2021 § 6.4.3 has them.
 *
 * @param completeObject for the objects inside, when the field has sub-selections
 */
export function compileValue(type: GraphQLOutputType, parent: string, completeObject: Complete | undefined): Complete {
  if (isNonNullType(type)) {
    const inner = compileValue(type.ofType, parent, completeObject);
    return (value, failures) => {
      const before = failures.length;
      const completed = inner(value, failures);
      if (completed !== null) return completed;
      // What made the value null has been told already, if anything has.
      if (failures.length === before) fail(failures, 'null', type.ofType, parent);
      return bubble;
    };
  }
  if (isListType(type)) return compileList(type, compileValue(type.ofType, parent, completeObject), parent);
  if (!isLeafType(type)) return completeObject ?? (() => null);
  const isValid = leafCheck(type);
  return (value, failures) => {
    if (value === null || value === undefined) return null;
    if (isValid(value)) return value;
    fail(failures, 'value', type, parent);
    return null;
  };
}

function compileList(type: GraphQLOutputType, completeElement: Complete, parent: string): Complete {
  return (value, failures) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) {
      fail(failures, 'value', type, parent);
      return null;
    }
    const { length } = value;
    const completed: unknown[] = new Array(length);
    let nullify = false;
    let before = failures.length;
    for (let i = 0; i < length; i++) {
      const element = completeElement(value[i], failures);
      if (failures.length !== before) {
        placeBelow(failures, before, i);
        before = failures.length;
      }
      // The others are still completed, so that all their failures are told.
      if (element === bubble) nullify = true;
      completed[i] = element;
    }
    return nullify ? null : completed;
  };
}

/** Custom scalars may be anything; an enum value must be one that the public schema shows. */
function leafCheck(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) {
    const names = new Set(type.getValues().map(({ name }) => name));
    return (value) => typeof value === 'string' && names.has(value);
  }
  if (!isSpecifiedScalarType(type)) return () => true;
  switch (type.name) {
    case 'Boolean':
      return (value) => typeof value === 'boolean';
    case 'Int':
      return Number.isInteger;
    case 'Float':
      return Number.isFinite;
    case 'ID':
      return (value) => typeof value === 'string' || Number.isInteger(value);
    default:
      return (value) => typeof value === 'string';
  }
}
