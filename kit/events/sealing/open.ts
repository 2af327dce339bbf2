import { compactDecrypt, compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { z } from 'zod';
import { HubError } from '#kit/errors/hub-error.ts';
import { contentHash, type Json } from './canonical-json.ts';
import type { HubKey, PublicKeySet } from './hub-keys.ts';

/** Why a sealed message was not opened. */
export type SealProblem =
  | 'MALFORMED'
  | 'NOT_SEALED_TO_US'
  | 'ALTERED'
  | 'UNKNOWN_SENDER'
  | 'BAD_SIGNATURE'
  | 'WRONG_FORMAT'
  | 'WRONG_RECEIVER'
  | 'TOO_LATE'
  | 'FROM_THE_FUTURE'
  | 'REPLAYED';

export interface OpenOptions {
  /** This controller's organisation number. */
  readonly self: string;
  /** Every private key that may still be sealed to, the newest first: an old one is kept while its messages are under way. */
  readonly recipientPrivateKeys: readonly HubKey[];
  /** The public keys of a controller, or undefined when it is no peer of ours. */
  readonly peerKeys: (organisation: string) => PublicKeySet | undefined;
  /** The formats that are taken here. */
  readonly typ: string | readonly string[];
  readonly now: Date;
  /** True when a message with this id has been taken before; the caller records the id with the message's effect. */
  readonly seen: (id: string) => boolean | Promise<boolean>;
  /** Seconds by which the clocks of two hubs may differ. */
  readonly clockTolerance?: number;
  /** True of what came inside another sealed message: that one was fresh, and this may have waited for it as long as it took. */
  readonly carried?: boolean;
}

export interface Opened {
  readonly id: string;
  readonly typ: string;
  readonly from: string;
  readonly sealedAt: Date;
  readonly content: Json;
  readonly contentHash: string;
}

const claimsSchema = z.strictObject({
  jti: z.string().min(1).max(200),
  iss: z.string().min(1).max(20),
  aud: z.string().min(1).max(20),
  iat: z.int(),
  exp: z.int(),
  salt: z.string().min(22),
  content: z.json(),
});

/** Opens a message sealed by `seal`; every doubt is a HubError with `details.problem`, and nothing of the content is in it. */
export async function open(compact: string, options: OpenOptions): Promise<Opened> {
  const signed = await decrypt(compact, options.recipientPrivateKeys);
  const { header, claims } = readUnverified(signed);
  await verify(signed, header.kid, options.peerKeys(claims.iss));
  const formats = typeof options.typ === 'string' ? [options.typ] : options.typ;
  if (!formats.includes(header.typ)) throw refusal('WRONG_FORMAT', `Expected ${formats.join(' or ')}`);
  if (claims.aud !== options.self) throw refusal('WRONG_RECEIVER', 'The message was signed for another controller');
  const seconds = Math.floor(options.now.getTime() / 1000);
  const tolerance = options.clockTolerance ?? 300;
  if (!options.carried && claims.exp < seconds - tolerance) throw refusal('TOO_LATE', 'The message has expired');
  if (claims.iat > seconds + tolerance)
    throw refusal('FROM_THE_FUTURE', 'The message is dated in the future: is a clock wrong?');
  if (await options.seen(claims.jti)) throw refusal('REPLAYED', 'The message has been taken before');
  const { jti: id, iss: from, iat, salt, content } = claims;
  return {
    id,
    typ: header.typ,
    from,
    sealedAt: new Date(iat * 1000),
    content,
    contentHash: contentHash(content, salt),
  };
}

async function decrypt(compact: string, keys: readonly HubKey[]): Promise<string> {
  const kid = attempt(() => decodeProtectedHeader(compact).kid);
  const key = keys.find((candidate) => candidate.kid === kid);
  if (!key) throw refusal('NOT_SEALED_TO_US', 'The message is not sealed to a key of this hub');
  const imported = await importJWK(key, 'ECDH-ES+A256KW');
  try {
    const { plaintext } = await compactDecrypt(compact, imported, {
      keyManagementAlgorithms: ['ECDH-ES+A256KW'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return new TextDecoder().decode(plaintext);
  } catch (cause) {
    throw refusal('ALTERED', 'The message cannot be opened: it was altered, or sealed otherwise', cause);
  }
}

const headerSchema = z.object({ kid: z.string(), typ: z.string() });

/** What the message says of itself, to find whose key must verify it; nothing of it is trusted before that. */
function readUnverified(signed: string) {
  return attempt(() => {
    const header = headerSchema.parse(decodeProtectedHeader(signed));
    const payload = Buffer.from(signed.split('.')[1] ?? '', 'base64url').toString('utf8');
    return { header, claims: claimsSchema.parse(JSON.parse(payload)) };
  });
}

async function verify(signed: string, kid: string, peer: PublicKeySet | undefined): Promise<void> {
  const key = peer?.keys.find((candidate) => candidate.use === 'sig' && candidate.kid === kid);
  if (!key) throw refusal('UNKNOWN_SENDER', 'The message is not signed with a key of a known peer');
  const imported = await importJWK(key, 'EdDSA');
  try {
    await compactVerify(signed, imported, { algorithms: ['EdDSA'] });
  } catch (cause) {
    throw refusal('BAD_SIGNATURE', 'The signature does not fit the message', cause);
  }
}

function attempt<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    // The cause is left out: a parser's message quotes what it could not read.
    throw refusal(
      'MALFORMED',
      cause instanceof SyntaxError ? 'The message is not JSON' : 'The message has not the form of a sealed message',
    );
  }
}

const refusal = (problem: SealProblem, message: string, cause?: unknown) =>
  new HubError(problem === 'MALFORMED' ? 'BAD_INPUT' : problem === 'REPLAYED' ? 'CONFLICT' : 'FORBIDDEN', message, {
    details: { problem },
    ...(cause === undefined ? {} : { cause }),
  });
