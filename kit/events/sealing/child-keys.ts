import { randomBytes } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { HubError } from '#kit/errors/hub-error.ts';
import { canonicalJson, type Json } from './canonical-json.ts';

/** Whose and of what kind: a key is for one child and one category, so that one can be erased without the other. */
export interface ChildKeyScope {
  /** The pseudonymous child id. */
  readonly child: string;
  readonly category: string;
}

/** Where wrapped keys lie: outside the database that its dumps are made of. */
export interface WrappedKeyStore {
  find(scope: ChildKeyScope): Promise<string | undefined>;
  /** Keeps the key unless there is one already, and gives the one that is kept. */
  add(scope: ChildKeyScope, wrapped: string): Promise<string>;
  /** Deletes the keys of a child, of one category or of all; gives their number. */
  remove(child: string, category?: string): Promise<number>;
}

/** The hub's own key that wraps the children's keys: 32 bytes from its secret store. */
export interface MasterKey {
  readonly kid: string;
  readonly bytes: Uint8Array;
}

const wrapping = { alg: 'A256GCMKW', enc: 'A256GCM' } as const;
const sealing = { alg: 'dir', enc: 'A256GCM' } as const;
const kidOf = ({ child, category }: ChildKeyScope) => `${child}/${category}`;

/** A JWE of personal data for the hub's own event log, under the key of that child and category (made when there is none). */
export async function sealForChild(
  content: Json,
  scope: ChildKeyScope,
  store: WrappedKeyStore,
  master: MasterKey,
): Promise<string> {
  const wrapped = (await store.find(scope)) ?? (await store.add(scope, await wrap(randomBytes(32), scope, master)));
  return new CompactEncrypt(new TextEncoder().encode(canonicalJson(content)))
    .setProtectedHeader({ ...sealing, kid: kidOf(scope) })
    .encrypt(await unwrap(wrapped, scope, master));
}

/** The content again; NOT_FOUND when the key has been deleted (the copy is shredded), FORBIDDEN when it was altered or is another child's. */
export async function openForChild(
  compact: string,
  scope: ChildKeyScope,
  store: WrappedKeyStore,
  master: MasterKey,
): Promise<Json> {
  const wrapped = await store.find(scope);
  if (!wrapped)
    throw new HubError('NOT_FOUND', 'The key of this content has been deleted', { details: { problem: 'SHREDDED' } });
  return JSON.parse(await decrypt(compact, await unwrap(wrapped, scope, master), sealing, kidOf(scope)));
}

/** Makes every copy of a child's sealed data unreadable, in logs and backups too; gives the number of keys deleted. */
export const shredChild = (child: string, store: WrappedKeyStore, category?: string): Promise<number> =>
  store.remove(child, category);

/** A wrapped key under a new master key, for rotation. */
export async function rewrap(wrapped: string, scope: ChildKeyScope, from: MasterKey, to: MasterKey): Promise<string> {
  return wrap(await unwrap(wrapped, scope, from), scope, to);
}

const wrap = (key: Uint8Array, scope: ChildKeyScope, master: MasterKey): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(Buffer.from(key).toString('base64url')))
    .setProtectedHeader({ ...wrapping, kid: `${master.kid}/${kidOf(scope)}` })
    .encrypt(master.bytes);

async function unwrap(wrapped: string, scope: ChildKeyScope, master: MasterKey): Promise<Uint8Array> {
  return Buffer.from(await decrypt(wrapped, master.bytes, wrapping, `${master.kid}/${kidOf(scope)}`), 'base64url');
}

async function decrypt(
  compact: string,
  key: Uint8Array,
  { alg, enc }: { readonly alg: string; readonly enc: string },
  kid: string,
): Promise<string> {
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(compact, key, {
      keyManagementAlgorithms: [alg],
      contentEncryptionAlgorithms: [enc],
    });
    // The header is authenticated with the content: a copy moved to another child or category is refused.
    if (protectedHeader.kid !== kid) throw new Error('sealed for another child or category');
    return new TextDecoder().decode(plaintext);
  } catch (cause) {
    throw new HubError('FORBIDDEN', 'The content cannot be opened: it was altered, or sealed under another key', {
      cause,
    });
  }
}
