import type { FieldTree } from './field-tree.ts';
import { isInheritedKey, isResultObject, type ResultObject, readKey, writeKey } from './result-tree.ts';

/** How the answer of one fetch is laid into the tree, known once per plan. */
export interface Merge {
  /** Takes the received object over: what the target lacks becomes the target's own. */
  into(target: ResultObject, received: ResultObject): void;
  /** A copy of what the fetch asked for, so that two places in the answer never share an object. */
  copy(received: ResultObject): ResultObject;
}

interface MergedKey {
  readonly key: string;
  readonly unsafe: boolean;
  readonly below: Merge | undefined;
}

/** Only keys that the operation asked for are merged, so a subgraph cannot plant others. */
export function compileMerge(tree: FieldTree): Merge {
  const keys: MergedKey[] = [...tree].map(([key, below]) => ({
    key,
    unsafe: isInheritedKey(key),
    below: below && compileMerge(below),
  }));
  return {
    into(target, received) {
      for (const { key, unsafe, below } of keys) {
        const value = unsafe ? readKey(received, key) : received[key];
        if (value === undefined) continue;
        const merged = below ? mergeValue(below, unsafe ? readKey(target, key) : target[key], value) : value;
        if (unsafe) writeKey(target, key, merged);
        else target[key] = merged;
      }
    },
    copy(received) {
      const copied: ResultObject = {};
      for (const { key, unsafe, below } of keys) {
        const value = unsafe ? readKey(received, key) : received[key];
        if (value === undefined) continue;
        writeKey(copied, key, below ? copyValue(below, value) : value);
      }
      return copied;
    },
  };
}

/** Objects are merged, lists of the same length element by element; anything else is replaced by what came last. */
function mergeValue(merge: Merge, existing: unknown, received: unknown): unknown {
  if (existing === undefined || existing === null) return received;
  if (Array.isArray(received)) {
    if (!Array.isArray(existing) || existing.length !== received.length) return received;
    for (let i = 0; i < received.length; i++) existing[i] = mergeValue(merge, existing[i], received[i]);
    return existing;
  }
  if (!isResultObject(received) || !isResultObject(existing)) return received;
  merge.into(existing, received);
  return existing;
}

function copyValue(merge: Merge, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((element) => copyValue(merge, element));
  return isResultObject(value) ? merge.copy(value) : value;
}
