import { afterAll, beforeAll, expect, it } from 'vitest';
import { ofHub } from '#cli/demo/demo-folder.ts';
import { act, childAt } from '#test/support/journey.ts';
import { until } from '#test/support/until.ts';
import { accessibilityProblems, sidewaysScroll } from './support/accessible.ts';
import { takePicture } from './support/picture.ts';
import { beginPortal, type PortalJourney } from './support/portal-journey.ts';

let portal: PortalJourney;
beforeAll(async () => {
  portal = await beginPortal();
});
afterAll(() => portal?.end());

it('shows staff who has not answered, by place and class, and reminds them: once a day', async () => {
  const child = await childAt(portal.sending, portal.mover('main'));
  const { userErrors } = await act(portal.sending, 'prepareHandOver', {
    childId: child.id,
    toOrganisation: ofHub(portal.manifest.controllers, portal.to).organisationNumber,
    startsOn: '2027-08-16',
    direction: 'SCHOOL_TO_SCHOOL',
    categories: ['health'],
  });
  expect(userErrors).toEqual([]);
  await until('the parents are asked', async () => {
    const { handOverCounts } = await portal.sending.ask<{ handOverCounts: ReadonlyArray<{ stage: string }> }>(
      '{ handOverCounts { stage } }',
    );
    return handOverCounts.some(({ stage }) => stage === 'WAITING_FOR_PERMISSION') || undefined;
  });
  const { page, signIn } = await portal.visit({ viewport: { width: 320, height: 700 }, colorScheme: 'dark' });
  const isFine = async () => {
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  };
  await signIn('rektor', { path: '/ansatt/overganger' });
  await page.locator('table a').first().waitFor();
  await isFine();
  await page.locator('table a').first().click();
  await page.getByText(/Har ikke svart: .+ .+, .+ .+\./).waitFor();
  await page.getByRole('heading', { name: /^\d+[A-Z] \(1\)$/ }).waitFor();
  await isFine();
  await takePicture(page, 'staff-hand-overs');
  await page.getByRole('button', { name: 'Minn på for ett barn' }).click();
  await page.getByText('De hjemme hos ett barn er minnet på.').waitFor({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Minn på for ett barn' }).click();
  await page.getByText('Ett barn: minnet på i dag allerede, eller alle har svart.').waitFor({ timeout: 30_000 });
  await isFine();
});
