import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ofHub } from '#cli/demo/demo-folder.ts';
import { childOfAnotherClass } from '#test/support/look-inside.ts';
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

describe('a record that is opened with a reason', () => {
  const reason = 'Ble dårlig på tur, vi måtte vite om medisin';
  const teacher = () => {
    const member = ofHub(portal.manifest.cast, portal.from).find(({ role }) => role === 'contact-teacher');
    if (member?.subject.kind !== 'feide') throw new Error('the teacher has no Feide id');
    return member.subject.feideId;
  };

  it('shows a teacher what was opened of a child of another class, who is not found by searching', async () => {
    const child = await childOfAnotherClass(portal, teacher(), portal.from);
    const visitor = await portal.visit();
    const { page, signIn } = visitor;
    await signIn('contact-teacher', { path: '/ansatt/elever' });
    await choosePurpose(visitor, 'Undervise og følge opp');
    expect(await page.getByRole('link', { name: 'Åpninger' }).count()).toBe(0);
    await page.getByText('Må du vite noe om et barn du ikke finner?').click();
    await page
      .getByText(/Formålet lagres: Undervise og følge opp.*Det er åpent til og med \d+\..*familien kan lese/)
      .waitFor();
    await page.getByLabel('Hvor barnet går').selectOption({ label: child.unitName });
    await page.getByLabel('Fornavn').fill('Ingen');
    await page.getByLabel('Etternavn').fill(child.familyName);
    await page.getByLabel('Fødselsdato').fill(child.birthDate);
    await page.getByRole('checkbox', { name: 'Helse og allergi' }).check();
    await page.getByLabel('Hvorfor du må se det').fill(reason);
    expect(await accessibilityProblems(page)).toEqual([]);
    const send = page.getByRole('button', { name: 'Åpne', exact: true });
    await send.click();
    await page.getByText('Dette finnes ikke, eller det er ikke for deg.').waitFor();
    await page.getByLabel('Fornavn').fill(child.givenName);
    await send.click();
    await page.getByRole('heading', { name: child.familyName, level: 1 }).waitFor();
    const part = (title: string) => page.locator('.side-by-side > *').filter({ hasText: title });
    await part('Sakkyndig vurdering og planer').getByText('Lukket for din rolle.').waitFor();
    expect(await part('Helse og allergi').getByText('Lukket for din rolle.').count()).toBe(0);
    await page.getByText('Åpne det du trenger', { exact: true }).click();
    await page.getByRole('checkbox', { name: 'Sakkyndig vurdering og planer' }).check();
    await page.getByLabel('Hvorfor du må se det').fill('Møte om støtte i dag');
    await send.click();
    await expect
      .poll(() => part('Sakkyndig vurdering og planer').getByText('Lukket for din rolle.').count(), { timeout: 20_000 })
      .toBe(0);
  });

  it('is looked at by the leader, who may keep it from the family for a while, and follows up what stands out', async () => {
    const kept = portal.hub(portal.from).database.kysely;
    await sql`insert into school_administration.unusual_look_up (id, person_id, day, kind, children, times, unit_ids, noted_at)
      select ${randomUUID()}::uuid, person.id, '2026-11-25', 'MANY_OPENINGS', 1, 2,
        array(select post.unit_id from school_administration.employment post where post.person_id = person.id), now()
      from school_administration.person where person.feide_id = ${teacher()}`.execute(kept);
    const { page, signIn } = await portal.visit({ viewport: { width: 320, height: 700 } });
    const isFine = async () => {
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
    };
    await signIn('rektor', { path: '/ansatt/apninger' });
    const card = page.getByRole('listitem').filter({ hasText: reason });
    await card.getByText('Skal være sett på innen').waitFor();
    await card.getByText('Se på åpningen').click();
    await card.getByLabel('Hva du fant').fill('Det var nødvendig');
    await isFine();
    await card.getByRole('button', { name: 'Lagre at du har sett på den' }).click();
    await card.getByText(/så på det .*: Det var nødvendig/).waitFor();
    await card.getByText('Vis den ikke for familien nå').click();
    await card.getByRole('radio', { name: 'For å hindre eller etterforske lovbrudd' }).check();
    await card
      .getByLabel('Siste dag')
      .fill(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' }).format(portal.clock.now()));
    await card.getByLabel('Hvorfor').fill('Politiet ber om det');
    await isFine();
    await card.getByRole('button', { name: 'Vis den ikke', exact: true }).click();
    await card.getByText(/Vises ikke for familien til og med .*Politiet ber om det/).waitFor();
    await takePicture(page, 'staff-openings');
    await page.getByRole('link', { name: 'Uvanlige oppslag' }).click();
    const lookUp = page.getByRole('listitem').filter({ hasText: 'åpnet 2 ganger med en begrunnelse, om 1 barn' });
    await lookUp.getByText('Følg opp', { exact: true }).click();
    await lookUp.getByLabel('Hva du fant').fill('Vikar på turen');
    await isFine();
    await lookUp.getByRole('button', { name: 'Lagre oppfølgingen' }).click();
    await lookUp.getByText(/fulgte det opp .*: Vikar på turen/).waitFor();
    await takePicture(page, 'staff-look-ups');
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
