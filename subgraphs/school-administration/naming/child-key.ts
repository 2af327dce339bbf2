import { createHmac } from 'node:crypto';

/** A national id as a naming holds it: without the hub's key nobody can tell whose it is (HMAC-SHA-256, base64url). */
export type ChildKeyOf = (nationalId: string) => string;

export const createChildKey =
  (key: Buffer): ChildKeyOf =>
  (nationalId) =>
    createHmac('sha256', key).update(nationalId).digest('base64url');
