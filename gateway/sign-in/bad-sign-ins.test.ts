import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Browser, Seen } from '#test/support/sign-in/browser.ts';
import { issuerSettings, parent, startTestGateway, type TestGateway } from '#test/support/sign-in/test-gateway.ts';
import { startTestIssuer, type TestIssuer } from '#test/support/sign-in/test-issuer.ts';
import { returnPath } from './return-path.ts';

let hub: TestGateway;
let other: TestIssuer;
beforeAll(async () => {
  hub = await startTestGateway();
  other = await startTestIssuer(() => hub.clock.now);
});
afterAll(async () => {
  await hub.close();
  await other.close();
});
beforeEach(() => {
  const right = { says: { pid: parent, acr: 'idporten-loa-high' }, idToken: undefined, answers: undefined };
  Object.assign(hub.issuer, right, { down: false, allowReplay: false });
  hub.logged.length = 0;
});

const signIn = (browser: Browser, query = '') => browser.follow(`${hub.url}/sign-in${query}`);
/** Goes to the issuer and back, and stops before the hub has seen the answer: the address that it is called back at. */
async function untilCallback(browser: Browser): Promise<string> {
  const start = await browser.open(`${hub.url}/sign-in/start/id-porten`);
  return (await browser.open(start.location)).location;
}
const sessionOf = (browser: Browser) =>
  browser.cookiesFor(hub.url).then((text) => /oppvekst-312000008=(\S+)/.exec(text)?.[1]);
const expectRefused = async (browser: Browser, seen: Seen, status: number, words: RegExp) => {
  expect([seen.status, seen.text]).toEqual([status, expect.stringMatching(words)]);
  expect(await sessionOf(browser)).toBeUndefined();
  const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(seen.text)?.[0];
  expect(hub.logged.join('')).toContain(id);
  expect(seen.text + hub.logged.join('')).not.toContain(parent);
};
const changed = (change: Record<string, unknown>) => {
  hub.issuer.idToken = (payload, sign) => sign({ ...payload, ...change });
};
const seconds = (from: number) => Math.floor(hub.clock.now.getTime() / 1_000) + from;
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('an answer of the issuer', () => {
  it.each<[string, () => void]>([
    ['for another client', () => changed({ aud: 'another' })],
    ['of another issuer', () => changed({ iss: 'https://evil.example' })],
    ['with another nonce', () => changed({ nonce: 'another' })],
    ['without a nonce', () => changed({ nonce: undefined })],
    ['that has expired', () => changed({ iat: seconds(-300), exp: seconds(-60) })],
    ['of long ago', () => changed({ iat: seconds(-3_600), exp: seconds(3_600) })],
    ['of the far future', () => changed({ iat: seconds(3_600), exp: seconds(7_200) })],
    ['not valid yet', () => changed({ nbf: seconds(3_600) })],
    [
      'with alg none',
      () => {
        hub.issuer.idToken = async (payload) => `${part({ alg: 'none' })}.${part(payload)}.`;
      },
    ],
    [
      'signed by an unknown key',
      () => {
        hub.issuer.idToken = (payload, sign) => sign(payload, { kid: 'unknown' });
      },
    ],
    [
      'whose signature is of another text',
      () => {
        hub.issuer.idToken = async (payload, sign) => {
          const [header, , signature] = (await sign({ ...payload, pid: 'x' })).split('.');
          return `${header}.${part(payload)}.${signature}`;
        };
      },
    ],
  ])('%s signs nobody in', async (_, bend) => {
    bend();
    const browser = hub.browser();
    await expectRefused(browser, await signIn(browser), 401, /kunne ikke godtas/);
  });

  it('that names no person signs nobody in', async () => {
    hub.issuer.says = { acr: 'idporten-loa-high' };
    const browser = hub.browser();
    await expectRefused(browser, await signIn(browser), 403, /sa ikke hvem du er/);
  });

  it('is taken a few seconds early or late: clocks differ', async () => {
    for (const change of [{ iat: seconds(5), nbf: seconds(5) }, { exp: seconds(-5) }]) {
      changed(change);
      const browser = hub.browser();
      await signIn(browser);
      expect(await sessionOf(browser)).toBeDefined();
    }
  });

  it('in the name of another issuer is refused before its code is used (iss)', async () => {
    hub.issuer.answers = { code: 'a', iss: 'https://evil.example' };
    const browser = hub.browser();
    await expectRefused(browser, await signIn(browser), 401, /kunne ikke godtas/);
  });

  it('that the person broke it off is told so', async () => {
    hub.issuer.answers = { error: 'access_denied' };
    const browser = hub.browser();
    await expectRefused(browser, await signIn(browser), 400, /Du avbrøt/);
  });

  it('signed with a new key is taken: the issuer may change its keys at any time', async () => {
    await signIn(hub.browser());
    await hub.issuer.rotate();
    const real = Date.now;
    Date.now = () => real() + 31_000; // jose asks for unknown keys every half minute, by the machine's clock
    try {
      const browser = hub.browser();
      await signIn(browser);
      expect(await sessionOf(browser)).toBeDefined();
    } finally {
      Date.now = real;
    }
  });
});

