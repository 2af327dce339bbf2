import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HubSettings, hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { createBrowser } from '#test/support/sign-in/browser.ts';
import type { CastMember } from '../demo-folder.ts';
import { type DemoSignIn, openDemoSignIn } from './demo-sign-in.ts';

const cast: CastMember[] = [
  { role: 'mother', description: 'parent of <Leif>', subject: { kind: 'national-id', nationalId: '17811150053' } },
  { role: 'system', description: 'a system', subject: { kind: 'system', clientId: 'app' } },
];
const settings = (over: Partial<HubSettings> = {}): HubSettings => ({
  ...hubSettingsSchema.parse({
    controller: { organisationNumber: '312000008', name: 'Prøve kommune', kind: 'MUNICIPALITY' },
    port: 0,
    publicUrl: 'http://127.0.0.1:4000',
    database: { kind: 'memory' },
    keysFolder: 'keys',
    demo: true,
  }),
  ...over,
});
let demo: DemoSignIn;
let issuer: string;
beforeAll(async () => {
  demo = await openDemoSignIn(0);
  demo.serve('ringsaker', settings(), cast);
  issuer = demo.clientOf('ringsaker').issuer;
});
afterAll(() => demo.close());

const addressOf = (over: Record<string, string> = {}) =>
  `${issuer}/auth?${new URLSearchParams({
    client_id: 'hub-ringsaker',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: 'http://127.0.0.1:4000/sign-in/callback/demo',
    code_challenge: 'a'.repeat(43),
    code_challenge_method: 'S256',
    state: 's',
    ...over,
  })}`;

describe('the demo’s issuer', () => {
  it('does not run for a hub that is no demo', () => {
    expect(() => demo.serve('sarpsborg', settings({ demo: false }), cast)).toThrow(/runs for a demo alone/);
  });

  it('tells of itself by the standard, and answers for no hub that it does not serve', async () => {
    const found = await fetch(`${issuer}/.well-known/openid-configuration`);
    expect(await found.json()).toMatchObject({ issuer, code_challenge_methods_supported: ['S256'] });
    for (const path of ['/', '/oppvekst-demo/sarpsborg/auth', '/oppvekst-demo/constructor/auth'])
      expect((await fetch(new URL(path, issuer))).status).toBe(404);
  });

  it('lets one choose among its people alone, and writes their names as text', async () => {
    const browser = createBrowser();
    const page = await browser.follow(addressOf());
    expect(page.text).toContain('parent of &lt;Leif&gt;');
    const choose = (person: string) =>
      browser.open(page.url, { method: 'POST', body: new URLSearchParams({ person, level: 'high' }).toString() });
    for (const stranger of ['system', 'nobody', '']) expect(await choose(stranger)).toMatchObject({ status: 400 });
    const chosen = await choose('mother');
    const back = await browser.open(chosen.location);
    expect(back.location).toMatch(/^http:\/\/127\.0\.0\.1:4000\/sign-in\/callback\/demo\?code=/);
    expect(await createBrowser().open(page.url)).toMatchObject({ status: 400 });
  });

  it.each([
    ['to another place', { redirect_uri: 'https://evil.example/' }],
    ['to another client', { client_id: 'evil' }],
  ])('sends nobody %s', async (_, over) => {
    const seen = await createBrowser().open(addressOf(over));
    expect([seen.status, seen.location]).toEqual([400, '']);
  });

  it('gives no code without PKCE', async () => {
    const { location } = await createBrowser().open(addressOf({ code_challenge: '', code_challenge_method: '' }));
    expect(location).toContain('error=invalid_request');
  });
});
