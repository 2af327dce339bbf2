import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parent, startTestGateway, type TestGateway } from '#test/support/sign-in/test-gateway.ts';
import { cookiesOf, secretIn } from './cookies.ts';

let hub: TestGateway;
beforeAll(async () => {
  hub = await startTestGateway();
});
afterAll(() => hub.close());
beforeEach(() => {
  hub.issuer.says = { pid: parent, acr: 'idporten-loa-high' };
});

async function signedIn(): Promise<string> {
  const browser = hub.browser();
  await browser.follow(`${hub.url}/sign-in`);
  return browser.cookiesFor(hub.url);
}
const name = '__Host-oppvekst-312000008';
const tellsOf = (text: string) => JSON.parse(text).errors?.[0];

describe('a session', () => {
  it('ends when nothing was asked for in half an hour, however long it might have lasted', async () => {
    const cookie = await signedIn();
    for (const minutes of [29, 29, 29]) {
      hub.pass(minutes);
      expect(await hub.ask({ cookie })).toMatchObject({ status: 200 });
    }
    hub.pass(30);
    const late = await hub.ask({ cookie });
    expect([late.status, tellsOf(late.text)]).toEqual([
      401,
      { message: 'Your session has ended. Sign in again at /sign-in.', extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  it('is not prolonged by a page that asks how long it lasts', async () => {
    const cookie = await signedIn();
    const look = () => hub.browser().open(`${hub.url}/me`, { headers: { cookie } });
    hub.pass(20);
    expect(JSON.parse((await look()).text).idleUntil).toBe(new Date(hub.clock.now.getTime() + 600_000).toISOString());
    hub.pass(10);
    expect(await look()).toMatchObject({ status: 401 });
    expect(await hub.ask({ cookie })).toMatchObject({ status: 401 });
  });

  it('ends after eight hours, however much it is used', async () => {
    const cookie = await signedIn();
    for (let minutes = 0; minutes < 480; minutes += 20) {
      expect(await hub.ask({ cookie })).toMatchObject({ status: 200 });
      hub.pass(20);
    }
    expect(await hub.ask({ cookie })).toMatchObject({ status: 401 });
  });

  it('is deleted when it has ended', async () => {
    const [ended] = [await signedIn()];
    hub.pass(31);
    const lasting = await signedIn();
    await hub.signIn.sessions.prune();
    expect(await hub.database.selectFrom('gateway.session').selectAll().execute()).toHaveLength(1);
    expect(await hub.ask({ cookie: lasting })).toMatchObject({ status: 200 });
    expect(await hub.ask({ cookie: ended })).toMatchObject({ status: 401 });
  });

  it('is nobody’s once its person is matched with nobody any more', async () => {
    const cookie = await signedIn();
    hub.people.delete(parent);
    const { status, text } = await hub.ask({ cookie });
    hub.people.set(parent, { personId: 'parent', employee: false });
    expect(status).toBe(401);
    expect(text).toContain('Ask the school or kindergarten that the child attends, or Prøve kommune');
  });

  it('shows one person, whichever way they signed in, in both their roles', async () => {
    const teacher = { personId: 'teacher and parent', employee: true };
    hub.people.set('anna@prove.no', teacher).set('17811150134', teacher);
    const viewers = [];
    for (const says of [
      { pid: '17811150134' },
      { 'https://n.feide.no/claims/eduPersonPrincipalName': 'anna@prove.no' },
    ]) {
      hub.issuer.says = { ...says, acr: 'idporten-loa-substantial' };
      const { text } = await hub.ask({ cookie: await signedIn(), 'oppvekst-purpose': 'education' });
      viewers.push(JSON.parse(JSON.parse(text).data.viewer));
    }
    expect(viewers[0]).toEqual({
      kind: 'person',
      personId: 'teacher and parent',
      purpose: 'education',
      organisation: '312000008',
      assurance: 'substantial',
    });
    expect(viewers[1]).toEqual(viewers[0]);
  });
});

describe('a request is refused', () => {
  it.each<[string, () => Promise<Record<string, string>>, number, RegExp]>([
    ['with a forged session', async () => ({ cookie: `${name}=${'a'.repeat(43)}` }), 401, /has ended/],
    ['with a session that was never given out', async () => ({ cookie: `${name}=' or 1=1 --` }), 401, /has ended/],
    [
      'with a session of another hub under this one’s name',
      async () => ({ cookie: `${name}=bm90IG9mIHRoaXMgaHViLCBidXQgb2YgYW5vdGhlci4` }),
      401,
      /has ended/,
    ],
    [
      'with two sessions',
      async () => ({ cookie: `${await signedIn()}; ${name}=${'a'.repeat(43)}` }),
      400,
      /two cookies __Host-oppvekst-312000008/,
    ],
    [
      'with a session and a bearer token at once',
      async () => ({ cookie: await signedIn(), authorization: 'Bearer x' }),
      400,
      /not both/,
    ],
    [
      'that a page of another site makes with the session',
      async () => ({ cookie: await signedIn(), origin: 'https://evil.example' }),
      403,
      /another site/,
    ],
    [
      'that a page of a neighbouring site makes with the session',
      async () => ({ cookie: await signedIn(), 'sec-fetch-site': 'same-site' }),
      403,
      /another site/,
    ],
    [
      'that a page without an origin makes with the session',
      async () => ({ cookie: await signedIn(), origin: 'null' }),
      403,
      /another site/,
    ],
    [
      'with a token of 1 MB, before it is looked at',
      async () => ({ authorization: `Bearer ${'a'.repeat(1_000_000)}` }),
      401,
      /too long/,
    ],
  ])('%s', async (_, headers, status, words) => {
    const answer = await hub.ask(await headers());
    expect([answer.status, tellsOf(answer.text)?.message]).toEqual([status, expect.stringMatching(words)]);
    expect(answer.text).not.toMatch(/"data":\{/);
  });

  it('with a cookie of another hub it is as one without any', async () => {
    const answer = await hub.ask({ cookie: `__Host-oppvekst-312000016=${'a'.repeat(43)}` });
    expect([answer.status, tellsOf(answer.text).message]).toEqual([401, expect.stringMatching(/^Sign in at/)]);
  });

  it('with a mutation in a form, or in an address, though the session is good', async () => {
    const cookie = await signedIn();
    const browser = hub.browser();
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=a'])
      expect(
        (
          await browser.open(`${hub.url}/graphql`, {
            method: 'POST',
            headers: { cookie, 'content-type': type },
            body: '{"query":"mutation { act }"}',
          })
        ).status,
      ).toBeGreaterThanOrEqual(400);
    const byAddress = await browser.open(`${hub.url}/graphql?query=${encodeURIComponent('mutation { act }')}`, {
      headers: { cookie, accept: 'application/json', 'apollo-require-preflight': '1' },
    });
    expect(byAddress.status).toBe(405);
  });
});

describe('the cookie', () => {
  const controller = {
    organisationNumber: '312000008',
    name: 'Prøve',
    kind: 'MUNICIPALITY',
    municipalityNumber: null,
  } as const;

  it('lacks the prefix in a demo without TLS alone, where Safari would refuse it', () => {
    const of = (demo: boolean, publicUrl: string) => cookiesOf({ controller, demo, publicUrl });
    expect(of(true, 'http://127.0.0.1:4000')).toMatchObject({
      session: 'oppvekst-312000008',
      options: { secure: false },
    });
    for (const secure of [
      of(false, 'http://127.0.0.1:4000'),
      of(true, 'https://demo.example'),
      of(false, 'https://a.no'),
    ])
      expect(secure).toMatchObject({ session: name, options: { secure: true, httpOnly: true, sameSite: 'lax' } });
  });

  it('is read by its whole name', () => {
    expect(secretIn(`x${name}=a; ${name}2=b; ${name}=${'c'.repeat(43)}`, name)).toBe('c'.repeat(43));
    expect(secretIn(`${name}-sign-in=${'c'.repeat(43)}`, name)).toBeUndefined();
    expect(secretIn(undefined, name)).toBeUndefined();
  });
});
