import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { type IssuerSettings, issuerSettingsSchema } from '#kit/config/issuer-settings.ts';
import { createIssuer } from './issuer.ts';
import { createTokenVerifier } from './verify-token.ts';

const now = new Date('2026-11-22T12:00:00Z');
const at = (seconds: number) => now.getTime() / 1000 + seconds;
const claims = { nationalId: 'pid', feideId: 'feide', clientId: 'client_id' };
const pid = '17811150053';

type Signer = Awaited<ReturnType<typeof signer>>;
async function signer(kid: string, alg: 'EdDSA' | 'ES256' = 'EdDSA') {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig' as const, alg, kty: alg === 'EdDSA' ? 'OKP' : 'EC' };
  return { privateKey, jwk, kid, alg };
}
let trusted: Signer;
let stranger: Signer;
let issuers: IssuerSettings[];
let verify: ReturnType<typeof createTokenVerifier>;
beforeAll(async () => {
  [trusted, stranger] = await Promise.all([signer('key-1'), signer('key-1')]);
  const other = await signer('key-2', 'ES256');
  issuers = [
    { issuer: 'https://id.example', audience: 'hub', keys: { keys: [trusted.jwk] }, claims },
    { issuer: 'https://other.example', audience: 'hub', keys: { keys: [other.jwk] }, claims },
  ].map((issuer) => issuerSettingsSchema.parse(issuer));
  verify = verifierOf(issuers);
});

const verifierOf = (trustedIssuers: readonly IssuerSettings[], clock = () => now) =>
  createTokenVerifier(
    trustedIssuers.map((issuer) => createIssuer(issuer, clock)),
    clock,
  );

