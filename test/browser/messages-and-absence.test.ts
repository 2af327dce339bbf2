import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childAt } from '#test/support/journey.ts';
import { until } from '#test/support/until.ts';
import { accessibilityProblems, sidewaysScroll } from './support/accessible.ts';
import { beginPortal, type PortalJourney, type Visitor } from './support/portal-journey.ts';

let portal: PortalJourney;
let mother: Visitor;
beforeAll(async () => {
  portal = await beginPortal();
  mother = await portal.visit();
});
afterAll(() => portal?.end());
const child = () => portal.mover('main').name.given;

const hostile = [
  '<script>document.title = "stolen"</script><img src=x onerror="document.title = 1">',
  '\u202e ydob eht', // right to left from here on
  'Áŋŋel Čáhppe Đ\u0323 a\u030a 👩‍👩‍👧‍👦 العربية',
  '{name} {count, plural, other{#}} %s',
].join('\n');

describe('a mother reports absence', () => {
  it('in two taps from home, when the child is ill today', async () => {
    const { page, signIn } = mother;
    await signIn('mother');
    await page.getByRole('link', { name: 'Meld fravær' }).first().click();
    await page.getByRole('button', { name: `Meld ${child()} borte i dag` }).click();
    await page.getByText(`Skolen vet nå at ${child()} er borte`).waitFor();
    await page.getByRole('link', { name: 'Hjem' }).first().click();
    await page.getByText('Meldt borte i dag').waitFor();
  });

  it('and takes it back', async () => {
    const { page } = mother;
    await page.getByText('Meldt borte i dag').click();
    await page.getByRole('button', { name: /^Ta tilbake/ }).click();
    await page.getByRole('heading', { name: 'Det du har meldt' }).waitFor({ state: 'detached' });
  });

  it('with the keyboard alone', async () => {
    const { page } = mother;
    await page.goto('/');
    await page.getByRole('heading', { name: 'Hjem' }).waitFor();
    const focused = async () => String(await page.evaluate('document.activeElement.textContent'));
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Hopp til innholdet');
    for (let steps = 0; steps < 40 && (await focused()) !== 'Meld fravær'; steps += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `Meld fravær for ${child()}` }).waitFor();
    expect(await focused()).toBe(`Meld fravær for ${child()}`);
    for (let steps = 0; steps < 40 && !(await focused()).startsWith('Meld Leif'); steps += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText(`Skolen vet nå at ${child()} er borte`).waitFor();
  });
});

describe('a mother writes', () => {
  it('whatever she likes, and it is shown as text; who reads it is shown before it is sent', async () => {
    const { page } = mother;
    await page.goto('/meldinger');
    await page.getByRole('link', { name: `Skriv om ${child()}` }).click();
    await page.getByRole('checkbox').first().check();
    await page.getByText(/^Bare .+ får lese dette\.$/).waitFor();
    await page.getByLabel('Hva gjelder det?').fill('<b>Turdag</b>');
    await page.getByLabel('Melding', { exact: true }).fill(hostile);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { name: '<b>Turdag</b>' }).waitFor();
    expect(await page.locator('.message .written').last().innerText()).toBe(hostile);
    expect(await page.title()).toContain('<b>Turdag</b>');
    expect(await page.locator('main script, main img').count()).toBe(0);
  });

  it('and loses nothing when the session ends in the middle of a message, nor shows it to anybody else', async () => {
    const { page, context, signIn } = mother;
    await page.goto('/meldinger');
    await page.getByRole('link', { name: `Skriv om ${child()}` }).click();
    const text = page.getByLabel('Melding', { exact: true });
    await text.fill('Vi kommer litt sent i morgen.');
    await page.getByLabel('Hva gjelder det?').fill('I morgen');
    await page.getByRole('checkbox').first().check();
    await context.clearCookies();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('alert').filter({ hasText: 'Det du har skrevet her, er tatt vare på.' }).waitFor();
    expect(await text.inputValue()).toBe('Vi kommer litt sent i morgen.');
    await page.getByRole('link', { name: 'Logg inn igjen' }).click();
    await page.click('button[value="mother"]');
    await text.waitFor();
    expect(await text.inputValue()).toBe('Vi kommer litt sent i morgen.');
    await context.clearCookies();
    await signIn('father');
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain('litt sent');
  });

  it('and what she types outlives a lost network, which the page tells of', async () => {
    const { page, context, signIn } = await portal.visit();
    await signIn('mother', { path: '/meldinger' });
    await page.getByRole('link', { name: `Skriv om ${child()}` }).click();
    await page.getByLabel('Melding', { exact: true }).fill('Uten nett');
    await page.getByLabel('Hva gjelder det?').fill('Nett');
    await page.getByRole('checkbox').first().check();
    await context.setOffline(true);
    await page.getByText('Du er uten nett.').waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Vi får ikke kontakt.').waitFor();
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { name: 'Nett', exact: true }).waitFor();
    expect(await page.getByText('Uten nett').count()).toBe(1);
  });
});

