import { expect, it } from 'vitest';
import { startTestGateway } from '#test/support/sign-in/test-gateway.ts';

it('begins no more sign-ins from one address than the limit, and says so in the browser’s language, leaving no row', async () => {
  const hub = await startTestGateway({ limits: { perMinute: { address: 2 } } });
  const begin = (language: string) => hub.browser().open(`${hub.url}/sign-in/start/id-porten?lang=${language}`);
  expect([(await begin('nb')).status, (await begin('nb')).status]).toEqual([303, 303]);
  const refused = await begin('nn');
  expect([refused.status, refused.text]).toEqual([429, expect.stringContaining('Prøv igjen om eit minutt')]);
  const rows = await hub.database.selectFrom('gateway.signIn').selectAll().execute();
  expect(rows).toHaveLength(2);
  await hub.close();
});
