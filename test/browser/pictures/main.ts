// `npm run pictures`: the main pages as a parent sees them on a telephone, into docs/pictures.
import { mkdir } from 'node:fs/promises';
import { childAt } from '#test/support/journey.ts';
import { moveThatAsks } from '../support/moves.ts';
import { beginPortal, type Language } from '../support/portal-journey.ts';

process.env.APOLLO_TELEMETRY_DISABLED = '1';
const folder = new URL('../../../docs/pictures/', import.meta.url).pathname;
await mkdir(folder, { recursive: true });
const portal = await beginPortal();
try {
  const mover = portal.mover('main');
  const { id } = await childAt(portal.sending, mover);
  const transferId = await moveThatAsks(portal, mover, ['health', 'ongoing-assessment', 'individual-decisions']);
  const take = async (
    name: string,
    path: string,
    language: Language = 'nb',
    colorScheme: 'light' | 'dark' = 'light',
  ) => {
    const { page, signIn, context } = await portal.visit({ language, colorScheme });
    await signIn('mother', { path });
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${folder}${name}.png`, fullPage: true });
    await context.close();
  };
  await take('home', '/');
  await take('home-dark', '/', 'se', 'dark');
  await take('child', `/barn/${id}`);
  await take('change-of-school', `/barn/${id}/skolebytte/${transferId}`);
  await take('absence', `/barn/${id}/fravaer`, 'nn');
  await take('new-message', `/barn/${id}/ny-melding`);
  await take('who-has-looked', `/barn/${id}/innsyn`, 'en');
  await take('notices', '/varsler');
} finally {
  await portal.end();
}
process.exit(0);