describe('a mother asks of those who hold data of her child', () => {
  it('that something be corrected: the head answers, and she reads the answer', async () => {
    const { page, signIn, context } = mother;
    await context.clearCookies();
    await signIn('mother');
    await page.getByRole('link', { name: `Se mer om ${child()}` }).click();
    await page.getByRole('link', { name: 'Opplysninger og rettigheter' }).click();
    await page.getByLabel('Hva gjelder det?').selectOption('health');
    await page.getByLabel('Hva er feil?').fill('Allergi mot nøtter');
    await page.getByLabel('Hva er riktig?').fill('Allergi mot fisk');
    await page.getByRole('button', { name: 'Be om at det blir rettet' }).click();
    await page.getByText('Skolen har fått det.').waitFor();
    await page.getByText(/^Du får svar her senest/).waitFor();

    const rektor = await portal.visit({ viewport: { width: 320, height: 700 } });
    await rektor.signIn('rektor', { path: '/ansatt/rettelser' });
    await rektor.page.getByText('Allergi mot fisk').waitFor();
    await rektor.page.locator('summary', { hasText: 'Det blir ikke rettet' }).click();
    await rektor.page.locator('summary', { hasText: 'Det er rettet' }).click();
    expect(await accessibilityProblems(rektor.page)).toEqual([]);
    expect(await sidewaysScroll(rektor.page)).toBe(0);
    await rektor.page.getByLabel('Hva var feil?').fill('Allergi mot nøtter.');
    await rektor.page.getByLabel('Hva står det nå?').fill('Allergi mot fisk.');
    await rektor.page.getByLabel('Svar til familien').fill('Dere har rett.');
    await rektor.page.getByRole('button', { name: 'Det er rettet' }).click();
    await rektor.page.getByText('Ingen rettelser venter.').waitFor();

    await page.reload();
    await page.getByText('Dere har rett.').waitFor();
    await page.getByText('Nå står det: Allergi mot fisk.').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('what is held and why, by which law, who may see it and for how long', async () => {
    const { page } = mother;
    const activity = page.locator('details').filter({ hasText: 'Saksbehandling: enkeltvedtak og rettigheter' });
    await activity.locator('summary').click();
    const decisions = activity.locator('section').filter({ hasText: 'Enkeltvedtak som gjelder' });
    await decisions.getByText('opplæringslova').first().waitFor();
    for (const words of ['Disse kan se det:', 'Forelder', 'Så lenge har vi det:'])
      expect(await decisions.innerText()).toContain(words);
  });

  it('all of it: she asks for a copy, a person looks through it, and she reads it, prints it and keeps it', async () => {
    const { page } = mother;
    await page.getByRole('button', { name: 'Be om en kopi' }).click();
    await page.getByText(/^Vi gjør den klar\. Du får svar her senest/).waitFor();
    const rektor = await portal.visit();
    await rektor.signIn('rektor', { path: '/ansatt/innsyn' });
    const give = rektor.page.getByRole('button', { name: 'Gi kopien til familien' });
    await until('the export waits for the head', async () => {
      if (await give.isVisible()) return true;
      await rektor.page.reload();
      await rektor.page.getByRole('heading', { level: 1, name: 'Innsyn' }).waitFor();
      return give.isVisible();
    });
    await rektor.page.locator('summary', { hasText: 'Helse og allergi' }).first().click();
    expect(await accessibilityProblems(rektor.page)).toEqual([]);
    await rektor.page.setViewportSize({ width: 320, height: 700 });
    expect(await rektor.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await give.click();
    await rektor.page.getByText('Ingen kopier venter.').waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Vis kopien' }).click();
    await page.getByRole('heading', { name: 'Det vi har om barnet' }).waitFor();
    const sheet = page.locator('article.sheet');
    await sheet.getByRole('heading', { name: 'Helse og allergi' }).waitFor();
    expect(await sheet.innerText()).toContain(child());
    expect(await accessibilityProblems(page)).toEqual([]);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Last ned', exact: true }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('oppvekst.html');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Skriv ut' }).isVisible()).toBe(false);
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    expect(await sheet.getByRole('heading', { name: 'Helse og allergi' }).isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
  });
});

describe('a parent without foreldreansvar', () => {
  it('asks by the child’s number, the head answers, and the parent reads what was given', async () => {
    const { nationalId } = portal.mover('main');
    const asker = portal.as('ringsaker', 'mother-fifteen');
    const { me } = await asker.ask<{ me: { personId: string } }>('{ me { personId } }');
    const right = {
      kind: 'PARENT',
      personId: me.personId,
      reason: 'Folkeregisteret, utskrift',
      validFrom: '2026-01-01',
    };
    const { id: childId } = await childAt(portal.sending, portal.mover('main'));
    const record = `mutation ($input: RecordRightInput!) { result: recordRight(input: $input) { userErrors { code message } } }`;
    expect((await portal.sending.act(record, { childId, ...right })).userErrors).toEqual([]);

    const parent = await portal.visit();
    await parent.signIn('mother-fifteen', { path: '/be-om-opplysninger' });
    await parent.page.getByLabel('Barnets fødselsnummer').fill(nationalId);
    await parent.page.getByLabel('Hva vil du vite?').fill('Hvordan går det?');
    await parent.page.getByRole('button', { name: 'Send' }).click();
    await parent.page.getByText('Svaret kommer senest').waitFor();
    expect(await parent.received()).not.toContain(childId);

    const rektor = await portal.visit();
    await rektor.signIn('rektor', { path: '/ansatt/foresporsler' });
    await rektor.page.getByText('Hvordan går det?').waitFor();
    await rektor.page.locator('summary', { hasText: 'Svar' }).click();
    await rektor.page.getByLabel('Svaret med ord').fill('Det går bra.');
    await rektor.page.getByLabel('Navn, fødselsdato og fødselsnummer').check();
    await rektor.page.getByRole('button', { name: 'Svar', exact: true }).click();
    await rektor.page.getByText('Ingen venter på svar.').waitFor();

    await parent.page.reload();
    await parent.page.getByText('Det går bra.').waitFor();
    await parent.page.getByRole('link', { name: `Se det du har fått om ${child()}` }).click();
    await parent.page.getByRole('heading', { level: 1, name: child() }).waitFor();
  });
});
