import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bury } from '#kit/events/consumer.ts';
import { groupDeadLetters } from '#kit/events/dead-letter-work.ts';
import type { EventTables } from '#kit/events/tables.ts';
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
    await page.getByLabel('Fag').selectOption({ label: 'Musikk' });
    await page.locator('search').getByLabel('Trinn').selectOption('YEAR_4');
    await page.getByLabel('Kompetansemål').selectOption({ label: 'lage en kort melodi sammen med andre' });
    await expect.poll(() => links.allTextContents(), { timeout: 10_000 }).toEqual(['Lydrommet']);
    await links.first().click();
    await page.getByRole('heading', { name: 'Veien til godkjenning' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('approves what a rektor has proposed and reviewed, puts it into the base package, and withdraws it', async () => {
    const rektor = await portal.visit();
    await rektor.signIn('rektor', { path: '/ansatt/laeremidler' });
    await rektor.page.getByRole('link', { name: 'Foreslå et læremiddel' }).click();
    const form = rektor.page.locator('main form');
    const send = form.getByRole('button', { name: 'Foreslå' });
    for (const [label, words] of [
      ['Navn', 'Fjellhylla'],
      ['Leverandør', 'Prøveforlaget'],
      ['Hvorfor foreslår du det?', 'Trengs i naturfag'],
    ] as const)
      await form.getByLabel(label, { exact: true }).fill(words);
    await form.getByRole('checkbox', { name: '4. trinn' }).check();
    await form.getByRole('checkbox', { name: 'Bokmål' }).check();
    await form.getByLabel('Bokmål: finnes fra').fill('2026-01-01');
    await form.getByLabel('Bokmål: pris i kroner').fill('49');
    await form.getByLabel('Hva slags').selectOption('RESOURCE');
    await form.getByLabel('Hvordan det betales').selectOption('PER_PUPIL');
    await form.getByLabel('Kunstig intelligens').selectOption('NONE');
    // What nobody has answered is not taken for a no.
    expect(await send.isDisabled()).toBe(true);
    for (const question of [/Legges opplysninger/, /Selger leverandøren/, /Logger en inn/])
      await form.getByRole('group', { name: question }).getByRole('radio', { name: 'Nei' }).check();
    expect(await accessibilityProblems(rektor.page)).toEqual([]);
    await send.click();
    await rektor.page.getByRole('heading', { name: 'Fjellhylla' }).waitFor();
    await rektor.page.getByLabel('Vurderingen').fill('Passer til planene våre');
    await rektor.page.getByRole('button', { name: 'Lagre vurderingen' }).click();
    const check = rektor.page.getByRole('button', { name: 'Lagre den juridiske vurderingen' });
    await check.waitFor();
    await rektor.page.getByLabel('Vurderingen').fill('Ser greit ut');
    await check.click();
    // The legal check is not a school's to make.
    await rektor.page.getByRole('alert').waitFor();

    const { page, signIn } = await portal.visit();
    await signIn('case-worker', { path: new URL(rektor.page.url()).pathname });
    await page.getByLabel('Vurderingen').fill('Tar ingen opplysninger om elever');
    await page.getByRole('button', { name: 'Lagre den juridiske vurderingen' }).click();
    await page.getByRole('button', { name: 'Godkjenn' }).click();
    await page.getByRole('button', { name: 'Ta i bruk' }).click();
    await page.getByRole('button', { name: 'Legg i grunnpakken' }).click();
    await page.getByText('Lagt i grunnpakken: 4. trinn.').waitFor();
    await page.getByText('Trekk tilbake', { exact: true }).first().click();
    await page.getByLabel('Hvorfor').fill('Avtalen er sagt opp');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Trekk tilbake' }).click();
    await page.getByText('Trukket').first().waitFor();
    await page.getByRole('link', { name: 'Læremidler' }).first().click();
    await page.locator('section').getByLabel('Trinn').selectOption('YEAR_4');
    const packaged = page.locator('section').getByRole('listitem').filter({ hasText: 'Fjellhylla' });
    await packaged.getByText('Kan ikke brukes nå').waitFor();
    await packaged.getByRole('button', { name: 'Ta ut av grunnpakken: Fjellhylla' }).click();
    await packaged.waitFor({ state: 'detached' });
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
    // Whoever has no role that is known has no place in the school, and is left out.
    await card.getByText('Personer: 1 nye').waitFor();
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

describe('an operator', () => {
  it('sees how each part of the hub is, has stopped events tried again, and nothing of anybody', async () => {
    const child = '11111111-2222-4333-8444-555555555555';
    const kept = portal.hub(portal.from).database.as<EventTables>();
    const envelope = { type: 'gone.v1', source: '/gone', subject: child, id: 'stopped', data: { name: 'Hemmelig' } };
    await bury({ consumer: 'archive', database: kept }, envelope as never, 'Hemmelig is not there', '23503');
    const { page, signIn, received } = await portal.visit({ viewport: { width: 1280, height: 900 } });
    await signIn('case-worker', { path: '/ansatt/drift' });
    await page.getByRole('row', { name: /^Arkiv Se på dette/ }).waitFor();
    await page.getByRole('row', { name: /^Sarpsborg kommune Virker/ }).waitFor();
    await page.getByText('Hendelse gone.v1. Feilkode 23503.').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await takePicture(page, 'staff-operations');
    await page.getByRole('button', { name: 'Prøv på nytt' }).click();
    // Nobody handles an event of a source that is gone: it waits on, until somebody says why it may not.
    const retrying = async () => (await groupDeadLetters(kept))[0]?.retrying;
    await expect.poll(retrying, { timeout: 20_000 }).toBe(0);
    await page.getByText('Legg til side', { exact: true }).click();
    await page.getByLabel('Hvorfor').fill('Kilden finnes ikke lenger');
    await page.getByRole('button', { name: 'Legg dem til side' }).click();
    await page.getByText('Ingen. Alt er behandlet.').waitFor();
    // At the end of a journey no event may have been given up: this one was none.
    await sql`delete from events.dead_letter where event_id = 'stopped'`.execute(kept);
    const bytes = await received();
    expect([bytes.includes(child), bytes.includes('Hemmelig')]).toEqual([false, false]);
  });
});

describe('the pages of resources, systems, imports and operations', () => {
  it.each(languages)('have no accessibility problem and fit 320 pixels in %s, dark and light', async (language) => {
    const { page, signIn, open } = await portal.visit({
      language,
      viewport: { width: 320, height: 700 },
      colorScheme: language === 'nb' || language === 'en' ? 'dark' : 'light',
    });
    await signIn('case-worker', { path: '/ansatt/laeremidler' });
    for (const path of [
      '/ansatt/laeremidler',
      '/ansatt/laeremidler/foresla',
      '/ansatt/systemer',
      '/ansatt/innlesing',
      '/ansatt/drift',
      '/ansatt/apninger',
    ]) {
      await open(path);
      await page.locator('main h2, main p').first().waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
    }
  });
});
