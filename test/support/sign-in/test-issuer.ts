import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';

/**
 * An OpenID Connect issuer over HTTP whose answers a test can bend: what it says of the person, how it signs, when it does not
 * answer. It holds the hub to the standard too: PKCE, a code once, the client's own secret.
 */
export interface TestIssuer {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What it says of whoever comes next. */
  says: JWTPayload;
  /** Makes the ID token, in the place of the right one. */
  idToken: ((payload: JWTPayload, sign: Sign) => Promise<string>) | undefined;
  /** What it answers the browser with beside the state, in the place of a code. */
  answers: Record<string, string> | undefined;
  /** Answers everything with 503. */
  down: boolean;
  /** How a client must prove itself at the token endpoint. */
  authentication: 'client_secret_post' | 'client_secret_basic' | 'private_key_jwt';
  /** The client's public key, for `private_key_jwt`. */
  clientKey: JWK | undefined;
  /** Tells who it is at the userinfo endpoint alone, not in the ID token. */
  tellsAtUserinfo: boolean;
  /** The query of each request to authorize. */
  readonly asked: URLSearchParams[];
  /** Signs with a new key from now on, and no longer tells of the old one. */
  rotate(): Promise<void>;
  /** Signs with its key of now: for what it tells the hub itself. */
  readonly sign: Sign;
  /** Forgets which codes were used: an issuer that does not keep to the standard. */
  allowReplay: boolean;
  close(): Promise<void>;
}

export type Sign = (payload: JWTPayload, header?: { kid?: string; typ?: string }) => Promise<string>;
interface Code {
  readonly challenge: string;
  readonly redirectUri: string;
  readonly nonce: string;
  readonly says: JWTPayload;
  used: boolean;
}

/** @param path Where it stands below its address: a demo that reads its settings from a file takes one below /oppvekst-demo/ alone. */
export async function startTestIssuer(now: () => Date, path = ''): Promise<TestIssuer> {
  let key = await newKey();
  const codes = new Map<string, Code>();
  const access = new Map<string, JWTPayload>();
  const server = createServer((request, response) => void handle(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const issuer: TestIssuer = {
    url,
    clientId: 'hub',
    clientSecret: 'a secret of this test',
    says: {},
    idToken: undefined,
    answers: undefined,
    down: false,
    asked: [],
    authentication: 'client_secret_post',
    clientKey: undefined,
    tellsAtUserinfo: false,
    allowReplay: false,
    sign: (payload, header) => sign(payload, header),
    async rotate() {
      key = await newKey();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const sign: Sign = (payload, header = {}) =>
    new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid: key.kid, ...header }).sign(key.privateKey);

  const authorize = (query: URLSearchParams, response: ServerResponse) => {
    issuer.asked.push(query);
    const redirectUri = query.get('redirect_uri') ?? '';
    const code = randomUUID();
    if (query.get('code_challenge_method') !== 'S256') return response.writeHead(400).end('PKCE is needed');
    codes.set(code, {
      challenge: query.get('code_challenge') ?? '',
      redirectUri,
      nonce: query.get('nonce') ?? '',
      says: issuer.says,
      used: false,
    });
    const answer = new URLSearchParams({ state: query.get('state') ?? '', iss: url, ...(issuer.answers ?? { code }) });
    return response.writeHead(303, { location: `${redirectUri}?${answer}` }).end();
  };

  const proves = async (form: URLSearchParams, authorization: string | undefined): Promise<boolean> => {
    const { clientId, clientSecret, clientKey, authentication } = issuer;
    if (authentication === 'client_secret_post')
      return form.get('client_id') === clientId && form.get('client_secret') === clientSecret;
    if (authentication === 'client_secret_basic')
      return (
        authorization === `Basic ${btoa(`${clientId}:${encodeURIComponent(clientSecret).replaceAll('%20', '+')}`)}`
      );
    if (!clientKey) return false;
    const options = { issuer: clientId, subject: clientId, audience: url, currentDate: now() };
    return jwtVerify(form.get('client_assertion') ?? '', await importJWK(clientKey), options).then(
      ({ protectedHeader }) => protectedHeader.kid === clientKey.kid,
      () => false,
    );
  };

  const token = async (form: URLSearchParams, authorization: string | undefined, response: ServerResponse) => {
    const code = codes.get(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!(await proves(form, authorization))) return json(response, 401, { error: 'invalid_client' });
    const spent = code?.used && !issuer.allowReplay;
    if (!code || spent || code.challenge !== challenge || code.redirectUri !== form.get('redirect_uri'))
      return json(response, 400, { error: 'invalid_grant' });
    code.used = true;
    const at = Math.floor(now().getTime() / 1_000);
    const payload = {
      iss: url,
      aud: 'hub',
      sub: 'a',
      iat: at,
      exp: at + 120,
      nonce: code.nonce,
      ...(issuer.tellsAtUserinfo ? {} : code.says),
    };
    const idToken = await (issuer.idToken ?? ((right) => sign(right)))(payload, sign);
    const accessToken = randomUUID();
    access.set(`Bearer ${accessToken}`, { sub: 'a', ...code.says });
    return json(response, 200, { access_token: accessToken, token_type: 'Bearer', id_token: idToken });
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    if (issuer.down) return response.writeHead(503).end();
    const { pathname: whole, searchParams } = new URL(request.url ?? '/', url);
    const pathname = whole.slice(path.length);
    if (pathname === '/authorize') return authorize(searchParams, response);
    if (pathname === '/jwks') return json(response, 200, { keys: [key.jwk] });
    if (pathname === '/token') {
      const { authorization } = request.headers;
      return token(new URLSearchParams(await bodyOf(request)), authorization, response);
    }
    if (pathname === '/userinfo') return json(response, 200, access.get(request.headers.authorization ?? '') ?? {});
    return json(response, 200, {
      issuer: url,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      jwks_uri: `${url}/jwks`,
      end_session_endpoint: `${url}/end`,
      userinfo_endpoint: `${url}/userinfo`,
      token_endpoint_auth_methods_supported: [issuer.authentication],
      id_token_signing_alg_values_supported: ['ES256'],
      authorization_response_iss_parameter_supported: true,
    });
  }
  return issuer;
}

async function newKey() {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = randomUUID();
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'ES256' } };
}

const json = (response: ServerResponse, status: number, content: unknown) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
