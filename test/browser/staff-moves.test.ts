import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  announce,
  askFor,
  toFollow,
  transferAt,
  untilPermissionIsAsked,
  untilPhase,
  untilStatus,
} from '#test/support/journey.ts';
import { accessibilityProblems, sidewaysScroll } from './support/accessible.ts';
import { takePicture } from './support/picture.ts';
import { beginPortal, languages, type PortalJourney } from './support/portal-journey.ts';

let portal: PortalJourney;
beforeAll(async () => {
  portal = await beginPortal();
});
afterAll(() => portal?.end());
const child = () => portal.mover('main').name;

describe('a rektor whose school a child comes to', () => {
  it('finds the move on top of the board, and asks for what the school needs, with a reason', async () => {
    const transferId = await announce(portal, portal.mover('main'));
    const { page, signIn } = await portal.visit({ hub: portal.to });
    await signIn('rektor', { path: '/ansatt/flyttinger' });
    await page.getByRole('heading', { name: 'Trenger noen her (1)' }).waitFor();
    await page.getByText('Velg hva dere trenger, og hvorfor.').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await takePicture(page, 'staff-moves');
    await page.getByRole('link', { name: new RegExp(child().given) }).click();
    await page.getByRole('checkbox', { name: /Skolegang/ }).check();
    await page.getByRole('checkbox', { name: /Helse og allergi/ }).check();
    await page
      .getByLabel('Grunn', { exact: true })
      .last()
      .selectOption({ label: 'Legge opplæringen til rette for eleven' });
    await page.getByLabel('Med egne ord').fill('For skolemat og turer <script>alert(1)</script>');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Be om 2 kategorier' }).click();
    await page.getByRole('heading', { name: 'Be om det dere trenger' }).waitFor({ state: 'detached' });
    await untilPermissionIsAsked(portal, transferId, 'health', 2);
  });
});

describe('a rektor whose school a child leaves', () => {
  it('records what a mother has answered through an interpreter, and a father on paper; then it goes', async () => {
    const [transfer] = (
      await portal.sending.ask<{ transfers: { edges: Array<{ node: { id: string } }> } }>(
        '{ transfers(open: true) { edges { node { id } } } }',
      )
    ).transfers.edges;
    const { page, signIn, open } = await portal.visit();
    await signIn('rektor', { path: `/ansatt/flyttinger/${transfer?.node.id}` });
    await page.getByText('For skolemat og turer <script>alert(1)</script>').first().waitFor();
    const who = page.getByRole('group', { name: 'Hvem har svart?' }).getByRole('radio');
    await who.first().waitFor();
    expect(await who.count()).toBe(2);
    await who.first().check();
    await page.getByRole('radio', { name: 'Ja, det kan deles' }).check();
    await page.getByRole('radio', { name: 'Gjennom tolk' }).check();
    const save = page.getByRole('button', { name: 'Lagre svaret' });
    expect(await save.isDisabled()).toBe(true);
    await page.getByLabel('Tolk', { exact: true }).fill('Tolketjenesten, tolk 4412');
    expect(await accessibilityProblems(page)).toEqual([]);
    await save.click();
    await takePicture(page, 'staff-record-answer');
    await page.getByText('tolk: Tolketjenesten, tolk 4412').waitFor({ timeout: 30_000 });
    await page.getByText('Svaret er lagret, og familien ser det.').waitFor();
    await page.getByRole('group', { name: 'Hvem har svart?' }).getByRole('radio').first().check();
    await page.getByRole('radio', { name: 'Ja, det kan deles' }).check();
    await page.getByRole('radio', { name: 'På papir' }).check();
    await save.click();
    await page.getByText('Tillatelse er gitt').waitFor({ timeout: 30_000 });
    await untilPhase(portal.receiving, transfer?.node.id ?? '', 'CLOSED', 'DECIDED');
    await open('/ansatt/flyttinger');
    await page.getByRole('heading', { name: 'Flyttinger' }).waitFor();
  });

  it('sees what came beside what the school had, at the new school', async () => {
    const { page, signIn } = await portal.visit({ hub: portal.to });
    const { transfers } = await portal.receiving.ask<{ transfers: { edges: Array<{ node: { id: string } }> } }>(
      '{ transfers { edges { node { id } } } }',
    );
    await signIn('rektor', { path: `/ansatt/flyttinger/${transfers.edges[0]?.node.id}` });
    await page.getByRole('heading', { name: 'Det som kom, ved siden av det vi hadde' }).waitFor();
    await page.getByRole('heading', { name: 'Kom', exact: true }).first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});

describe('a named person', () => {
  it('lets a part go by hand only with a reason, and when others are removed from it', async () => {
    const category = 'imposed-school-change';
    const transferId = await askFor(portal, portal.ordinaryMover(0), [...toFollow, category]);
    await untilStatus(portal.sending, transferId, category, 'awaiting-release');
    const { page, signIn } = await portal.visit();
    await signIn('case-worker', { path: `/ansatt/flyttinger/${transferId}` });
    // The page has other deeds that need a reason.
    const form = page.locator('.release');
    const release = form.getByRole('button', { name: 'Frigi' });
    await release.waitFor();
    expect(await release.isDisabled()).toBe(true);
    await form.getByLabel('Hvorfor').fill('Eleven trenger trygghet fra første dag');
    expect(await accessibilityProblems(page)).toEqual([]);
    await release.click();
    await page.getByText('Fjern først det som handler om andre personer.').waitFor();
    await page.getByRole('checkbox', { name: 'Jeg har fjernet det som handler om andre personer.' }).check();
    await release.click();
    await release.waitFor({ state: 'detached' });
    // Whether the school had anything of it to send, only those who hold it know.
    await untilStatus(portal.sending, transferId, category, 'received', 'empty');
    const { timeline } = (await transferAt(portal.sending, transferId)) ?? {};
    expect(timeline?.find(({ type }) => type === 'PartReleased')).toMatchObject({
      actorKind: 'PERSON',
      reason: 'Eleven trenger trygghet fra første dag',
    });
  });
});

describe('whoever may not know of a move', () => {
  it('gets the same answer as for one that does not exist', async () => {
    const other = await askFor(portal, portal.mover('fifteen'), toFollow);
    const texts: string[] = [];
    const { page, signIn, open } = await portal.visit();
    await signIn('mother', { path: '/ansatt/flyttinger' });
    for (const id of [other, '00000000-0000-4000-8000-000000000000']) {
      await open(`/ansatt/flyttinger/${id}`);
      await page.getByRole('heading', { name: 'Vi finner ikke flyttingen' }).waitFor();
      texts.push(await page.getByRole('main').innerText());
    }
    expect(texts[0]).toBe(texts[1]);
  });
});

describe('the pages of moves', () => {
  it.each(languages)('have no accessibility problem and fit 320 pixels in %s, dark and light', async (language) => {
    const { page, signIn, open } = await portal.visit({
      language,
      viewport: { width: 320, height: 700 },
      colorScheme: language === 'nb' || language === 'se' ? 'dark' : 'light',
    });
    await signIn('case-worker', { path: '/ansatt/flyttinger' });
    for (const path of ['/ansatt/flyttinger', '/ansatt/overganger']) {
      await open(path);
      await page.locator('main h2, main p').first().waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
    }
    const { transfers } = await portal.sending.ask<{ transfers: { edges: Array<{ node: { id: string } }> } }>(
      '{ transfers(first: 1) { edges { node { id } } } }',
    );
    await open(`/ansatt/flyttinger/${transfers.edges[0]?.node.id}`);
    await page.locator('.timeline li').first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  });
});
