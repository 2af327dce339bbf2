/** An object of the answer under construction: response key → value, as subgraphs gave it. */
export type ResultObject = Record<string, unknown>;

const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Whether an object without such a key would still answer it, from its prototype (`constructor`, `__proto__`, …). */
export const isInheritedKey = (key: string): boolean => inherited.has(key);

export const isResultObject = (value: unknown): value is ResultObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object's own value at a key: names come from queries, and must not reach the prototype. */
export function readKey(object: ResultObject, key: string): unknown {
  return isInheritedKey(key) && !Object.hasOwn(object, key) ? undefined : object[key];
}

/** Sets an own value at a key, `__proto__` included, which an assignment would take for the prototype. */
export function writeKey(object: ResultObject, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true });
  else object[key] = value;
}
