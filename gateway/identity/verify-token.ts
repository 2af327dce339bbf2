import { createHash } from 'node:crypto';
import { decodeJwt, type JWTPayload, jwtVerify } from 'jose';
import type { AssuranceLevel } from '#contracts/assurance.ts';
import type { Identity } from '#contracts/ports.ts';
import type { IssuerSettings } from '#kit/config/issuer-settings.ts';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import { assuranceIn, clientIn, identityIn, organisationIn, scopesIn } from './claims.ts';
import { type Issuer, isUnreachable } from './issuer.ts';

/** Who a verified token says is asking. */
export type TokenSubject =
  | { readonly kind: 'person'; readonly identity: Identity; readonly assurance: AssuranceLevel }
  | SystemSubject;

export interface SystemSubject {
  readonly kind: 'system';
  readonly clientId: string;
  readonly issuer: string;
  readonly scopes: readonly string[];
  /** The number of the organisation it acts for; null where its issuer gives none. */
  readonly organisation: string | null;
}

const longestToken = 8_000;
const maxTokenAgeSeconds = 24 * 60 * 60;
/** Tokens remembered at once; beyond it they are verified anew. */
const mostVerified = 10_000;

/** How long a token is remembered, in milliseconds: an issuer that publishes its keys may have taken one back meanwhile. */
const memoryOf = ({ keys }: IssuerSettings): number => (keys ? Number.POSITIVE_INFINITY : 600_000);

interface Verified {
  readonly subject: TokenSubject;
  /** Milliseconds since 1970: outside of these it is verified again, which tells what is wrong with it. */
  readonly from: number;
  readonly until: number;
}
const refused = (why: string) => new HubError('UNAUTHENTICATED', `The bearer token is refused: ${why}.`);

/**
 * Verifies bearer tokens of the configured issuers: signature, issuer, audience, expiry, not-before; never `alg: none`. A token that
 * was found good is remembered by its hash until it expires: the same one comes with every request of a page.
 */
export function createTokenVerifier(
  issuers: readonly Issuer[],
  now: () => Date,
): (token: string) => Promise<TokenSubject> {
  const trusted = new Map(issuers.map((issuer) => [issuer.settings.issuer, issuer] as const));
  const verified = new Map<string, Verified>();
  return async (token) => {
    if (token.length > longestToken) throw refused('it is too long');
    const hash = createHash('sha256').update(token).digest('base64url');
    const instant = now();
    const before = verified.get(hash);
    if (before && before.from <= instant.getTime() && instant.getTime() < before.until) return before.subject;
    verified.delete(hash);
    const issuer = trusted.get(issuerOf(token));
    if (!issuer) throw refused('its issuer is not one this hub trusts');
    let payload: JWTPayload;
    try {
      ({ payload } = await jwtVerify(token, issuer.keys, {
        issuer: issuer.settings.issuer,
        audience: issuer.settings.audience,
        algorithms: ['EdDSA', 'ES256', 'PS256', 'RS256'],
        requiredClaims: ['exp', 'iat'],
        maxTokenAge: maxTokenAgeSeconds,
        clockTolerance: 10,
        currentDate: instant,
      }));
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (isUnreachable(error) || isHubError(error))
        throw new HubError('UNAVAILABLE', 'The keys of the token’s issuer cannot be read now. Try again.', {
          cause: error,
        });
      throw refused(code === 'ERR_JWT_EXPIRED' ? 'it has expired' : 'it does not verify');
    }
    const subject = subjectOf(payload, issuer.settings);
    if (verified.size >= mostVerified) verified.clear();
    const { exp = 0, iat = 0 } = payload;
    verified.set(hash, {
      subject,
      from: instant.getTime(),
      until: Math.min(1_000 * Math.min(exp, iat + maxTokenAgeSeconds), instant.getTime() + memoryOf(issuer.settings)),
    });
    return subject;
  };
}

function issuerOf(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    throw refused('it is not a signed token');
  }
}

function subjectOf(payload: JWTPayload, { claims, assurance, issuer }: IssuerSettings): TokenSubject {
  const identity = identityIn(payload, claims);
  if (identity) return { kind: 'person', identity, assurance: assuranceIn(payload, assurance) };
  const clientId = clientIn(payload, claims);
  if (!clientId) throw refused('it says neither which person nor which system it is for');
  const organisation = claims.organisation === null ? null : organisationIn(payload, claims.organisation);
  if (organisation === undefined)
    throw refused(`its claim ${claims.organisation} names no organisation as 0192:<organisation number>`);
  return { kind: 'system', clientId, issuer, scopes: scopesIn(payload, claims), organisation };
}
