import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { castSubject } from '#cli/demo/demo-folder.ts';
import { beginJourney, childAt, type Journey, present } from '#test/support/journey.ts';
import { startClock } from '#test/support/journey-clock.ts';
import { type Browser, createBrowser, type Seen } from '#test/support/sign-in/browser.ts';

let journey: Journey;
let hub: string;
let childId: string;
beforeAll(async () => {
  journey = await beginJourney({ clock: startClock(new Date()) });
  hub = present(journey.settings.ringsaker.publicUrl, 'address');
  childId = (await childAt(journey.sending, journey.mover('main'))).id;
}, 240_000);
afterAll(() => journey.end());

/** Chooses somebody on the demo issuer's page, and comes back to the hub. */
async function choose(browser: Browser, page: Seen, person: string, level: string): Promise<Seen> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return browser.follow(page.url, { method: 'POST', headers, body: new URLSearchParams({ person, level }).toString() });
}
async function signIn(person: string, level: string): Promise<Browser> {
  const browser = createBrowser();
  const page = await browser.follow(`${hub}/sign-in?return=/me`);
  expect(JSON.parse((await choose(browser, page, person, level)).text)).toMatchObject({ signedIn: true });
  return browser;
}
async function ask(browser: Browser, query: string, headers: Record<string, string> = {}) {
  const { text, status } = await browser.open(`${hub}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', origin: hub, ...headers },
    body: JSON.stringify({ query }),
  });
  return { status, ...JSON.parse(text) };
}
const myChildren = '{ me { personId children { id givenName healthNotes { text } } } }';

describe('a mother who signs in', () => {
  it('is shown plainly, in four languages, that the demo asks for no proof, and chooses who she is', async () => {
    const page = await createBrowser().follow(`${hub}/sign-in`);
    for (const words of ['Dette er en demo.', 'Dette er ein demo.', 'Dát lea demo.', 'This is a demo.'])
      expect(page.text).toContain(words);
    expect(page.text).toContain('value="mother"');
    expect(page.text).not.toContain('value="system"');
    expect(page.text).not.toMatch(/<script|https:/);
  });

  it('sees her child with the session alone: no token is in her browser', async () => {
    const browser = await signIn('mother', 'high');
    const { data } = await ask(browser, myChildren);
    expect(data.me.children).toContainEqual(expect.objectContaining({ id: childId, givenName: expect.any(String) }));
    const cookies = await browser.cookiesFor(hub);
    expect(cookies).toMatch(/oppvekst-\d{9}=[\w-]{43}/);
    expect(cookies).not.toMatch(/eyJ/);
  });

  it('is told which level her child’s health needs, signs in with it, and sees it', async () => {
    const browser = await signIn('mother', 'substantial');
    const { data, errors } = await ask(browser, myChildren);
    const mine = data.me.children.find(({ id }: { id: string }) => id === childId);
    expect(mine).toMatchObject({ givenName: expect.any(String), healthNotes: null });
    const withheld = errors.find(
      ({ extensions }: { extensions: { category?: string } }) => extensions.category === 'health',
    );
    expect(withheld.extensions).toMatchObject({
      code: 'WITHHELD',
      legalBasis: ['GDPR art. 32'],
      assurance: { needs: 'high', signIn: '/sign-in?level=high' },
    });
    const page = await browser.follow(`${hub}${withheld.extensions.assurance.signIn}&return=/me`);
    expect(page.text).toContain('<option value="high" selected>');
    await choose(browser, page, 'mother', 'high');
    const again = await ask(browser, myChildren);
    const seen = again.data.me.children.find(({ id }: { id: string }) => id === childId);
    expect(Array.isArray(seen.healthNotes)).toBe(true);
  });

  it('is not seen at the other hub, whose cookie has another name', async () => {
    const browser = await signIn('mother', 'high');
    const elsewhere = await browser.open(`${journey.settings.sarpsborg.publicUrl}/me`);
    expect(elsewhere.status).toBe(401);
  });

  it('sees nothing more from the moment her right is taken away, in the session that is open', async () => {
    const browser = await signIn('mother', 'high');
    const { data } = await ask(browser, myChildren);
    expect(data.me.children.map(({ id }: { id: string }) => id)).toContain(childId);
    const { userErrors } = await journey.sending.act(
      'mutation ($input: RecordRightInput!) { result: recordRight(input: $input) { userErrors { code message } } }',
      {
        childId,
        kind: 'INFORMATION_REVOKED',
        personId: data.me.personId,
        reason: 'Statsforvalteren har tatt fra henne retten',
        validFrom: journey.clock.now().toISOString().slice(0, 10),
      },
    );
    expect(userErrors).toEqual([]);
    const after = await ask(browser, `{ me { children { id } } pupil(id: "${childId}") { givenName } }`);
    expect(after.data.me.children.map(({ id }: { id: string }) => id)).not.toContain(childId);
    expect(after.data.pupil).toBeNull();
    expect(await ask(browser, '{ me { personId } }')).toMatchObject({ status: 200 });
  });

  it('signs out here and at the issuer, and no cookie of hers is good for anything: the issuer ends her other sessions here', async () => {
    const browser = await signIn('mother', 'high');
    // The same session at the issuer, and another here, of which this sign-out does not know.
    const earlier = await browser.cookiesFor(hub);
    await browser.jar.store.removeCookie(
      new URL(hub).hostname,
      '/',
      present(/oppvekst-\d{9}(?==)/.exec(earlier)?.[0], 'cookie'),
    );
    expect(JSON.parse((await browser.follow(`${hub}/sign-in?return=/me`)).text)).toMatchObject({ signedIn: true });
    const cookie = await browser.cookiesFor(hub);
    const meWith = (held: string) => createBrowser().open(`${hub}/me`, { headers: { cookie: held } });
    expect([(await meWith(earlier)).status, (await meWith(cookie)).status]).toEqual([200, 200]);
    const confirm = await browser.follow(`${hub}/sign-out`, { method: 'POST', headers: { origin: hub } });
    expect(confirm.text).toContain('Dette er en demo.');
    const xsrf = present(/name="xsrf" value="(\w+)"/.exec(confirm.text)?.[1], 'form');
    const action = present(/action="([^"]+)"/.exec(confirm.text)?.[1], 'form');
    const done = await browser.follow(action, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ xsrf, logout: 'yes' }).toString(),
    });
    expect(done.url).toBe(`${hub}/signed-out`);
    expect([(await meWith(earlier)).status, (await meWith(cookie)).status]).toEqual([401, 401]);
  });
});

describe('a contact teacher who signs in', () => {
  it('is the same person as by a token of the demo, for the purpose that the page states', async () => {
    const browser = await signIn('contact-teacher', 'substantial');
    const { data } = await ask(browser, '{ me { personId employee { familyName } } }', {
      'oppvekst-purpose': 'education',
    });
    const subject = castSubject(journey.manifest, 'ringsaker', 'contact-teacher');
    const byToken = await journey.as('ringsaker', subject).ask<{ me: { personId: string } }>('{ me { personId } }');
    expect(data.me.personId).toBe(byToken.me.personId);
    expect(data.me.employee.familyName).toEqual(expect.any(String));
  });
});
