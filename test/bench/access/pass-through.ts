import type { VisibilityScope } from '#contracts/ports.ts';
import type { Access } from '#kit/access/access.ts';
import type { Decision } from '#kit/access/policy.ts';
import { viewerKey } from '#kit/access/viewer.ts';

const open: Decision = { allow: true, legalBasis: [] };
const scopes = new Map<string, Promise<VisibilityScope>>();

/**
 * Access that asks for no facts, decides nothing and records nothing. Only this benchmark makes it, from a real one, to see what the real
 * one costs; which children a viewer finds in lists is asked once, so that both give the same answers.
 */
export function passThrough(real: Access): Access {
  const key = viewerKey(real.viewer);
  return {
    ...real,
    prime: async () => undefined,
    isPrimed: () => true,
    mayKnow: () => true,
    decide: () => open,
    disclose: () => undefined,
    flush: async () => undefined,
    visibility() {
      const known = scopes.get(key) ?? real.visibility();
      scopes.set(key, known);
      return known;
    },
  };
}