describe('a sign-in', () => {
  it('is good once: the same answer a second time is refused, also by an issuer that takes a code twice', async () => {
    hub.issuer.allowReplay = true;
    const browser = hub.browser();
    const callback = await untilCallback(browser);
    const own = await browser.cookiesFor(hub.url);
    await browser.open(callback);
    const replayed = await hub.browser().open(callback, { headers: { cookie: own } });
    expect(replayed.status).toBe(400);
    expect(replayed.headers.getSetCookie()).toEqual([]);
  });

  it('is good in the browser that began it alone: nobody is signed in as another by an address they are sent', async () => {
    const attacker = hub.browser();
    const callback = await untilCallback(attacker);
    const victim = hub.browser();
    await victim.open(`${hub.url}/sign-in/start/id-porten`);
    await expectRefused(victim, await victim.open(callback), 400, /en annen nettleser/);
  });

  it.each([
    ['that is forged', 'state=forged&code=a'],
    ['that is missing', 'code=a'],
    ['that is there twice', 'state=a&state=b&code=a'],
  ])('with a state %s is refused', async (_, query) => {
    const browser = hub.browser();
    await browser.open(`${hub.url}/sign-in/start/id-porten`);
    await expectRefused(
      browser,
      await browser.open(`${hub.url}/sign-in/callback/id-porten?${query}`),
      400,
      /brukt allerede/,
    );
  });

  it('that took more than ten minutes is refused, and leaves nothing behind', async () => {
    const browser = hub.browser();
    const callback = await untilCallback(browser);
    hub.pass(10);
    await expectRefused(browser, await browser.open(callback), 400, /tok for lang tid/);
    await untilCallback(hub.browser());
    hub.pass(11);
    await hub.signIn.attempts.prune();
    expect(await hub.database.selectFrom('gateway.signIn').selectAll().execute()).toEqual([]);
  });

  it('that is cut in the middle can be begun again, and two may be under way in one browser', async () => {
    const browser = hub.browser();
    const first = await untilCallback(browser);
    const second = await untilCallback(browser);
    await browser.open(second);
    expect(await sessionOf(browser)).toBeDefined();
    expect((await browser.open(first)).status).toBe(400);
  });

  it('while the issuer is down is told so, before and after, and works when it is up again', async () => {
    const browser = hub.browser();
    const callback = await untilCallback(browser);
    hub.issuer.down = true;
    await expectRefused(browser, await browser.open(callback), 503, /svarer ikke nå/);
    hub.issuer.down = false;
    await signIn(browser);
    expect(await sessionOf(browser)).toBeDefined();
  });

  it('at an issuer that never answered is told so', async () => {
    const silent = await startTestGateway();
    silent.issuer.down = true;
    const seen = await silent.browser().follow(`${silent.url}/sign-in?lang=se`);
    expect([seen.status, seen.text]).toEqual([503, expect.stringContaining('Sisaloggenbálvalus ii vástit dál')]);
    await silent.close();
  });

  it('by a way that is not here is refused', async () => {
    const browser = hub.browser();
    await expectRefused(browser, await browser.open(`${hub.url}/sign-in/start/evil`), 404, /finnes ikke her/);
  });

  it('comes back to the issuer’s own place: what one issuer says is not taken for another’s', async () => {
    const two = await startTestGateway({
      issuers: [issuerSettings(hub.issuer, 'first'), issuerSettings(other, 'second')],
    });
    const browser = two.browser();
    const choice = await browser.open(`${two.url}/sign-in`);
    expect(choice.text.match(/class="way"/g)).toHaveLength(2);
    const start = await browser.open(`${two.url}/sign-in/start/first`);
    const { search } = new URL((await browser.open(start.location)).location);
    expect(await browser.open(`${two.url}/sign-in/callback/second${search}`)).toMatchObject({ status: 400 });
    await two.close();
  });
});

describe('the address to go on to', () => {
  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/..//evil.example',
    '/%0d%0aevil\r\n',
    'javascript:alert(1)',
    ' /x',
    '/\t/evil.example',
    'me',
  ])('%j is refused', async (path) => {
    const browser = hub.browser();
    const seen = await browser.open(`${hub.url}/sign-in?return=${encodeURIComponent(path)}`);
    expect(seen.location === '' || new URL(seen.location).origin === hub.url).toBe(true);
    const last = await signIn(hub.browser(), `?return=${encodeURIComponent(path)}`);
    expect(last.status === 400 || new URL(last.url).host === 'hub.example').toBe(true);
    expect(new URL(last.url).pathname).not.toMatch(/evil|^\/\//);
  });

  it('may be any page of the hub', () => {
    for (const path of ['/', '/me', '/a/b?c=d&e=/f#g', '/@evil.example', '/%2F%2Fevil.example'])
      expect(returnPath(path, '/me', hub.url)).toBe(path);
    expect(returnPath(undefined, '/me', hub.url)).toBe('/me');
  });
});
