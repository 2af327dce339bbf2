import { createLocalJWKSet, createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import type { ServerMetadata } from 'openid-client';
import type { IssuerSettings } from '#kit/config/issuer-settings.ts';
import { HubError } from '#kit/errors/hub-error.ts';

/** An issuer as the hub knows it: what it tells of itself, and the keys that it signs with now. */
export interface Issuer {
  readonly settings: IssuerSettings;
  /** Its discovery document (OpenID Connect Discovery 1.0). Throws UNAVAILABLE when it has never answered. */
  metadata(): Promise<ServerMetadata>;
  /** Finds the key of a signature; an unknown one has the issuer asked anew, at most every half minute. */
  readonly keys: JWTVerifyGetKey;
}

/** A document is asked for anew after an hour; where that fails, the one before is good for a day. */
const freshMs = 60 * 60 * 1_000;
const goodMs = 24 * freshMs;
const timeoutSeconds = 5;

export function createIssuer(settings: IssuerSettings, now: () => Date): Issuer {
  const metadata = cached(() => discover(settings.issuer), now);
  return { settings, metadata, keys: keysOf(settings, metadata) };
}

async function discover(issuer: string): Promise<ServerMetadata> {
  // Loaded when the first issuer is asked: a hub of fixed keys has no use for it.
  const { allowInsecureRequests, discovery } = await import('openid-client');
  const url = new URL(issuer);
  const found = await discovery(url, 'the hub', undefined, undefined, {
    timeout: timeoutSeconds,
    // The settings let plain http through on this machine alone.
    execute: url.protocol === 'http:' ? [allowInsecureRequests] : [],
  });
  return found.serverMetadata();
}

function cached(ask: () => Promise<ServerMetadata>, now: () => Date): () => Promise<ServerMetadata> {
  let known: { readonly metadata: ServerMetadata; readonly at: number } | undefined;
  let asking: Promise<ServerMetadata> | undefined;
  const renew = () => {
    asking ??= ask()
      .then((metadata) => {
        known = { metadata, at: now().getTime() };
        return metadata;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
  return async () => {
    const age = known ? now().getTime() - known.at : Number.POSITIVE_INFINITY;
    if (known && age < freshMs) return known.metadata;
    try {
      return await renew();
    } catch (cause) {
      if (known && age < goodMs) return known.metadata;
      throw new HubError('UNAVAILABLE', 'The issuer that vouches for you does not answer now. Try again.', { cause });
    }
  };
}

const remote = (url: string): JWTVerifyGetKey =>
  createRemoteJWKSet(new URL(url), { timeoutDuration: timeoutSeconds * 1_000, cooldownDuration: 30_000 });

function keysOf({ keys, jwksUrl }: IssuerSettings, metadata: () => Promise<ServerMetadata>): JWTVerifyGetKey {
  if (keys) return createLocalJWKSet(keys);
  if (jwksUrl) return remote(jwksUrl);
  let known: { readonly url: string; readonly keys: JWTVerifyGetKey } | undefined;
  return async (header, token) => {
    const { jwks_uri: url } = await metadata();
    if (!url) throw new HubError('UNAVAILABLE', 'The issuer does not tell where its keys are.');
    if (known?.url !== url) known = { url, keys: remote(url) };
    return known.keys(header, token);
  };
}

/** What jose and fetch say of an address that does not answer, or answers something else. */
const unreachable = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JOSE_GENERIC', 'ERR_JWKS_INVALID']);

/** Whether a signature could not be looked at because its keys could not be read: nobody is called a liar for that. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof TypeError || unreachable.has((error as { code?: string }).code ?? '');
