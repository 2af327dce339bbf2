import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { issuerSettingsSchema } from '#kit/config/issuer-settings.ts';
import { createBrowser } from '#test/support/sign-in/browser.ts';
import { issuerSettings, parent } from '#test/support/sign-in/test-gateway.ts';
import { startTestIssuer, type TestIssuer } from '#test/support/sign-in/test-issuer.ts';
import { createIssuer } from '../identity/issuer.ts';
import { createRelyingParty } from './relying-party.ts';

// Not the machine's day: assertions and ID tokens are judged by the hub's clock.
const now = () => new Date('2027-03-01T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'oppvekst-client-'));
const keyFile = join(folder, 'client.json');
let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await startTestIssuer(now);
  issuer.says = { pid: parent, acr: 'idporten-loa-high' };
});
afterAll(async () => {
  await issuer.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  Object.assign(issuer, { authentication: 'client_secret_post', clientKey: undefined, tellsAtUserinfo: false });
});

function partyWith(client: object = {}) {
  const right = issuerSettings(issuer, 'id');
  const settings = issuerSettingsSchema.parse({ ...right, signIn: { ...right.signIn, ...client } });
  if (!settings.signIn) throw new Error('nobody signs in');
  return createRelyingParty({
    issuer: createIssuer(settings, now),
    signIn: settings.signIn,
    base: 'https://hub.example',
    now,
  });
}
async function signIn(party = partyWith()) {
  const attempt = {
    issuer: 'id',
    nonce: 'n',
    verifier: 'v'.repeat(43),
    level: 'high',
    returnTo: '/',
    language: 'nb',
  } as const;
  const address = await party.addressToAsk({ ...attempt, state: 's', anew: false });
  const { location } = await createBrowser().open(address.href);
  return party.finish(new URL(location), 's', attempt);
}
const signedIn = { identity: { kind: 'national-id', nationalId: parent }, assurance: 'high', issuer: 'id' };

describe('the hub proves itself to an issuer', () => {
  it('by its secret, in the way that the issuer takes', async () => {
    for (const authentication of ['client_secret_post', 'client_secret_basic'] as const) {
      issuer.authentication = authentication;
      expect(await signIn()).toMatchObject(signedIn);
    }
  });

  it('by its own key, as ID-porten wants it', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    writeFileSync(keyFile, JSON.stringify({ ...(await exportJWK(privateKey)), kid: 'hub-1', alg: 'RS256' }));
    issuer.authentication = 'private_key_jwt';
    issuer.clientKey = { ...(await exportJWK(publicKey)), kid: 'hub-1', alg: 'RS256' };
    const party = partyWith({ clientSecret: undefined, clientKeyFile: keyFile });
    expect(await signIn(party)).toMatchObject(signedIn);
    issuer.clientKey = { ...issuer.clientKey, kid: 'another' };
    await expect(signIn(party)).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('invalid_client'),
    });
  });

  it.each([
    ['that is not there', undefined, 'cannot be read as a JWK'],
    ['that is no key', '{}', 'must be a private JWK with kid and alg'],
    ['that is no JSON', 'secret', 'cannot be read as a JWK'],
  ])('and says at the start when the file of the key is one %s', (_, content, words) => {
    rmSync(keyFile, { force: true });
    if (content !== undefined) writeFileSync(keyFile, content);
    expect(() => partyWith({ clientSecret: undefined, clientKeyFile: keyFile })).toThrow(words);
  });
});

describe('who somebody is', () => {
  it('is asked for at the issuer’s own address where the ID token does not say', async () => {
    issuer.tellsAtUserinfo = true;
    expect(await signIn()).toMatchObject(signedIn);
  });

  it('is by the names of claims that the settings give', async () => {
    issuer.says = { employee: 'anna@prove.no', acrs: ['c1', 'c2'] };
    const settings = issuerSettingsSchema.parse({
      ...issuerSettings(issuer, 'entra'),
      claims: { feideId: 'employee' },
      assurance: { claim: 'acrs', levels: { c1: 'low', c2: 'substantial' } },
    });
    const party = createRelyingParty({
      issuer: createIssuer(settings, now),
      signIn: settings.signIn as NonNullable<typeof settings.signIn>,
      base: 'https://hub.example',
      now,
    });
    expect(await signIn(party)).toMatchObject({
      identity: { kind: 'feide', feideId: 'anna@prove.no' },
      assurance: 'substantial',
    });
    expect(party.offers('high')).toBe(false);
    issuer.says = { pid: parent, acr: 'idporten-loa-high' };
  });
});
