import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Browser } from '#test/support/sign-in/browser.ts';
import { parent, startTestGateway, type TestGateway } from '#test/support/sign-in/test-gateway.ts';

let hub: TestGateway;
beforeAll(async () => {
  hub = await startTestGateway();
});
afterAll(() => hub.close());
beforeEach(() => {
  Object.assign(hub.issuer, {
    says: { pid: parent, acr: 'idporten-loa-high' },
    idToken: undefined,
    answers: undefined,
    down: false,
  });
  hub.logged.length = 0;
});

const signIn = async (browser: Browser, query = '') => browser.follow(`${hub.url}/sign-in${query}`);
const viewerOf = async (browser: Browser) => {
  const answer = await hub.ask({ cookie: await browser.cookiesFor(hub.url) });
  return JSON.parse(answer.text).data?.viewer ? JSON.parse(JSON.parse(answer.text).data.viewer) : answer.text;
};

describe('a parent who signs in', () => {
  it('comes back to the page that was asked for, and the graph knows who asks and how surely', async () => {
    const browser = hub.browser();
    const seen = await signIn(browser, '?return=/messages%3Funread%3D1');
    expect(seen.url).toBe(`${hub.url}/messages?unread=1`);
    expect(await viewerOf(browser)).toEqual({
      kind: 'person',
      personId: 'parent',
      purpose: null,
      organisation: null,
      assurance: 'high',
    });
  });

  it('holds a secret and no token, in a cookie that no script and no other host gets', async () => {
    const browser = hub.browser();
    await signIn(browser);
    const cookies = await browser.jar.getCookies(hub.url);
    expect(cookies.map(({ key }) => key)).toEqual(['__Host-oppvekst-312000008']);
    expect(cookies[0]).toMatchObject({ httpOnly: true, secure: true, sameSite: 'lax', path: '/', hostOnly: true });
    expect(cookies[0]?.value).toMatch(/^[\w-]{43}$/);
    expect(await browser.cookiesFor('http://hub.example')).toBe('');
  });

  it('is found neither by name nor by secret in the database', async () => {
    const browser = hub.browser();
    await signIn(browser);
    const [cookie] = await browser.jar.getCookies(hub.url);
    const rows = JSON.stringify(await hub.database.selectFrom('gateway.session').selectAll().execute());
    expect(rows).not.toContain(parent);
    expect(rows).not.toContain(cookie?.value);
  });

  it('is told who they are and until when', async () => {
    const browser = hub.browser();
    expect(await browser.open(`${hub.url}/me`)).toMatchObject({ status: 401 });
    await signIn(browser);
    const { text, headers } = await browser.open(`${hub.url}/me`);
    expect(JSON.parse(text)).toEqual({
      signedIn: true,
      with: 'ID-porten',
      assurance: 'high',
      idleUntil: '2026-11-22T12:30:00.000Z',
      until: '2026-11-22T20:00:00.000Z',
      person: { id: 'parent', employee: false },
      signOut: '/sign-out',
    });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).not.toContain(parent);
  });

  it('gets a new session each time, and the one before is good no more', async () => {
    const browser = hub.browser();
    await signIn(browser);
    const first = await browser.cookiesFor(hub.url);
    await signIn(browser);
    expect(await browser.cookiesFor(hub.url)).not.toBe(first);
    expect(await hub.ask({ cookie: first })).toMatchObject({ status: 401 });
  });

  it('asks the issuer by the standard: PKCE, state and nonce of their own each time, and the level that is needed', async () => {
    const before = hub.issuer.asked.length;
    await signIn(hub.browser());
    await signIn(hub.browser(), '?level=high');
    const asked = hub.issuer.asked.slice(before);
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(asked[0]?.get(name)).toMatch(/^[\w-]{43}$/);
      expect(asked[0]?.get(name)).not.toBe(asked[1]?.get(name));
    }
    expect(asked.map((query) => query.get('acr_values'))).toEqual(['idporten-loa-substantial', 'idporten-loa-high']);
    expect(asked[0]?.get('redirect_uri')).toBe(`${hub.url}/sign-in/callback/id-porten`);
  });

  it('who needs a higher level signs in anew, and is sent back when it was not reached', async () => {
    const browser = hub.browser();
    hub.issuer.says = { pid: parent, acr: 'idporten-loa-substantial' };
    await signIn(browser);
    expect(await viewerOf(browser)).toMatchObject({ assurance: 'substantial' });
    const refused = await signIn(browser, '?level=high');
    expect(hub.issuer.asked.at(-1)?.get('prompt')).toBe('login');
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('sikkerhetsnivået som kreves')]);
    expect(await viewerOf(browser)).toMatchObject({ assurance: 'substantial' });
    hub.issuer.says = { pid: parent, acr: 'idporten-loa-high' };
    await signIn(browser, '?level=high');
    expect(await viewerOf(browser)).toMatchObject({ assurance: 'high' });
  });

  it('is told plainly where to ask when nobody here is matched with them, in their language, and is not signed in', async () => {
    hub.issuer.says = { pid: '01810150012', acr: 'idporten-loa-high' };
    const browser = hub.browser();
    const seen = await browser.open(`${hub.url}/sign-in/start/id-porten?lang=en`);
    const back = await browser.open((await browser.open(seen.location)).location, {
      headers: { 'accept-language': 'en-GB' },
    });
    expect(back.status).toBe(403);
    expect(back.text).toContain('Ask the school or kindergarten that the child attends, or Prøve kommune');
    expect(await browser.cookiesFor(hub.url)).not.toMatch(/oppvekst-312000008=/);
    expect(hub.logged.join('')).not.toContain('01810150012');
  });
});

