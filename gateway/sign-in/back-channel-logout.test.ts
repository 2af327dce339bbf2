import { randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parent, startTestGateway, type TestGateway } from '#test/support/sign-in/test-gateway.ts';

let hub: TestGateway;
beforeAll(async () => {
  hub = await startTestGateway();
});
afterAll(() => hub.close());
beforeEach(() => {
  hub.issuer.down = false;
});

const address = '/sign-out/back-channel/id-porten';
const event = 'http://schemas.openid.net/event/backchannel-logout';

/** The cookie of somebody who has signed in, whom the issuer calls so, by a session that it calls so. */
async function signedIn(sub: string, sid?: string): Promise<string> {
  hub.issuer.says = { pid: parent, acr: 'idporten-loa-high', sub, ...(sid === undefined ? {} : { sid }) };
  const browser = hub.browser();
  await browser.follow(`${hub.url}/sign-in`);
  const cookie = await browser.cookiesFor(hub.url);
  expect(await lasts(cookie)).toBe(true);
  return cookie;
}
const lasts = async (cookie: string) =>
  (await hub.browser().open(`${hub.url}/me`, { headers: { cookie } })).status === 200;
const seconds = () => Math.floor(hub.clock.now.getTime() / 1_000);
const claims = (over: Record<string, unknown> = {}): JWTPayload => ({
  ...{ iss: hub.issuer.url, aud: 'hub', iat: seconds(), exp: seconds() + 120, jti: randomUUID(), sub: 'eva' },
  ...{ events: { [event]: {} } },
  ...over,
});
async function tell(token: string, to = address) {
  const answer = await hub.send(`${hub.url}${to}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ logout_token: token }).toString(),
  });
  return { status: answer.status, text: await answer.text(), cache: answer.headers.get('cache-control') };
}
const tellClaims = async (over: Record<string, unknown> = {}, typ = 'logout+jwt') =>
  tell(await hub.issuer.sign(claims(over), { typ }));

describe('an issuer that tells of a sign-out', () => {
  it('ends the session that it names, on the hub’s side alone of that browser; another of the same person goes on', async () => {
    const [here, elsewhere] = [await signedIn('eva', 'session-1'), await signedIn('eva', 'session-2')];
    expect(await tellClaims({ sid: 'session-1' })).toEqual({ status: 200, text: '', cache: 'no-store' });
    expect([await lasts(here), await lasts(elsewhere)]).toEqual([false, true]);
    expect(await hub.ask({ cookie: here })).toMatchObject({ status: 401 });
  });

  it('ends every session of the person that it names, and nobody else’s', async () => {
    const [one, two, other] = [await signedIn('eva', 'a'), await signedIn('eva'), await signedIn('oda', 'b')];
    expect((await tellClaims({ sub: 'eva' })).status).toBe(200);
    expect([await lasts(one), await lasts(two), await lasts(other)]).toEqual([false, false, true]);
    expect((await tellClaims({ sub: undefined, sid: 'b' })).status).toBe(200);
    expect(await lasts(other)).toBe(false);
  });

  it('ends nothing anew with a token that is sent again, after the person has signed in again', async () => {
    const before = await signedIn('eva');
    const token = await hub.issuer.sign(claims());
    expect((await tell(token)).status).toBe(200);
    expect(await lasts(before)).toBe(false);
    hub.pass(1);
    const again = await signedIn('eva');
    expect((await tell(token)).status).toBe(200);
    expect(await lasts(again)).toBe(true);
  });

  it('finds nobody’s name in the table of sessions: not even what the issuer calls them', async () => {
    await signedIn('a-name-of-the-issuer', 'a-session-of-the-issuer');
    const rows = JSON.stringify(await hub.database.selectFrom('gateway.session').selectAll().execute());
    expect(rows).not.toMatch(/a-name-of-the-issuer|a-session-of-the-issuer/);
  });
});

describe('what is no logout token of the issuer', () => {
  it.each<[string, () => Promise<string> | string]>([
    ['nothing', () => ''],
    ['text', () => 'abc'],
    ['a token for another client', () => hub.issuer.sign(claims({ aud: 'another' }))],
    ['a token of another issuer', () => hub.issuer.sign(claims({ iss: 'https://evil.example' }))],
    ['a token that has expired', () => hub.issuer.sign(claims({ iat: seconds() - 200, exp: seconds() - 60 }))],
    [
      'an old token that says it never expires',
      () => hub.issuer.sign(claims({ iat: seconds() - 4_000, exp: seconds() + 9_000 })),
    ],
    ['a token of the future', () => hub.issuer.sign(claims({ iat: seconds() + 600, exp: seconds() + 700 }))],
    ['an ID token: it has a nonce', () => hub.issuer.sign(claims({ nonce: 'n' }))],
    ['a token without the event', () => hub.issuer.sign(claims({ events: undefined }))],
    ['a token of another event', () => hub.issuer.sign(claims({ events: { 'https://example.com/e': {} } }))],
    ['a token whose event is no object', () => hub.issuer.sign(claims({ events: { [event]: true } }))],
    ['a token of nobody', () => hub.issuer.sign(claims({ sub: undefined }))],
    ['a token without an id', () => hub.issuer.sign(claims({ jti: undefined }))],
    ['a token of another kind', () => hub.issuer.sign(claims(), { typ: 'at+jwt' })],
    [
      'a token without a signature',
      () => `${[{ alg: 'none' }, claims()].map((part) => btoa(JSON.stringify(part)).replaceAll('=', '')).join('.')}.`,
    ],
    [
      'a token whose words are changed',
      async () => {
        const [head, , signature] = (await hub.issuer.sign(claims())).split('.');
        return [head, btoa(JSON.stringify(claims({ sub: 'oda' }))).replaceAll('=', ''), signature].join('.');
      },
    ],
  ])('is refused, and ends nothing: %s', async (_, token) => {
    const cookie = await signedIn('eva', 'session');
    const { status, text, cache } = await tell(await token());
    expect([status, JSON.parse(text).error, cache]).toEqual([400, 'invalid_request', 'no-store']);
    expect(text).not.toMatch(/eva|\.ts|127\.0\.0\.1/);
    expect(await lasts(cookie)).toBe(true);
  });

  it('is not taken at the address of another issuer, nor as anything but a form, nor when its keys cannot be read', async () => {
    const cookie = await signedIn('eva');
    expect((await tell(await hub.issuer.sign(claims()), '/sign-out/back-channel/feide')).status).toBe(404);
    const json = await hub.send(`${hub.url}${address}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ logout_token: await hub.issuer.sign(claims()) }),
    });
    expect(json.status).toBe(400);
    await hub.issuer.rotate();
    hub.issuer.down = true;
    expect((await tell(await hub.issuer.sign(claims()))).status).not.toBe(200);
    expect(await lasts(cookie)).toBe(true);
  });
});
