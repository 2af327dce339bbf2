import { createHash } from 'node:crypto';
import { HubError } from '#kit/errors/hub-error.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** JSON with sorted keys and no spaces (RFC 8785 for the values that our formats use): equal content gives equal bytes. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new HubError('BAD_INPUT', `${value} cannot be written as JSON`);
    return JSON.stringify(value);
  }
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new HubError('BAD_INPUT', `A ${typeof value} cannot be written as JSON`);
  const members = Object.keys(value)
    .sort()
    .flatMap((key) => {
      const member = value[key];
      return member === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(member)}`];
    });
  return `{${members.join(',')}}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/**
 * `sha-256:<hex>` over the canonical JSON of content and salt. The random salt travels inside the seal, so that somebody who sees
 * only the hash (a log, a receipt) cannot guess a mark or a language form by trying them all.
 */
export const contentHash = (content: Json, salt: string): string =>
  `sha-256:${createHash('sha256').update(canonicalJson({ content, salt })).digest('hex')}`;