describe('one who signs out', () => {
  it('is signed out here and at the issuer, and comes back to a page that says so', async () => {
    const browser = hub.browser();
    await signIn(browser);
    const cookie = await browser.cookiesFor(hub.url);
    const page = await browser.open(`${hub.url}/sign-out`);
    expect(page.headers.get('content-security-policy')).toContain(`form-action 'self' ${hub.issuer.url};`);
    const out = await browser.open(`${hub.url}/sign-out`, {
      method: 'POST',
      headers: { origin: hub.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: '',
    });
    const end = new URL(out.location);
    expect(`${end.origin}${end.pathname}`).toBe(`${hub.issuer.url}/end`);
    expect(end.searchParams.get('post_logout_redirect_uri')).toBe(`${hub.url}/signed-out`);
    expect(end.searchParams.get('id_token_hint')).toBeTruthy();
    expect(await browser.cookiesFor(hub.url)).toBe('');
    expect(await hub.ask({ cookie })).toMatchObject({ status: 401 });
  });

  it('is signed out here also while the issuer is down, and another site cannot do it for them', async () => {
    const browser = hub.browser();
    await signIn(browser);
    const post = (headers: Record<string, string>) => browser.open(`${hub.url}/sign-out`, { method: 'POST', headers });
    expect(await post({ origin: 'https://evil.example' })).toMatchObject({ status: 403 });
    expect(await viewerOf(browser)).toMatchObject({ personId: 'parent' });
    hub.issuer.down = true;
    expect(await post({ accept: 'application/json' })).toMatchObject({ status: 200 });
    expect(await browser.cookiesFor(hub.url)).toBe('');
  });
});

describe('pages for signing in', () => {
  it('are in four languages, run no script, load nothing, and cannot be framed', async () => {
    for (const [language, words] of [
      ['nb', 'Du er logget ut'],
      ['nn', 'Du er logga ut'],
      ['se', 'Don leat loggejuvvon olggos'],
      ['en', 'You are signed out'],
    ]) {
      const page = await hub.browser().open(`${hub.url}/signed-out?lang=${language}`);
      expect(page.text).toContain(`<html lang="${language}">`);
      expect(page.text).toContain(words);
      expect(page.text).not.toMatch(/<script|src=|https?:/);
      const policy = page.headers.get('content-security-policy');
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|script-src/);
      expect(page.headers.get('x-content-type-options')).toBe('nosniff');
      expect(page.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    }
  });
});
