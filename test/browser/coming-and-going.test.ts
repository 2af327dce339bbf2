import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childAt } from '#test/support/journey.ts';
import { accessibilityProblems } from './support/accessible.ts';
import { beginPortal, languages, type PortalJourney } from './support/portal-journey.ts';

let portal: PortalJourney;
beforeAll(async () => {
  portal = await beginPortal();
});
afterAll(() => portal?.end());
const child = () => portal.mover('main').name.given;

describe('whoever is not signed in', () => {
  it.each(languages)('is told in %s what this is, and how to come in', async (language) => {
    const { page, open } = await portal.visit({ language });
    await open('/');
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    expect(await page.getByRole('main').getByRole('link').getAttribute('href')).toMatch(/^\/sign-in\?.*return=%2F$/);
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('comes to the page that was asked for after the sign-in', async () => {
    const { page, open } = await portal.visit();
    await open('/ansatt');
    await page.getByRole('link', { name: 'Logg inn' }).click();
    await page.click('button[value="rektor"]');
    await page.getByRole('heading', { name: 'For ansatte' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/ansatt');
  });

  it('changes the language of the page, which the browser keeps', async () => {
    const { page, open } = await portal.visit();
    await open('/');
    await page.getByRole('button', { name: 'Davvisámegiella' }).click();
    await page.getByRole('link', { name: 'Logge sisa' }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Logge sisa' }).waitFor();
  });
});

describe('a mother', () => {
  it('sees her child, what waits for her, and goes again: nothing of it is left', async () => {
    const { page, signIn } = await portal.visit();
    await signIn('mother');
    await page.getByRole('heading', { name: child() }).waitFor();
    await page.getByRole('button', { name: 'Logg ut' }).click();
    await page.getByText('Dette er en demo.').waitFor();
    await page.goto('/');
    await page.getByRole('link', { name: 'Logg inn' }).waitFor();
    expect(await page.getByText(child()).count()).toBe(0);
  });

  it('learns that a higher sign-in opens more, goes through it, and is back where she was', async () => {
    const { page, signIn } = await portal.visit();
    await signIn('mother', { level: 'substantial' });
    await page.getByRole('link', { name: 'Logg inn med høyere sikkerhet' }).click();
    await page.click('button[value="mother"]');
    await page.getByRole('heading', { name: 'Hjem' }).waitFor();
    expect(await page.getByText('Noe her er ekstra godt vernet.').count()).toBe(0);
  });

  it('is told that the session has ended, and signs in again', async () => {
    const { page, signIn, context } = await portal.visit();
    await signIn('mother');
    await context.clearCookies();
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await page.getByText('Du er logget ut.').waitFor();
    await page.getByRole('link', { name: 'Logg inn igjen' }).click();
    await page.click('button[value="mother"]');
    await page.getByRole('heading', { name: 'Hjem' }).waitFor();
  });

  it('never sees what another person on the same machine left in another tab', async () => {
    const { page, signIn, context } = await portal.visit();
    await signIn('mother');
    await context.clearCookies();
    const second = await context.newPage();
    await second.goto('/sign-in?level=high&return=/');
    await second.click('button[value="rektor"]');
    await second.getByRole('heading', { name: 'Hjem' }).waitFor();
    await page.getByText('Ingen barn å vise').waitFor();
    expect(await page.getByText(child()).count()).toBe(0);
  });
});

describe('a part of the hub that does not answer', () => {
  const named = (from: string, to: string) =>
    sql`alter schema ${sql.id(from)} rename to ${sql.id(to)}`.execute(portal.hub('ringsaker').database.kysely);

  it('is told of in one plain line, and the rest is shown', async () => {
    const { page, signIn } = await portal.visit();
    await named('learning_resources', 'away');
    try {
      await signIn('mother');
      await page.getByRole('link', { name: `Se mer om ${child()}` }).click();
      await page.getByText('Noe av dette svarer ikke nå. Resten ser du her.').waitFor();
      await page.getByRole('heading', { name: 'Fravær' }).waitFor();
      expect(await page.getByRole('heading', { name: 'Digitale læremidler' }).count()).toBeLessThan(2);
      expect(await page.locator('main').innerText()).not.toContain('learning_resources');
    } finally {
      await named('away', 'learning_resources');
    }
    await page.reload();
    await page.getByRole('heading', { name: 'Fravær' }).waitFor();
    expect(await page.getByText('Noe av dette svarer ikke nå.').count()).toBe(0);
  });
});

describe('a parent without rights', () => {
  it('sees nothing of the child, at no address, and is told where to ask', async () => {
    const { id } = await childAt(portal.sending, portal.mover('fifteen'));
    const { me } = await portal
      .as('ringsaker', 'father-fifteen')
      .ask<{ me: { personId: string } }>('{ me { personId } }');
    await sql`delete from school_administration."right" where person_id = ${me.personId}`.execute(
      portal.hub('ringsaker').database.kysely,
    );
    const { page, signIn, received } = await portal.visit();
    await signIn('father-fifteen');
    await page.getByText('Vi viser barn du har foreldreansvar for').waitFor();
    await page.getByText('Spør skolen eller barnehagen, eller Ringsaker kommune').waitFor();
    for (const tail of ['', '/opplysninger', '/ny-melding']) {
      await page.goto(`/barn/${id}${tail}`);
      await page.getByRole('heading', { name: 'Siden finnes ikke' }).waitFor();
    }
    expect((await received()).includes(id)).toBe(false);
  });
});

describe('whoever has no child here', () => {
  it('sees nothing, and is told where to ask', async () => {
    const { page, signIn } = await portal.visit();
    await signIn('rektor');
    await page.getByText('Ingen barn å vise').waitFor();
    await page.getByRole('link', { name: 'Gå til sidene for ansatte' }).click();
    await page.getByRole('heading', { name: 'For ansatte' }).waitFor();
  });
});