const payload: JWTPayload = { iss: 'https://id.example', aud: 'hub', iat: at(-10), exp: at(300), pid };
const tokenOf = (
  change: Record<string, unknown> = {},
  by: Signer = trusted,
  header: { kid?: string } = { kid: by.kid },
) => new SignJWT({ ...payload, ...change }).setProtectedHeader({ alg: by.alg, ...header }).sign(by.privateKey);
/** As Maskinporten gives it to a client that has proved itself by `private_key_jwt`. */
const system = {
  pid: undefined,
  client_id: 'app',
  consumer: { authority: 'iso6523-actorid-upis', ID: '0192:312000016' },
  scope: 'oppvekst:read oppvekst:groups',
};
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a bearer token', () => {
  it('says which person it is for: by national id, or by Feide id', async () => {
    expect(await verify(await tokenOf())).toEqual({
      kind: 'person',
      identity: { kind: 'national-id', nationalId: pid },
      assurance: 'low',
    });
    expect(await verify(await tokenOf({ pid: undefined, feide: 'anna@example.no' }))).toEqual({
      kind: 'person',
      identity: { kind: 'feide', feideId: 'anna@example.no' },
      assurance: 'low',
    });
  });

  it('says how surely: the highest level that its issuer names, the lowest when it names none that is known', async () => {
    const levelOf = async (acr: unknown) => verify(await tokenOf({ acr }));
    expect(await levelOf('idporten-loa-high')).toMatchObject({ assurance: 'high' });
    expect(await levelOf(['idporten-loa-substantial', 'idporten-loa-low'])).toMatchObject({ assurance: 'substantial' });
    for (const unknown of ['high', 'constructor', '', 4, null, {}, ['x']])
      expect(await levelOf(unknown)).toMatchObject({ assurance: 'low' });
  });

  it('says which system it is for only when it is for no person', async () => {
    expect(await verify(await tokenOf({ client_id: 'app' }))).toMatchObject({ kind: 'person' });
    expect(await verify(await tokenOf(system))).toEqual({
      kind: 'system',
      clientId: 'app',
      issuer: 'https://id.example',
      organisation: '312000016',
      scopes: ['oppvekst:read', 'oppvekst:groups'],
    });
  });

  it('of a system from an issuer that names no organisations is taken without one', async () => {
    const [first] = issuers;
    const plain = [issuerSettingsSchema.parse({ ...first, claims: { ...claims, organisation: null, scope: 'roles' } })];
    const given = await tokenOf({ pid: undefined, client_id: 'app', roles: ['read', 7, ''] });
    expect(await verifierOf(plain)(given)).toMatchObject({ organisation: null, scopes: ['read'] });
  });

  it.each([
    ['nothing', undefined],
    ['a number alone', '312000016'],
    ['another scheme', { ID: '0088:312000016' }],
    ['a number with a wrong check digit', { ID: '0192:312000017' }],
    ['more than a number', { ID: '0192:312000016:x' }],
    ['a list', [{ ID: '0192:312000016' }]],
  ])('of a system whose consumer is %s is refused', async (_, consumer) => {
    await expect(verify(await tokenOf({ ...system, consumer }))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringMatching(/its claim consumer names no organisation/),
    });
  });

  it.each<[string, () => Promise<string> | string, RegExp]>([
    ['signed by an unknown key of the same name', () => tokenOf({}, stranger), /does not verify/],
    ['with a key id that the issuer does not have', () => tokenOf({}, trusted, { kid: 'key-9' }), /does not verify/],
    ['signed by one issuer in the name of another', () => tokenOf({ iss: 'https://other.example' }), /does not verify/],
    ['of an issuer that is not trusted', () => tokenOf({ iss: 'https://evil.example' }), /not one this hub trusts/],
    [
      'of an issuer whose name only begins right',
      () => tokenOf({ iss: 'https://id.example.evil' }),
      /not one this hub trusts/,
    ],
    ['without an issuer', () => tokenOf({ iss: undefined }), /not one this hub trusts/],
    ['for another audience', () => tokenOf({ aud: 'portal' }), /does not verify/],
    ['for no audience', () => tokenOf({ aud: undefined }), /does not verify/],
    ['that has expired', () => tokenOf({ exp: at(-60) }), /has expired/],
    ['that never expires', () => tokenOf({ exp: undefined }), /does not verify/],
    ['that does not say when it was issued', () => tokenOf({ iat: undefined }), /does not verify/],
    ['issued in the far future', () => tokenOf({ iat: at(3_600), exp: at(7_200) }), /does not verify/],
    ['not valid before the far future', () => tokenOf({ nbf: at(3_600) }), /does not verify/],
    ['issued long ago, however long it lasts', () => tokenOf({ iat: at(-90_000), exp: at(90_000) }), /has expired/],
    ['with alg none', () => `${part({ alg: 'none' })}.${part(payload)}.`, /does not verify/],
    [
      'with alg none and a signature',
      async () => `${part({ alg: 'none' })}.${part(payload)}.${(await tokenOf()).split('.')[2]}`,
      /does not verify/,
    ],
    [
      'with a changed payload',
      async () =>
        (await tokenOf())
          .split('.')
          .map((text, index) => (index === 1 ? part({ ...payload, pid: '1' }) : text))
          .join('.'),
      /does not verify/,
    ],
    ['without its signature', async () => `${(await tokenOf()).split('.').slice(0, 2).join('.')}.`, /does not verify/],
    ['that is no token', () => 'not-a-token', /is not a signed token/],
    ['that is empty', () => '', /is not a signed token/],
    ['that is too long', () => tokenOf({ filler: 'x'.repeat(8_000) }), /is too long/],
    ['for nobody', () => tokenOf({ pid: undefined }), /neither which person nor which system/],
  ])('%s is refused', async (_, make, message) => {
    const token = await make();
    const failure: unknown = await verify(token).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'UNAUTHENTICATED', message: expect.stringMatching(message) });
  });

  it('signed with a shared secret made of the public key is refused', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(trusted.jwk));
    const token = await new SignJWT(payload).setProtectedHeader({ alg: 'HS256', kid: 'key-1' }).sign(secret);
    await expect(verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is taken a few seconds early or late: clocks differ', async () => {
    await expect(verify(await tokenOf({ iat: at(5), nbf: at(5) }))).resolves.toBeDefined();
    await expect(verify(await tokenOf({ exp: at(-5) }))).resolves.toBeDefined();
  });

  it('that was good is not good a moment after it expires, nor a day after it was issued, however often it is shown', async () => {
    let instant = now;
    const asked = verifierOf(issuers, () => instant);
    const short = await tokenOf({ exp: at(60) });
    const long = await tokenOf({ iat: at(-10), exp: at(7 * 24 * 3600) });
    for (const seconds of [0, 30, 59]) {
      instant = new Date(at(seconds) * 1000);
      expect(await asked(short)).toEqual(await asked(long));
    }
    instant = new Date(at(71) * 1000);
    await expect(asked(short)).rejects.toMatchObject({ message: expect.stringMatching(/has expired/) });
    expect(await asked(long)).toMatchObject({ kind: 'person' });
    instant = new Date(at(24 * 3600 + 1) * 1000);
    await expect(asked(long)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    instant = new Date(at(-60) * 1000);
    await expect(asked(short)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('that differs from a good one in one character is verified by itself', async () => {
    const asked = verifierOf(issuers);
    const token = await tokenOf();
    await asked(token);
    const [header, , signature] = token.split('.');
    const forged = `${header}.${part({ ...payload, pid: '01810150012' })}.${signature}`;
    await expect(asked(forged)).rejects.toMatchObject({ message: expect.stringMatching(/does not verify/) });
  });

  it('of nobody is trusted where no issuer is configured', async () => {
    await expect(verifierOf([])(await tokenOf())).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });
});

describe('an issuer that publishes its keys', () => {
  it('is asked for them, is trusted by them, and when it does not answer nobody is called a liar', async () => {
    const server = createServer((_request, response) => response.end(JSON.stringify({ keys: [trusted.jwk] })));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
    const published = [issuerSettingsSchema.parse({ ...issuers[0], keys: undefined, jwksUrl })];
    await expect(verifierOf(published)(await tokenOf())).resolves.toMatchObject({ kind: 'person' });
    await expect(verifierOf(published)(await tokenOf({}, stranger))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await expect(verifierOf(published)(await tokenOf())).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });
});
