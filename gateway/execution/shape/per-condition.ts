import { type DocumentNode, Kind, visit } from 'graphql';
import { readKey } from '../plan/result-tree.ts';
import { RecentlyUsed } from '../recently-used.ts';

/** n variables in `@skip` and `@include` make up to 2^n variants: only the last used are kept. */
const variantsPerDocument = 16;

/** Compiles something once for each combination of values that a document's `@skip` and `@include` variables have. */
export function perCondition<Compiled>(
  document: DocumentNode,
  compile: (conditions: ReadonlyMap<string, boolean>) => Compiled,
): (coercedVariables: Readonly<Record<string, unknown>>) => Compiled {
  const names = conditionVariables(document);
  const variants = new RecentlyUsed<{ readonly compiled: Compiled }>(variantsPerDocument);
  return (variables) => {
    let key = '';
    for (const name of names) key += readKey(variables, name) === true ? '1' : '0';
    let variant = variants.get(key);
    if (!variant) {
      variant = { compiled: compile(new Map(names.map((name) => [name, readKey(variables, name) === true]))) };
      variants.set(key, variant);
    }
    return variant.compiled;
  };
}

function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: args = [] }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of args) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
