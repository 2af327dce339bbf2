import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, sidewaysScroll } from './support/accessible.ts';
import { takePicture } from './support/picture.ts';
import { beginPortal, languages, type PortalJourney } from './support/portal-journey.ts';
import { smallRoster } from './support/small-roster.ts';

let portal: PortalJourney;
beforeAll(async () => {
  portal = await beginPortal();
});
afterAll(() => portal?.end());

describe('a rektor', () => {
  it('shuts a system out of the school and lets it in again, with a reason that stands there', async () => {
    const { page, signIn } = await portal.visit();
    await signIn('rektor', { path: '/ansatt/systemer' });
    const card = page.getByRole('listitem').filter({ hasText: 'Timeplan' }).first();
    await card.waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await takePicture(page, 'staff-systems');
    const wasOpen = (await card.getByText('Sluppet inn', { exact: true }).count()) > 0;
    const deeds = [
      ['Steng ute', 'Steng systemet ute', 'Stengt ute'],
      ['Slipp inn', 'Slipp systemet inn', 'Sluppet inn'],
    ] as const;
    for (const [title, button, state] of wasOpen ? deeds : deeds.toReversed()) {
      await card.getByText(title, { exact: true }).click();
      await card.getByLabel('Hvorfor').fill('Avtalen er vurdert på nytt');
      await card.getByRole('button', { name: button }).click();
      await card.getByText(state, { exact: true }).waitFor({ timeout: 30_000 });
    }
    expect(await card.getByText('Avtalen er vurdert på nytt').count()).toBe(2);
  });
});

describe('a case worker', () => {
  it('narrows the catalogue of resources, and reads how far one has come and what closes it', async () => {
    const { page, signIn } = await portal.visit({ viewport: { width: 1280, height: 900 } });
    await signIn('case-worker', { path: '/ansatt/laeremidler' });
    const links = page.locator('table a');
    await links.first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await takePicture(page, 'staff-resources');
    const all = await links.count();
    await page.getByRole('checkbox', { name: 'Mangler nynorsk eller bokmål' }).check();
    await expect.poll(() => links.count(), { timeout: 10_000 }).toBeLessThan(all);
    await page.getByRole('checkbox', { name: 'Mangler nynorsk eller bokmål' }).uncheck();
    await expect.poll(() => links.count(), { timeout: 10_000 }).toBe(all);
    await links.first().click();
    await page.getByRole('heading', { name: 'Veien til godkjenning' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('reads which rosters were taken, and what they were wrong about', async () => {
    const { page, signIn } = await portal.visit();
    await signIn('case-worker', { path: '/ansatt/innlesing' });
    await page.getByRole('heading', { name: 'Lest inn for hånd' }).first().waitFor();
    await page.getByRole('heading', { name: 'Funn i filene' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('uploads a roster: reads what it would change before it does, and then finds it among what was imported', async () => {
    const { page, signIn } = await portal.visit({ viewport: { width: 1280, height: 900 } });
    await signIn('case-worker', { path: '/ansatt/innlesing' });
    const file = page.getByLabel('Fil fra det skoleadministrative systemet');
    const send = async (name: string, content: string) => {
      await file.setInputFiles({ name, mimeType: 'application/xml', buffer: Buffer.from(content) });
      await page.getByRole('button', { name: 'Se gjennom filen' }).click();
      return page.getByRole('listitem').filter({ hasText: name }).first();
    };
    const broken = await send('avbrutt.xml', smallRoster.slice(0, -40));
    await broken.getByText('Filen kan ikke leses inn. Ingenting er endret.').waitFor();
    const card = await send('natt.xml', smallRoster);
    await card.getByText('Personer: 2 nye').waitFor();
    await card.getByText('Ukjent rolle (1)').click();
    await card.getByText('Filen bruker en kode vi ikke kjenner.').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await takePicture(page, 'staff-upload');
    await card.getByRole('button', { name: 'Les inn filen' }).focus();
    await page.keyboard.press('Enter');
    await card.getByText('Filen er lest inn, og slettet.').waitFor();
    await page.getByRole('heading', { name: 'natt.xml' }).nth(1).waitFor();
  });
});

describe('the pages of resources, systems and imports', () => {
  it.each(languages)('have no accessibility problem and fit 320 pixels in %s, dark and light', async (language) => {
    const { page, signIn, open } = await portal.visit({
      language,
      viewport: { width: 320, height: 700 },
      colorScheme: language === 'nb' || language === 'en' ? 'dark' : 'light',
    });
    await signIn('case-worker', { path: '/ansatt/laeremidler' });
    for (const path of ['/ansatt/laeremidler', '/ansatt/systemer', '/ansatt/innlesing']) {
      await open(path);
      await page.locator('main h2, main p').first().waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
    }
  });
});
