import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';

/** 256 bits that nobody can guess, as text for a cookie or an address. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** HKDF (RFC 5869): the key cannot be found from the hash that the database has. */
const keyOf = (secret: string, use: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', `oppvekst ${use}`, 32));

/** Content as a JWE under a secret that the browser alone holds: the database by itself does not tell who is signed in. */
export const sealUnder = (secret: string, use: string, content: unknown): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(keyOf(secret, use));

/** Undefined for what was not sealed under this secret for this use. */
export async function openUnder(secret: string, use: string, sealed: string): Promise<unknown> {
  try {
    const { plaintext } = await compactDecrypt(sealed, keyOf(secret, use), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return JSON.parse(new TextDecoder().decode(plaintext)) as unknown;
  } catch {
    return undefined;
  }
}
