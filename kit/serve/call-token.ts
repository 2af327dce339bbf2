import { createHash, randomUUID } from 'node:crypto';
import { createLocalJWKSet, importJWK, jwtVerify, SignJWT } from 'jose';
import type { Viewer } from '#kit/access/viewer.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { type HubKey, type HubKeys, publicKeys } from '#kit/events/sealing/hub-keys.ts';
import { type TakeCall, takeInMemory } from './taken-calls.ts';

/** A call from one process of a hub to another: on whose behalf, for which request. */
export interface InternalCall {
  /** The process called: a subgraph's name. */
  readonly to: string;
  /** Null for calls of the hub itself (the internal port). */
  readonly viewer: Viewer | null;
  readonly requestId: string;
}

const lifetimeSeconds = 30;
const issuer = 'urn:oppvekst:hub';
const hashOf = (body: string): string => createHash('sha256').update(body).digest('base64url');

/** Signs calls: each short-lived, for one process, good for one call, bound to the very bytes of its body. */
export function createCallSigner(keys: HubKeys, now: () => Date) {
  const imported = rememberLast((key: HubKey) => importJWK(key, 'EdDSA'));
  return async (call: InternalCall, body: string): Promise<string> => {
    const issuedAt = Math.floor(now().getTime() / 1000);
    const { signing } = keys;
    return new SignJWT({ viewer: call.viewer, rid: call.requestId, body: hashOf(body) })
      .setProtectedHeader({ alg: 'EdDSA', kid: signing.kid })
      .setIssuer(issuer)
      .setAudience(call.to)
      .setJti(randomUUID())
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifetimeSeconds)
      .sign(await imported(signing, signing.kid));
  };
}

const notOurs = (cause?: unknown) =>
  new HubError('UNAUTHENTICATED', 'The call is not one of this hub, or it is altered, late or repeated.', { cause });

/** Verifies calls; a direct, replayed, altered or late one, or one meant for another process, is refused (UNAUTHENTICATED). */
export function createCallVerifier(to: string, keys: HubKeys, now: () => Date, take: TakeCall = takeInMemory(now)) {
  const trustedIn = rememberLast((found: readonly HubKey[]) =>
    createLocalJWKSet({ keys: found.map((key) => ({ ...key, kty: 'OKP' })) }),
  );
  const readCall = async (token: string, body: string) => {
    try {
      const { keys: own } = publicKeys(keys);
      const trusted = trustedIn(own, own.map(({ kid }) => kid).join());
      const { payload } = await jwtVerify(token, trusted, {
        issuer,
        audience: to,
        algorithms: ['EdDSA'],
        requiredClaims: ['exp', 'iat', 'jti', 'body', 'rid'],
        maxTokenAge: lifetimeSeconds,
        currentDate: now(),
      });
      if (payload.body !== hashOf(body)) throw new Error('another body');
      return {
        own: { id: String(payload.jti), expires: Number(payload.exp) },
        to,
        viewer: payload.viewer as Viewer | null,
        requestId: String(payload.rid),
      };
    } catch (error) {
      throw notOurs(error);
    }
  };
  return async (authorization: string | undefined, body: string): Promise<InternalCall> => {
    const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
    if (!token) throw new HubError('UNAUTHENTICATED', 'This part of the hub answers only the hub itself.');
    const { own, ...call } = await readCall(token, body);
    if (!(await take(own.id, own.expires))) throw notOurs();
    return call;
  };
}

/** Keys are changed while a process runs, and seldom: what was made of the last ones is kept. */
function rememberLast<Given, Made>(make: (given: Given) => Made): (given: Given, id: string) => Made {
  let last: { readonly id: string; readonly made: Made } | undefined;
  return (given, id) => {
    if (last?.id !== id) last = { id, made: make(given) };
    return last.made;
  };
}
