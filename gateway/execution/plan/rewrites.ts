import type { FetchDataRewrite } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { isResultObject, type ResultObject, readKey, writeKey } from './result-tree.ts';
import { compileTypeCondition } from './type-conditions.ts';

/** Changes the planner asks for in what is sent to, or received from, one subgraph. */
export interface Rewrites {
  /** @param typename the object's type where the object does not say it itself */
  apply(value: unknown): void;
  /** The path as the rewritten answer has it: keys that are renamed in the data are renamed in the errors too. */
  renamePath(path: readonly (string | number)[]): (string | number)[];
  /** Response key → the further keys it may be renamed to, for every renaming, whatever its place. */
  readonly renamedKeys: ReadonlyMap<string, readonly string[]>;
}

const onType = '... on ';

type Step = (value: ResultObject) => void;

/** Compiles the rewrites of a fetch: `KeyRenamer` undoes an alias the planner made up, `ValueSetter` sets a constant. */
export function compileRewrites(
  schema: GraphQLSchema,
  rewrites: readonly FetchDataRewrite[] | undefined,
): Rewrites | undefined {
  if (!rewrites || rewrites.length === 0) return undefined;
  const steps = rewrites.map((rewrite) => compilePath(schema, rewrite.path, lastStep(rewrite)));
  const renamers = rewrites
    .filter((rewrite) => rewrite.kind === 'KeyRenamer')
    .map(({ path, renameKeyTo }) => ({ keys: path.filter((part) => !part.startsWith(onType)), renameKeyTo }));
  const renamedKeys = new Map<string, string[]>();
  for (const { keys, renameKeyTo } of renamers) {
    const from = keys.at(-1);
    if (from !== undefined) renamedKeys.set(from, [...(renamedKeys.get(from) ?? []), renameKeyTo]);
  }
  return {
    apply(value) {
      for (const step of steps) eachObject(value, step);
    },
    renamePath(path) {
      const renamed = [...path];
      for (const { keys, renameKeyTo } of renamers) {
        // The positions of the names in the path, list indices left out: the renamer's path has none.
        const named = path.flatMap((part, at) => (typeof part === 'string' ? [at] : []));
        const last = named[keys.length - 1];
        if (last !== undefined && keys.every((key, i) => path[named[i] ?? -1] === key)) renamed[last] = renameKeyTo;
      }
      return renamed;
    },
    renamedKeys,
  };
}

function lastStep(rewrite: FetchDataRewrite): Step {
  const key = rewrite.path.at(-1);
  if (key === undefined) return () => {};
  if (rewrite.kind === 'ValueSetter') {
    const value: unknown = rewrite.setValueTo;
    return (object) => writeKey(object, key, value);
  }
  const { renameKeyTo } = rewrite;
  return (object) => {
    const value = readKey(object, key);
    if (value === undefined || value === null) return;
    writeKey(object, renameKeyTo, value);
    writeKey(object, key, undefined);
  };
}

/** Walks all of the path but its last key, which the last step takes. */
function compilePath(schema: GraphQLSchema, path: readonly string[], last: Step): Step {
  let step = last;
  for (const part of path.slice(0, -1).reverse()) {
    const next = step;
    if (part.startsWith(onType)) {
      const applies = compileTypeCondition(schema, part.slice(onType.length));
      step = (object) => {
        const typename = readKey(object, '__typename');
        // Not every object tells its type; the planner's rewrites count on being applied then.
        if (typeof typename !== 'string' || applies(typename)) next(object);
      };
    } else {
      step = (object) => eachObject(readKey(object, part), next);
    }
  }
  return step;
}

function eachObject(value: unknown, step: Step): void {
  if (Array.isArray(value)) for (const element of value) eachObject(element, step);
  else if (isResultObject(value)) step(value);
}
