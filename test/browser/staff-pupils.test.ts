import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, sidewaysScroll } from './support/accessible.ts';
import { takePicture } from './support/picture.ts';
import { beginPortal, languages, type PortalJourney, type Visitor } from './support/portal-journey.ts';

let portal: PortalJourney;
beforeAll(async () => {
  portal = await beginPortal();
});
afterAll(() => portal?.end());
const child = () => portal.mover('main').name;
const choosePurpose = async ({ page }: Visitor, purpose: string) => {
  await page.getByRole('heading', { name: 'Hva skal du gjøre?' }).waitFor();
  await page.getByRole('radio', { name: purpose }).check();
  await page.getByRole('button', { name: 'Gå videre' }).click();
};

describe('a case worker', () => {
  it('says once what the children are looked up for, finds one whose name is misspelt, and sees why something is closed', async () => {
    const visitor = await portal.visit();
    const { page, signIn } = visitor;
    await signIn('case-worker', { path: '/ansatt/elever' });
    expect(await accessibilityProblems(page)).toEqual([]);
    await choosePurpose(visitor, 'Behandle en sak');
    // A letter that is not there, in the middle of the family name.
    const misspelt = `${child().family.slice(0, 4)}x${child().family.slice(4)}`;
    await page.getByLabel('Søk etter navn').fill(`${child().given} ${misspelt}`);
    await page
      .getByRole('link', { name: `Åpne ${child().given} ${child().family}` })
      .first()
      .click();
    await page.getByText('Formål: Behandle en sak').waitFor();
    await page
      .getByText(/Lukket for din rolle\. Grunnlag: .*§/)
      .first()
      .waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await takePicture(page, 'staff-pupil');
    await page.goBack();
    expect(await page.getByLabel('Søk etter navn').inputValue()).toContain(misspelt);
    await page.reload();
    await page.getByText('Formål: Behandle en sak').waitFor();
  });

  it('finds no child whose address is graded, by whatever part of the name', async () => {
    const visitor = await portal.visit();
    const { page, signIn, received } = visitor;
    const hidden = portal.mover('graded-6-sibling').name;
    await signIn('case-worker', { path: '/ansatt/elever' });
    await choosePurpose(visitor, 'Behandle en sak');
    await page.getByLabel('Søk etter navn').fill(`${hidden.given} ${hidden.family}`);
    await page.getByText('Ingen du kan vite om, heter det.').waitFor();
    expect(await received()).not.toContain(portal.mover('graded-6-sibling').nationalId);
  });
});

describe('a teacher', () => {
  it('registers the absence of a class with the keyboard alone', async () => {
    const { page, signIn } = await portal.visit();
    await signIn('contact-teacher', { path: '/ansatt/grupper' });
    await page.getByRole('heading', { name: 'Dine grupper' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const focused = () => page.evaluate('document.activeElement?.textContent ?? ""');
    for (let steps = 0; steps < 40 && (await focused()) !== '8A'; steps += 1) await press('Tab');
    await press('Enter');
    await page.getByRole('checkbox').first().waitFor();
    for (let steps = 0; steps < 40; steps += 1) {
      if (await page.evaluate('document.activeElement?.type === "checkbox"')) break;
      await press('Tab');
    }
    await press('Space', '3');
    await takePicture(page, 'staff-class-absence');
    expect(await accessibilityProblems(page)).toEqual([]);
    await press('Enter');
    await page.getByText('Fravær for én er lagret.').waitFor();
    await page.getByText('Registrert: 3 timer').waitFor();
  });
});

describe('whoever may not know of a child', () => {
  it('gets the same answer as for one that does not exist', async () => {
    const texts: string[] = [];
    const visitor = await portal.visit();
    const { page, signIn, open } = visitor;
    await signIn('father', { path: '/ansatt/elever' });
    await choosePurpose(visitor, 'Undervise og følge opp');
    const { pupils } = await portal.sending.ask<{ pupils: { edges: ReadonlyArray<{ node: { id: string } }> } }>(
      `{ pupils(search: "${portal.mover('fifteen').name.given}", first: 1) { edges { node { id } } } }`,
    );
    for (const id of [pupils.edges[0]?.node.id, '00000000-0000-4000-8000-000000000000']) {
      await open(`/ansatt/elever/${id}`);
      await page.getByRole('heading', { name: 'Vi finner ikke barnet' }).waitFor();
      texts.push(await page.getByRole('main').innerText());
    }
    expect(texts[0]).toBe(texts[1]);
  });
});

describe('the pages of pupils and groups', () => {
  it.each(languages)('have no accessibility problem and fit 320 pixels in %s, dark and light', async (language) => {
    const { page, signIn, open } = await portal.visit({
      language,
      viewport: { width: 320, height: 700 },
      colorScheme: language === 'nn' || language === 'en' ? 'dark' : 'light',
    });
    await signIn('contact-teacher', { path: '/ansatt/elever' });
    const isFine = async () => {
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
    };
    await isFine();
    await page.locator('input[type="radio"]').first().check();
    await page.locator('button[type="submit"]').click();
    await page.locator('input[type="search"]').fill(child().given);
    await page.locator('main a[href^="/ansatt/elever/"]').first().click();
    await page.locator('.side-by-side').waitFor();
    await isFine();
    await open('/ansatt/grupper');
    await isFine();
    await page.locator('main a[href^="/ansatt/grupper/"]').first().click();
    await page.locator('input[type="date"]').waitFor();
    await isFine();
  });
});
