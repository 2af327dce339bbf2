import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childAt } from '#test/support/journey.ts';
import { accessibilityProblems, sidewaysScroll } from './support/accessible.ts';
import { moveThatAsks } from './support/moves.ts';
import { beginPortal, languages, type PortalJourney, type Visitor } from './support/portal-journey.ts';

let portal: PortalJourney;
let mother: Visitor;
let paths: Readonly<Record<string, string>>;
const names = { nb: 'Bokmål', nn: 'Nynorsk', se: 'Davvisámegiella', en: 'English' } as const;

beforeAll(async () => {
  portal = await beginPortal();
  const { id } = await childAt(portal.sending, portal.mover('main'));
  const transferId = await moveThatAsks(portal, portal.mover('main'), ['health', 'ongoing-assessment']);
  mother = await portal.visit({ reducedMotion: 'reduce' });
  await mother.signIn('mother');
  await mother.page.goto('/meldinger');
  const thread = await mother.page.locator('main a[href^="/meldinger/"]').first().getAttribute('href');
  paths = {
    home: '/',
    child: `/barn/${id}`,
    absence: `/barn/${id}/fravaer`,
    moves: `/barn/${id}/skolebytte`,
    move: `/barn/${id}/skolebytte/${transferId}`,
    threads: '/meldinger',
    thread: thread ?? '',
    'new message': `/barn/${id}/ny-melding`,
    notices: '/varsler',
    'who has looked': `/barn/${id}/innsyn`,
    'your data': `/barn/${id}/opplysninger`,
    'ask for information': '/be-om-opplysninger',
    'not found': '/ingen-slik-side',
    staff: '/ansatt',
  };
});
afterAll(() => portal?.end());

const pages = [
  'home',
  'child',
  'absence',
  'moves',
  'move',
  'threads',
  'thread',
  'new message',
  'notices',
  'who has looked',
  'your data',
  'ask for information',
  'not found',
  'staff',
];

describe('every page', () => {
  it.each(pages)('%s: has nothing that axe finds wrong, in four languages, light and dark', async (name) => {
    const { page } = mother;
    await page.emulateMedia({ colorScheme: 'light' });
    await mother.open(paths[name] ?? '');
    for (const language of languages) {
      await page.getByRole('button', { name: names[language], exact: true }).click();
      await page.locator(`html[lang=${language}]`).waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await accessibilityProblems(page), `${name} in ${language}, ${colorScheme}`).toEqual([]);
      }
    }
  });

  it.each(pages)(
    '%s: needs no sideways scrolling at 320 pixels, which is what 200 % zoom leaves of 640',
    async (name) => {
      const { page } = mother;
      await page.setViewportSize({ width: 320, height: 640 });
      await mother.open(paths[name] ?? '');
      for (const language of languages) {
        await page.getByRole('button', { name: names[language], exact: true }).click();
        await page.locator(`html[lang=${language}]`).waitFor();
        expect(await sidewaysScroll(page), `${name} in ${language}`).toBe(0);
      }
    },
  );
});

describe('a page of a browser', () => {
  it('loads nothing from another host, and breaks no rule of its own policy', async () => {
    const { page, context } = await portal.visit();
    const hosts = new Set<string>();
    const complaints: string[] = [];
    context.on('request', (request) => hosts.add(new URL(request.url()).origin));
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
    });
    await page.goto('/');
    await page.locator('h1').waitFor();
    await context.addCookies(await mother.context.cookies());
    await page.goto(paths.move ?? '');
    await page.locator('h1').waitFor();
    expect(complaints).toEqual([]);
    expect([...hosts]).toEqual([portal.addressOf('ringsaker')]);
  });
});
