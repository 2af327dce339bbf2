import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childIdOf } from '#test/support/look-inside.ts';
import { beginPortal, type PortalJourney } from './support/portal-journey.ts';

let portal: PortalJourney;
beforeAll(async () => {
  portal = await beginPortal();
});
afterAll(() => portal?.end());

describe('a child on a secret address', () => {
  it('is in no byte that the browser of a father gets who must not find it, whatever he opens', async () => {
    const sibling = portal.mover('graded-6-sibling');
    const id = await childIdOf(portal, sibling, 'ringsaker');
    const { page, signIn, received } = await portal.visit();
    await signIn('father');
    await page.getByRole('heading', { name: portal.mover('main').name.given }).waitFor();
    for (const path of ['/meldinger', '/varsler', '/ansatt']) {
      await page.goto(path);
      await page.locator('main h1').waitFor();
    }
    for (const tail of ['', '/fravaer', '/skolebytte', '/innsyn', '/opplysninger', '/ny-melding']) {
      await page.goto(`/barn/${id}${tail}`);
      await page.getByRole('heading', { name: 'Siden finnes ikke' }).waitFor();
    }
    const bytes = await received();
    expect(bytes).toContain(portal.mover('main').name.given);
    for (const secret of [id, sibling.nationalId, sibling.name.given, sibling.startsOn])
      expect(bytes).not.toContain(secret);
  });
});
