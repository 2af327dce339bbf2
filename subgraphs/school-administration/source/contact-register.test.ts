import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openContactRegister } from './contact-register.ts';

/** What the register answers, by national id, in its own form. */
const known: Record<string, object> = {
  '17841690079': {
    varslingsstatus: 'KAN_VARSLES',
    reservasjon: 'NEI',
    kontaktinformasjon: { epostadresse: 'a@b.example' },
  },
  '01810050084': {
    varslingsstatus: 'KAN_IKKE_VARSLES',
    reservasjon: 'NEI',
    kontaktinformasjon: { epostadresse: 'c@d.example' },
  },
  '02810050080': {
    varslingsstatus: 'KAN_VARSLES',
    reservasjon: 'JA',
    kontaktinformasjon: { epostadresse: 'e@f.example' },
  },
  '03810050087': { varslingsstatus: 'KAN_VARSLES', reservasjon: 'NEI', kontaktinformasjon: {} },
};
let register: Server;
let url: string;
let status = 200;
let authorization: string | undefined;
beforeAll(async () => {
  register = createServer(async (request, response) => {
    authorization = request.headers.authorization;
    const { personidentifikatorer } = JSON.parse(await text(request)) as { personidentifikatorer: string[] };
    response.statusCode = status;
    response.end(
      JSON.stringify({
        personer: personidentifikatorer.map((personidentifikator) => ({
          personidentifikator,
          ...known[personidentifikator],
        })),
      }),
    );
  });
  await new Promise<void>((resolve) => register.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(register.address() as AddressInfo).port}/rest/v1`;
});
afterAll(() => new Promise((resolve) => register.close(resolve)));

test('gives the address of whoever may be notified, and of nobody else', async () => {
  const found = await openContactRegister({ url, token: 'from-maskinporten' }).emailsOf([
    ...Object.keys(known),
    '04810050083',
  ]);
  expect([...found]).toEqual([['17841690079', 'a@b.example']]);
  expect(authorization).toBe('Bearer from-maskinporten');
});

test('says that it cannot be used, with no word of whom it was asked about', async () => {
  status = 403;
  const refused = openContactRegister({ url }).emailsOf(['17841690079']);
  await expect(refused).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await expect(refused).rejects.not.toThrow(/17841690079/);
});
