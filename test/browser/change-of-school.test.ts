import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childAt, untilStatus } from '#test/support/journey.ts';
import { accessibilityProblems } from './support/accessible.ts';
import { moveThatAsks } from './support/moves.ts';
import { beginPortal, type PortalJourney, type Visitor } from './support/portal-journey.ts';

let portal: PortalJourney;
let mother: Visitor;
let father: Visitor;
let transferId: string;
const asked = ['health', 'ongoing-assessment', 'individual-decisions'];
const yes = 'Ja, den nye skolen kan få dette';
const no = 'Nei, ikke del dette';

beforeAll(async () => {
  portal = await beginPortal();
  transferId = await moveThatAsks(portal, portal.mover('main'), asked);
  [mother, father] = [await portal.visit(), await portal.visit()];
});
afterAll(() => portal?.end());

const answer = (page: Page, category: string, words: string) =>
  page.getByRole('group', { name: category, exact: true }).getByLabel(words).check();
/** Whether it is drawn, also where what is folded away takes room. */
const isShown = (place: Locator) =>
  place.evaluate((element: { checkVisibility(): boolean }) => element.checkVisibility());
const openQuestions = async ({ page, signIn }: Visitor, person: string) => {
  await signIn(person);
  await page.getByRole('link', { name: /^Svar på hva skolene kan dele: 3 spørsmål\. Frist/ }).click();
  await page.getByRole('heading', { name: 'Hva vil du at den nye skolen skal få?' }).waitFor();
};

describe('a mother permits and a father refuses', () => {
  it('the mother is asked each question by itself, with what a no means and the law, and nothing chosen for her', async () => {
    await openQuestions(mother, 'mother');
    const { page } = mother;
    expect(await page.getByLabel(yes).count()).toBe(3);
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
    await page.getByText('Sier du nei, blir bare det ikke delt.').waitFor();
    const law = page.getByRole('link', { name: 'opplæringslova § 25-1 (4)' }).first();
    expect(await law.getAttribute('href')).toBe('https://lovdata.no/lov/2023-06-09-30/§25-1');
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('an answer without a choice is not sent, and says so', async () => {
    const { page } = mother;
    await page.getByRole('button', { name: 'Send svar' }).click();
    await page.getByText('Velg ja eller nei på minst ett spørsmål.').waitFor();
  });

  it('she permits two and leaves one for later', async () => {
    const { page } = mother;
    await answer(page, 'Helse og allergi', yes);
    await answer(page, 'Enkeltvedtak som gjelder', yes);
    await page.getByRole('button', { name: 'Send svar' }).click();
    await page.getByText('Du har sagt ja. Andre har ikke svart ennå.').first().waitFor();
    expect(await page.getByLabel(yes).count()).toBe(1);
  });

  it('she takes one back before it is sealed, and the page says that it stops', async () => {
    const { page } = mother;
    await page.getByRole('button', { name: 'Ta tilbake ja til Enkeltvedtak som gjelder' }).click();
    await page.getByText('Et ja er tatt tilbake. Det blir ikke delt.').first().waitFor();
    await untilStatus(portal.sending, transferId, 'individual-decisions', 'withheld');
  });

  it('the father refuses one and permits another, and reads that both answers are in the story', async () => {
    const { page, signIn } = father;
    await signIn('father', { path: '/' });
    await page.getByRole('link', { name: /^Svar på hva skolene kan dele: 2 spørsmål/ }).click();
    await answer(page, 'Helse og allergi', yes);
    await answer(page, 'Annen underveisvurdering', no);
    await page.getByRole('button', { name: 'Send svar' }).click();
    await page.getByText('Noen har sagt nei. Det blir ikke delt.').waitFor();
    await untilStatus(portal.sending, transferId, 'ongoing-assessment', 'withheld');
    await page.getByText('Noen som bestemmer, sa nei.').waitFor();
  });

  it('what both permitted is sent, and then the page says that it cannot be called back', async () => {
    await untilStatus(portal.sending, transferId, 'health', 'received');
    const { page } = mother;
    await page.reload();
    await page.getByText('Alle har sagt ja. Den nye skolen har fått det.').waitFor();
    await page.getByText('Det som er sendt, kan ikke hentes tilbake.').waitFor();
    expect(await page.getByRole('button', { name: /^Ta tilbake ja til Helse/ }).count()).toBe(0);
  });
});

describe('the story of a move on paper', () => {
  it('has what stands behind a press on the screen, and nothing to press', async () => {
    const { page } = mother;
    const why = page.locator('details').filter({ hasText: 'opplæringslova § 25-1 (2)' }).first();
    await why.waitFor();
    const law = why.getByText('Loven:').first();
    expect(await isShown(law)).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('heading', { name: 'Dette har skjedd' }).isVisible()).toBe(true);
    // What is closed on the screen is laid out for paper in the next frame.
    await expect.poll(() => isShown(law), { timeout: 20_000 }).toBe(true);
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
  });
});

describe('a pupil of fifteen decides', () => {
  let fifteen: string;
  const path = async () => {
    const { id } = await childAt(portal.sending, portal.mover('fifteen'));
    return `/barn/${id}/skolebytte/${fifteen}`;
  };

  it('and a parent, who may know of the move, is asked nothing and can answer nothing', async () => {
    fifteen = await moveThatAsks(portal, portal.mover('fifteen'), ['ongoing-assessment']);
    const { page, signIn } = await portal.visit();
    await signIn('mother-fifteen', { path: await path() });
    await page.getByText('Venter på svar fra dem som bestemmer.').waitFor();
    expect(await page.getByLabel(yes).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Send svar' }).count()).toBe(0);
    await page.goto('/');
    await page.getByRole('heading', { name: 'Hjem' }).waitFor();
    expect(await page.getByText('Svar på hva skolene kan dele').count()).toBe(0);
  });

  it('alone: the pupil reads what waits at home, answers, and sees that it is done', async () => {
    const { page, signIn } = await portal.visit();
    await signIn('pupil-fifteen');
    await page.getByRole('link', { name: /^Svar på hva skolene kan dele: ett spørsmål/ }).click();
    await answer(page, 'Annen underveisvurdering', yes);
    await page.getByRole('button', { name: 'Send svar' }).click();
    await page.getByRole('button', { name: 'Send svar' }).waitFor({ state: 'detached' });
    await untilStatus(portal.sending, fifteen, 'ongoing-assessment', 'received');
  });
});

describe('whoever may not know of a move', () => {
  it('gets the page that there is for no move at all', async () => {
    const { page, signIn } = await portal.visit();
    const path = (await mother.page.evaluate('location.pathname')) as string;
    await signIn('mother-fifteen', { path });
    await page.getByRole('heading', { name: 'Siden finnes ikke' }).waitFor();
    const of = await page.locator('main').innerText();
    await page.goto(path.replace(transferId, '00000000-0000-4000-8000-000000000000'));
    await page.getByRole('heading', { name: 'Siden finnes ikke' }).waitFor();
    expect(await page.locator('main').innerText()).toBe(of);
  });
});
