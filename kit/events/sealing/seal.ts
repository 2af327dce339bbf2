import { randomBytes } from 'node:crypto';
import { CompactEncrypt, CompactSign, importJWK } from 'jose';
import { canonicalJson, contentHash, type Json } from './canonical-json.ts';
import type { HubKey } from './hub-keys.ts';

export interface SealOptions {
  /** The message format, for instance `transfer-request.v1`; a receiver opens it as nothing else. */
  readonly typ: string;
  /** Unique per message: a receiver takes it once. */
  readonly id: string;
  /** Organisation numbers of the controllers. */
  readonly from: string;
  readonly to: string;
  readonly senderPrivateKey: HubKey;
  readonly recipientPublicKey: HubKey;
  readonly now: Date;
  /** How long a receiver may still open it, in seconds; 14 days by default, because it may lie with a relay or a queue on the way. */
  readonly lifetime?: number;
  /** At least 128 random bits, in base64url; drawn when not given. */
  readonly salt?: string;
}

export interface Sealed {
  /** A JWE in compact form, the JWS inside. */
  readonly compact: string;
  readonly contentHash: string;
}

const fortnight = 14 * 24 * 60 * 60;

/**
 * Signs a payload and seals it to its receiver: JWS (EdDSA) inside JWE (ECDH-ES+A256KW, A256GCM). Sender, receiver and format stand
 * inside the signature, so that a receiver cannot pass it on as if it had been sealed for somebody else.
 *
 * @example const { compact } = await seal({ marks: [5] }, { typ: 'transfer-parts.v1', id, from, to, senderPrivateKey, recipientPublicKey, now });
 */
export async function seal(content: Json, options: SealOptions): Promise<Sealed> {
  const { senderPrivateKey, recipientPublicKey, typ } = options;
  const salt = options.salt ?? randomBytes(32).toString('base64url');
  const iat = Math.floor(options.now.getTime() / 1000);
  const exp = iat + (options.lifetime ?? fortnight);
  const claims = { jti: options.id, iss: options.from, aud: options.to, iat, exp, salt, content };
  const signed = await new CompactSign(new TextEncoder().encode(canonicalJson(claims)))
    .setProtectedHeader({ alg: 'EdDSA', kid: senderPrivateKey.kid, typ })
    .sign(await importJWK(senderPrivateKey, 'EdDSA'));
  const compact = await new CompactEncrypt(new TextEncoder().encode(signed))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: recipientPublicKey.kid, cty: typ })
    .encrypt(await importJWK(recipientPublicKey, 'ECDH-ES+A256KW'));
  return { compact, contentHash: contentHash(content, salt) };
}
