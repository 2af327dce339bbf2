import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { HubError } from '#kit/errors/hub-error.ts';
import { type AccessPolicy, loadAccessPolicy } from './policy.ts';

/** The folders `<root>/<date>/access`, newest first. */
export function policyDates(root: string): string[] {
  return readdirSync(root)
    .filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name) && existsSync(join(root, name, 'access')))
    .sort()
    .reverse();
}

/** How long a folder of policies is not looked at again: a new set takes effect on its date without a restart. */
const freshForMs = 2_000;

/**
 * Gives the policy in force on a date; sets are loaded once, when first needed. Throws UNAVAILABLE, with why as its cause, while the
 * set of the date cannot be used: an older one does not go on in its place, and no caller is told what is wrong with it.
 */
export function createPolicyBook(root: string): (on: string) => AccessPolicy {
  const loaded = new Map<string, AccessPolicy>();
  const find = (on: string): AccessPolicy => {
    const date = policyDates(root).find((from) => from <= on);
    if (!date) throw new HubError('CONFIG', `No access policy is in force on ${on}.`);
    const policy = loaded.get(date) ?? loadAccessPolicy(join(root, date, 'access'), date);
    loaded.set(date, policy);
    return policy;
  };
  let last: { readonly on: string; readonly until: number; readonly found: () => AccessPolicy } | undefined;
  return (on) => {
    if (last?.on === on && performance.now() < last.until) return last.found();
    // What cannot be used is not read again by every request either.
    const found = answerOf(() => find(on), on);
    last = { on, until: performance.now() + freshForMs, found };
    return found();
  };
}

function answerOf(find: () => AccessPolicy, on: string): () => AccessPolicy {
  try {
    const policy = find();
    return () => policy;
  } catch (cause) {
    return () => {
      const message = `The rules of access for ${on} cannot be used, so nothing is shown. Whoever operates the hub has to mend them.`;
      throw new HubError('UNAVAILABLE', message, { cause });
    };
  }
}
