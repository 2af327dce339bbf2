import { type JWTPayload, jwtVerify } from 'jose';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import { type Issuer, isUnreachable } from '../identity/issuer.ts';

/** Which sessions an issuer says are over: those of a person, or of one session of the issuer's own, that began by then. */
export interface Logout {
  readonly subject: string | null;
  readonly issuerSession: string | null;
  /** When the issuer said it. */
  readonly at: Date;
}

export interface ReadLogoutOptions {
  readonly issuer: Issuer;
  readonly clientId: string;
  now(): Date;
}

const event = 'http://schemas.openid.net/event/backchannel-logout';
const algorithms = ['EdDSA', 'ES256', 'PS256', 'RS256'];
const longestToken = 8_000;
/** "Preferably at most two minutes in the future" is how long one is good; so old a one is refused whatever it says itself. */
const oldestSeconds = 300;
const toleranceSeconds = 10;

const refused = (why: string) => new HubError('BAD_INPUT', `The logout token is refused: ${why}.`);

/**
 * Reads a logout token as OpenID Connect Back-Channel Logout 1.0 § 2.6 demands: signed by the issuer's keys for this client, told to be a
 * logout, naming a person or a session, and no nonce, which would make it an ID token.
 *
 * @throws BAD_INPUT; UNAVAILABLE when the issuer's keys cannot be read now
 */
export async function readLogoutToken(token: unknown, { issuer, clientId, now }: ReadLogoutOptions): Promise<Logout> {
  if (typeof token !== 'string' || token === '' || token.length > longestToken) throw refused('there is none');
  const { payload, typ } = await verify(token, { issuer, clientId, now });
  if (typ !== undefined && !/^(application\/)?(logout\+)?jwt$/i.test(typ)) throw refused('it is another kind of token');
  const events = payload.events as Record<string, unknown> | undefined;
  if (typeof events !== 'object' || events === null || typeof events[event] !== 'object' || events[event] === null)
    throw refused('it tells of no logout');
  if ('nonce' in payload) throw refused('it has a nonce');
  if (typeof payload.jti !== 'string' || payload.jti === '') throw refused('it has no id');
  const [subject, issuerSession] = [textOf(payload.sub), textOf(payload.sid)];
  if (subject === null && issuerSession === null) throw refused('it names neither a person nor a session');
  return { subject, issuerSession, at: new Date((payload.iat ?? 0) * 1_000) };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

async function verify(
  token: string,
  { issuer, clientId, now }: ReadLogoutOptions,
): Promise<{ readonly payload: JWTPayload; readonly typ: string | undefined }> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, issuer.keys, {
      issuer: issuer.settings.issuer,
      audience: clientId,
      algorithms,
      requiredClaims: ['iat', 'exp'],
      maxTokenAge: oldestSeconds,
      clockTolerance: toleranceSeconds,
      currentDate: now(),
    });
    return { payload, typ: protectedHeader.typ };
  } catch (error) {
    if (isUnreachable(error) || isHubError(error))
      throw new HubError('UNAVAILABLE', 'The keys of the issuer cannot be read now. Try again.', { cause: error });
    throw refused('it does not verify');
  }
}
