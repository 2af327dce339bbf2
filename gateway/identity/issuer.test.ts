import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { issuerSettingsSchema } from '#kit/config/issuer-settings.ts';
import { createIssuer } from './issuer.ts';
import { createTokenVerifier } from './verify-token.ts';

const start = new Date('2026-11-22T12:00:00Z').getTime();
let server: Server;
let address: string;
let asked: string[];
let published: Awaited<ReturnType<typeof signer>>[];
let document: (own: string) => object;

async function signer(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'ES256' };
  return { kid, privateKey, jwk };
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  asked = [];
  published = [await signer('first')];
  document = (own) => ({ issuer: own, jwks_uri: `${own}/jwks`, authorization_endpoint: `${own}/authorize` });
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('content-type', 'application/json');
    if (request.url === '/jwks') return response.end(JSON.stringify({ keys: published.map(({ jwk }) => jwk) }));
    return response.end(JSON.stringify(document(address)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  vi.useRealTimers();
  server.closeAllConnections();
  server.close();
});

const now = () => new Date();
const issuerHere = () =>
  createIssuer(issuerSettingsSchema.parse({ issuer: address, audience: 'hub', claims: {} }), now);
const tokenBy = ({ kid, privateKey }: (typeof published)[number]) =>
  new SignJWT({ pid: '17811150053' })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer(address)
    .setAudience('hub')
    .setIssuedAt(now())
    .setExpirationTime(new Date(Date.now() + 60_000))
    .sign(privateKey);
const minutes = (count: number) => vi.setSystemTime(Date.now() + count * 60_000);

describe('an issuer that is known by its address alone', () => {
  it('is asked where its keys are, once', async () => {
    const verify = createTokenVerifier([issuerHere()], now);
    await verify(await tokenBy(published[0] as (typeof published)[number]));
    minutes(1);
    await verify(await tokenBy(published[0] as (typeof published)[number]));
    expect(asked).toEqual(['/.well-known/openid-configuration', '/jwks']);
  });

  it('may change its keys at any time: a new one is taken into use, an old one is not trusted for long', async () => {
    const verify = createTokenVerifier([issuerHere()], now);
    const [first] = published as [(typeof published)[number]];
    await verify(await tokenBy(first));
    const second = await signer('second');
    published = [second];
    minutes(1);
    await expect(verify(await tokenBy(second))).resolves.toMatchObject({ kind: 'person' });
    await expect(verify(await tokenBy(first))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is asked anew after an hour, and what it said before is good while it does not answer, for a day', async () => {
    const issuer = issuerHere();
    await issuer.metadata();
    minutes(61);
    await issuer.metadata();
    expect(asked).toHaveLength(2);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    minutes(120);
    await expect(issuer.metadata()).resolves.toMatchObject({ issuer: address });
    minutes(25 * 60);
    await expect(issuer.metadata()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('that says it is another is not believed', async () => {
    document = (own) => ({ issuer: 'https://other.example', jwks_uri: `${own}/jwks` });
    await expect(issuerHere().metadata()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('that does not answer makes nobody a liar: the token may be good later', async () => {
    const token = await tokenBy(published[0] as (typeof published)[number]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const verify = createTokenVerifier([issuerHere()], now);
    await expect(verify(token)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
