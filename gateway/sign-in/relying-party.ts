import { readFileSync } from 'node:fs';
import { importJWK, type JWK, jwtVerify } from 'jose';
import type { ClientAuth, Configuration } from 'openid-client';
import { type AssuranceLevel, reachesLevel } from '#contracts/assurance.ts';
import type { IssuerSettings } from '#kit/config/issuer-settings.ts';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import { acrFor, assuranceIn, type Claims, identityIn } from '../identity/claims.ts';
import { type Issuer, isUnreachable } from '../identity/issuer.ts';
import type { SignedIn } from '../sessions/session-store.ts';
import type { SignInAttempt } from '../sessions/sign-in-attempts.ts';
import { SignInFailure } from './failures.ts';
import { type Logout, readLogoutToken } from './read-logout-token.ts';

export interface AskIssuer {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly level: AssuranceLevel;
  /** Asks the issuer to have the person sign in anew, whatever session it has: for a higher level. */
  readonly anew: boolean;
  readonly language: string;
}

/** The hub towards one issuer that people sign in with: authorization code with PKCE (OpenID Connect Core 1.0, RFC 7636). */
export interface RelyingParty {
  readonly id: string;
  readonly name: string;
  /** Whether its settings name a way to this level. */
  offers(level: AssuranceLevel): boolean;
  addressToAsk(ask: AskIssuer): Promise<URL>;
  /** What the issuer has said, checked; throws a SignInFailure. `came` is the address that the browser came back to. */
  finish(came: URL, state: string, attempt: SignInAttempt): Promise<SignedIn>;
  /** What its logout token says, checked. */
  readLogout(token: unknown): Promise<Logout>;
  /** Where the issuer ends its own session (RP-initiated logout); undefined when it has no such place. */
  addressToEnd(idToken: string): Promise<URL | undefined>;
}

export interface RelyingPartyOptions {
  readonly issuer: Issuer;
  readonly signIn: NonNullable<IssuerSettings['signIn']>;
  /** The hub's public address, without a slash at its end. */
  readonly base: string;
  now(): Date;
}

const toleranceSeconds = 10;
const oldestIdTokenSeconds = 600;
const algorithms = ['EdDSA', 'ES256', 'PS256', 'RS256'];

export function createRelyingParty({ issuer, signIn, base, now }: RelyingPartyOptions): RelyingParty {
  const { claims: names, assurance } = issuer.settings;
  const redirectUri = `${base}/sign-in/callback/${signIn.id}`;
  const clientKey = signIn.clientKeyFile === undefined ? undefined : readClientKey(signIn.clientKeyFile);

  const authentication = async (basic: boolean): Promise<ClientAuth> => {
    const { ClientSecretBasic, ClientSecretPost, PrivateKeyJwt } = await import('openid-client');
    if (!clientKey) return (basic ? ClientSecretBasic : ClientSecretPost)(signIn.clientSecret ?? '');
    const key = await importJWK(clientKey, clientKey.alg);
    return PrivateKeyJwt({ key: key as CryptoKey, kid: clientKey.kid ?? '' });
  };
  const configuration = async (): Promise<Configuration> => {
    const openid = await import('openid-client');
    const metadata = await issuer.metadata();
    const methods = metadata.token_endpoint_auth_methods_supported;
    const auth = await authentication(!methods?.includes('client_secret_post'));
    const made = new openid.Configuration(
      metadata,
      signIn.clientId,
      {
        [openid.clockSkew]: Math.round((now().getTime() - Date.now()) / 1_000),
        [openid.clockTolerance]: toleranceSeconds,
      },
      auth,
    );
    made.timeout = 5;
    if (issuer.settings.issuer.startsWith('http:')) openid.allowInsecureRequests(made);
    return made;
  };

  return {
    id: signIn.id,
    name: signIn.name,
    offers: (level) => reachesLevel(assurance.otherwise, level) || acrFor(level, assurance) !== undefined,
    async addressToAsk({ state, nonce, verifier, level, anew, language }) {
      const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await import('openid-client');
      const acr = acrFor(level, assurance);
      return buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: signIn.scope,
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ui_locales: language,
        ...(acr ? { acr_values: acr } : {}),
        ...(anew ? { prompt: 'login' } : {}),
      });
    },
    async finish(came, state, attempt) {
      try {
        const openid = await import('openid-client');
        const client = await configuration();
        const tokens = await openid.authorizationCodeGrant(client, new URL(`${redirectUri}${came.search}`), {
          pkceCodeVerifier: attempt.verifier,
          expectedState: state,
          expectedNonce: attempt.nonce,
          idTokenExpected: true,
        });
        const idToken = tokens.id_token ?? '';
        // The same keys, and the same refusals, as for a bearer token of this issuer.
        const { payload } = await jwtVerify(idToken, issuer.keys, {
          issuer: issuer.settings.issuer,
          audience: signIn.clientId,
          algorithms,
          maxTokenAge: oldestIdTokenSeconds,
          clockTolerance: toleranceSeconds,
          currentDate: now(),
        });
        let said: Claims = payload;
        if (!identityIn(said, names) && client.serverMetadata().userinfo_endpoint)
          said = { ...(await openid.fetchUserInfo(client, tokens.access_token, payload.sub ?? '')), ...payload };
        const identity = identityIn(said, names);
        if (!identity) throw new SignInFailure('nobody', 'the issuer names no person');
        return {
          ...{ identity, assurance: assuranceIn(said, assurance), issuer: signIn.id, idToken },
          subject: payload.sub ?? '',
          issuerSession: typeof payload.sid === 'string' ? payload.sid : null,
        };
      } catch (error) {
        throw failureOf(error);
      }
    },
    readLogout: (token) => readLogoutToken(token, { issuer, clientId: signIn.clientId, now }),
    async addressToEnd(idToken) {
      const { buildEndSessionUrl } = await import('openid-client');
      const client = await configuration();
      if (!client.serverMetadata().end_session_endpoint) return undefined;
      return buildEndSessionUrl(client, { id_token_hint: idToken, post_logout_redirect_uri: `${base}/signed-out` });
    },
  };
}

/** What of an exchange went wrong, without what the issuer said of the person. */
function failureOf(error: unknown): SignInFailure {
  if (error instanceof SignInFailure) return error;
  const { code, message, error: answered, status } = error as Record<string, unknown>;
  const why = [code, answered, message].filter((part) => typeof part === 'string').join(': ');
  if (answered === 'access_denied') return new SignInFailure('cancelled', why);
  const serverFailed = typeof status === 'number' && status >= 500;
  const silent = code === 'OAUTH_TIMEOUT' || code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' || serverFailed;
  if (silent || isUnreachable(error) || isHubError(error)) return new SignInFailure('issuer-down', why);
  return new SignInFailure('refused', why);
}

function readClientKey(file: string): JWK {
  try {
    const key = JSON.parse(readFileSync(file, 'utf8')) as JWK;
    if (key.d && key.kid && key.alg) return key;
  } catch (cause) {
    throw new HubError('CONFIG', `signIn.clientKeyFile: ${file} cannot be read as a JWK (JSON).`, { cause });
  }
  throw new HubError('CONFIG', `signIn.clientKeyFile: ${file} must be a private JWK with kid and alg.`);
}
