import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { castSubject } from '#cli/demo/demo-folder.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { beginJourney, childAt, type Journey, present } from '#test/support/journey.ts';
import { startClock } from '#test/support/journey-clock.ts';
import { type Browser, createBrowser } from '#test/support/sign-in/browser.ts';
import { issuerSettings } from '#test/support/sign-in/test-gateway.ts';
import { startTestIssuer, type TestIssuer } from '#test/support/sign-in/test-issuer.ts';

const clock = startClock();
let journey: Journey;
let issuer: TestIssuer;
let hub: string;
let childId: string;
let birthDate: string;
beforeAll(async () => {
  issuer = await startTestIssuer(clock.now);
  journey = await beginJourney({ clock, issuers: [issuerSettings(issuer, 'id-porten')] });
  hub = present(journey.settings.ringsaker.publicUrl, 'address');
  childId = (await childAt(journey.sending, journey.mover('fifteen'))).id;
  const found = `{ pupil(id: "${childId}") { birthDate } }`;
  birthDate = (await journey.sending.ask<{ pupil: { birthDate: string } }>(found)).pupil.birthDate;
}, 240_000);
afterAll(async () => {
  await journey.stop();
  await issuer.close();
});

async function signIn(role: string): Promise<Browser> {
  const subject = castSubject(journey.manifest, 'ringsaker', role);
  if (subject.kind !== 'national-id') throw new Error(`${role} has no national id`);
  issuer.says = { pid: subject.nationalId, acr: 'idporten-loa-high' };
  const browser = createBrowser();
  const seen = await browser.follow(`${hub}/sign-in/start/id-porten?return=/me`);
  expect(JSON.parse(seen.text)).toMatchObject({ signedIn: true, with: 'ID-porten' });
  return browser;
}
async function ask(browser: Browser, query: string) {
  const { text } = await browser.open(`${hub}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query }),
  });
  return JSON.parse(text);
}

/** The instant at which the day begins in Norway, in summer or winter time, on which one born on a date turns 18. */
function midnightOf18(born: string): number {
  const [year = 0, month = 0, day = 0] = born.split('-').map(Number);
  const hours = [2, 1].map((ahead) => Date.UTC(year + 18, month - 1, day, -ahead));
  const birthday = `${year + 18}${born.slice(4)}`;
  return present(
    hours.find((hour) => dateInNorway(new Date(hour)) === birthday && dateInNorway(new Date(hour - 1)) !== birthday),
    'midnight',
  );
}

describe('the parents’ right to information, which ends when the child turns 18', () => {
  it('ends at midnight in a session that is open; the child’s own goes on', async () => {
    journey.clock.pass({ minutes: (midnightOf18(birthDate) - journey.clock.now().getTime()) / 60_000 - 10 });
    const [parent, pupil] = [await signIn('mother-fifteen'), await signIn('pupil-fifteen')];
    const asParent = `{ me { children { id givenName } } pupil(id: "${childId}") { givenName birthDate } }`;
    const before = await ask(parent, asParent);
    expect(before.data.pupil).toMatchObject({ birthDate });
    expect(before.data.me.children).toContainEqual(expect.objectContaining({ id: childId }));

    journey.clock.pass({ minutes: 11 });

    const after = await ask(parent, asParent);
    expect(after.data).toEqual({ me: { children: [] }, pupil: null });
    expect(JSON.parse((await parent.open(`${hub}/me`)).text)).toMatchObject({ signedIn: true });
    const own = await ask(pupil, `{ pupil(id: "${childId}") { birthDate } }`);
    expect(own.data.pupil).toEqual({ birthDate });
  });
});
