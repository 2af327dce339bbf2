import { isResultObject, type ResultObject, readKey } from './result-tree.ts';

/** A path of the query plan: response keys, and `@` for every element of a list. */
export type PlanPath = readonly string[];

export type ResponsePath = readonly (string | number)[];

/** The objects at a path below the given ones; nulls, and whatever is not an object, are left out. */
export function objectsAt(start: readonly ResultObject[], path: PlanPath): ResultObject[] {
  let values: readonly unknown[] = start;
  for (const part of path) {
    const next: unknown[] = [];
    for (const value of values) {
      if (part === '@') {
        if (Array.isArray(value)) for (const element of value) next.push(element);
      } else if (isResultObject(value)) {
        next.push(readKey(value, part));
      }
    }
    values = next;
  }
  return values.filter(isResultObject);
}

/** Where each of those objects stands in the answer; worked out only when there is an error to tell. */
export function placesAt(root: ResultObject, path: PlanPath): Map<ResultObject, ResponsePath> {
  const places = new Map<ResultObject, ResponsePath>();
  const walk = (value: unknown, depth: number, place: ResponsePath): void => {
    const part = path[depth];
    if (part === undefined) {
      if (isResultObject(value)) places.set(value, place);
    } else if (part === '@') {
      if (Array.isArray(value)) for (const [i, element] of value.entries()) walk(element, depth + 1, [...place, i]);
    } else if (isResultObject(value)) {
      walk(readKey(value, part), depth + 1, [...place, part]);
    }
  };
  walk(root, 0, []);
  return places;
}

/** The part of a plan's path that is the same for all its objects: the nearest true place for an error of them all. */
export function sharedPlace(path: PlanPath): ResponsePath | undefined {
  const list = path.indexOf('@');
  const shared = list === -1 ? path : path.slice(0, list);
  return shared.length === 0 ? undefined : shared;
}
