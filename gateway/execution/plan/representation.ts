import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { isInheritedKey, isResultObject, type ResultObject, readKey, writeKey } from './result-tree.ts';
import { compileTypeCondition } from './type-conditions.ts';

/** What a subgraph must be told of an object to find it again, or `null` where the object lacks a part of that. */
export type RepresentationBuilder = (source: ResultObject) => ResultObject | null;

type Part = (source: ResultObject, representation: ResultObject) => boolean;

/**
 * Compiles a fetch's `requires`: keys and `@requires` fields, by type. A field that is absent (not null) makes its object
 * unusable: its fetch failed, and that error has been told already.
 *
 * @param schema the supergraph's own schema, as keys may be `@inaccessible`
 */
export function compileRepresentation(
  schema: GraphQLSchema,
  selections: readonly QueryPlanSelectionNode[],
): RepresentationBuilder {
  const parts = selections.map((selection) => compilePart(schema, selection));
  return (source) => {
    const representation: ResultObject = {};
    for (const part of parts) if (!part(source, representation)) return null;
    return representation;
  };
}

function compilePart(schema: GraphQLSchema, selection: QueryPlanSelectionNode): Part {
  if (selection.kind === 'InlineFragment') {
    if (!selection.typeCondition) return () => true;
    const applies = compileTypeCondition(schema, selection.typeCondition);
    const build = compileRepresentation(schema, selection.selections);
    return (source, representation) => {
      const typename = readKey(source, '__typename');
      if (typeof typename !== 'string' || !applies(typename)) return true;
      // Built apart, so that a fragment that lacks a field adds nothing at all.
      const built = build(source);
      if (built) combine(representation, built);
      return true;
    };
  }
  const key = selection.alias ?? selection.name;
  const unsafe = isInheritedKey(key);
  const below = selection.selections && compileRepresentation(schema, selection.selections);
  return (source, representation) => {
    const value = unsafe ? readKey(source, key) : source[key];
    if (value === undefined) return false;
    writeKey(representation, key, below ? buildBelow(below, value) : value);
    return true;
  };
}

function buildBelow(build: RepresentationBuilder, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((element) => buildBelow(build, element));
  return isResultObject(value) ? build(value) : null;
}

function combine(target: ResultObject, added: ResultObject): void {
  for (const key of Object.keys(added)) {
    const existing = readKey(target, key);
    const value = readKey(added, key);
    if (isResultObject(existing) && isResultObject(value)) combine(existing, value);
    else if (Array.isArray(existing) && Array.isArray(value) && existing.length === value.length)
      writeKey(target, key, combineLists(existing, value));
    else writeKey(target, key, value);
  }
}

function combineLists(existing: readonly unknown[], added: readonly unknown[]): unknown[] {
  return existing.map((element, i) => {
    const other = added[i];
    if (Array.isArray(element) && Array.isArray(other)) return combineLists(element, other);
    if (isResultObject(element) && isResultObject(other)) combine(element, other);
    else return other;
    return element;
  });
}

/** A text that two representations share only when they are equal in every field: the key for asking once. */
export function identityOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `s${value.length}:${value}`;
    case 'object': {
      if (value === null) return '_';
      if (Array.isArray(value)) {
        let text = `[${value.length}:`;
        for (const element of value) text += identityOf(element);
        return text;
      }
      // Scalars in process may be objects with their own JSON form (a Date).
      if ('toJSON' in value && typeof value.toJSON === 'function') return identityOf(value.toJSON());
      const object: Record<string, unknown> = { ...value };
      let text = '{';
      for (const key of Object.keys(object)) text += identityOf(key) + identityOf(readKey(object, key));
      return `${text}}`;
    }
    default:
      return `${typeof value}:${String(value)};`;
  }
}
