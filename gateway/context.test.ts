import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Identity, SchoolAdministrationPort } from '#contracts/ports.ts';
import { createCursorSeal } from '#kit/access/cursor-seal.ts';
import { createPolicyBook } from '#kit/access/policy-book.ts';
import { hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { policyRoot } from '#test/support/test-subgraph.ts';
import { createContextMaker } from './context.ts';
import { createIssuer } from './identity/issuer.ts';

const now = new Date('2026-11-22T23:30:00Z');
const people: Record<string, { personId: string; employee: boolean }> = {
  '17811150053': { personId: 'parent', employee: false },
  '17811150134': { personId: 'teacher', employee: true },
};
let contextOf: ReturnType<typeof createContextMaker>;
let bearer: (claims: JWTPayload) => Promise<string>;
const policyDays: string[] = [];

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const settings = hubSettingsSchema.parse({
    controller: { organisationNumber: '312000008', name: 'Prøve kommune', kind: 'MUNICIPALITY' },
    port: 0,
    database: { kind: 'memory' },
    keysFolder: 'keys',
    issuers: [
      {
        issuer: 'id',
        audience: 'hub',
        keys: { keys: [{ ...(await exportJWK(publicKey)), kty: 'OKP', kid: 'k', use: 'sig' }] },
        claims: {},
      },
    ],
    clients: [
      { clientId: 'app', name: 'An app', organisationNumber: '312000016', purposes: ['education', 'archiving'] },
    ],
  });
  const whoIs = async (identity: Identity) =>
    identity.kind === 'national-id' ? (people[identity.nationalId] ?? null) : null;
  contextOf = createContextMaker({
    settings,
    issuers: settings.issuers.map((issuer) => createIssuer(issuer, () => now)),
    port: { whoIs } as unknown as SchoolAdministrationPort,
    policyOn: (date) => {
      policyDays.push(date);
      return createPolicyBook(policyRoot)(date);
    },
    audit: { record: async () => undefined, close: async () => undefined },
    cursors: createCursorSeal(Buffer.alloc(32)),
    now: () => now,
  });
  bearer = async (claims) =>
    `Bearer ${await new SignJWT({ iss: 'id', aud: 'hub', ...claims })
      .setIssuedAt(now)
      .setExpirationTime(new Date(now.getTime() + 60_000))
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
      .sign(privateKey)}`;
});
const person = () => bearer({ pid: '17811150053' });
const consumer = { authority: 'iso6523-actorid-upis', ID: '0192:312000016' };
const system = () => bearer({ client_id: 'app', consumer });

describe('who asks', () => {
  it('is the person of the token, without an organisation unless the controller employs them', async () => {
    const parent = await contextOf({ authorization: await person() });
    expect(parent.access.viewer).toEqual({
      kind: 'person',
      personId: 'parent',
      purpose: null,
      organisation: null,
      assurance: 'low',
    });
    const teacher = await contextOf({
      authorization: await bearer({ pid: '17811150134' }),
      'oppvekst-purpose': 'education',
    });
    expect(teacher.access.viewer).toEqual({
      kind: 'person',
      personId: 'teacher',
      purpose: 'education',
      organisation: '312000008',
      assurance: 'low',
    });
  });

  it('is the registered system of the token, for the purpose it states', async () => {
    const { access } = await contextOf({ authorization: await system(), 'oppvekst-purpose': 'archiving' });
    expect(access.viewer).toEqual({
      kind: 'system',
      clientId: 'app',
      purpose: 'archiving',
      organisation: '312000016',
      assurance: null,
    });
  });

  it('is asked anew for each request, on the day it is in Norway', async () => {
    const headers = { authorization: await person() };
    const [one, other] = await Promise.all([contextOf(headers), contextOf(headers)]);
    expect(one.requestId).not.toBe(other.requestId);
    expect(one.access).not.toBe(other.access);
    expect([one.access.on, policyDays.at(-1)]).toEqual(['2026-11-23', '2026-11-23']);
  });
});

describe('a request is refused', () => {
  it.each<[string, () => Promise<Record<string, string | string[]>>, string, RegExp]>([
    ['without a bearer token', async () => ({}), 'UNAUTHENTICATED', /send a bearer token/],
    ['with an empty one', async () => ({ authorization: 'Bearer ' }), 'UNAUTHENTICATED', /send a bearer token/],
    [
      'with another scheme',
      async () => ({ authorization: `Basic ${Buffer.from('a:b').toString('base64')}` }),
      'UNAUTHENTICATED',
      /send a bearer token/,
    ],
    [
      'with two tokens',
      async () => ({ authorization: `${await person()}, ${await person()}` }),
      'UNAUTHENTICATED',
      /send a bearer token/,
    ],
    [
      'with something after the token',
      async () => ({ authorization: `${await person()} x` }),
      'UNAUTHENTICATED',
      /send a bearer token/,
    ],
    [
      'of a person that nobody here is for certain',
      async () => ({ authorization: await bearer({ pid: '17811150215' }) }),
      'UNAUTHENTICATED',
      /Nobody here/,
    ],
    [
      'with a purpose that is none',
      async () => ({ authorization: await person(), 'oppvekst-purpose': 'curiosity' }),
      'BAD_INPUT',
      /must be one of: education/,
    ],
    [
      'with a purpose named like a property of every object',
      async () => ({ authorization: await person(), 'oppvekst-purpose': 'constructor' }),
      'BAD_INPUT',
      /must be one of/,
    ],
    [
      'with two purposes',
      async () => ({ authorization: await system(), 'oppvekst-purpose': 'education, archiving' }),
      'BAD_INPUT',
      /must be one of/,
    ],
    [
      'with a list of purposes',
      async () => ({ authorization: await system(), 'oppvekst-purpose': ['education', 'archiving'] }),
      'BAD_INPUT',
      /must be one of/,
    ],
    [
      'of a system without a purpose',
      async () => ({ authorization: await system() }),
      'FORBIDDEN',
      /must state its purpose.*education, archiving/,
    ],
    [
      'of a system with an empty purpose',
      async () => ({ authorization: await system(), 'oppvekst-purpose': '' }),
      'FORBIDDEN',
      /must state its purpose/,
    ],
    [
      'of a system for a purpose it is not registered for',
      async () => ({ authorization: await system(), 'oppvekst-purpose': 'case-work' }),
      'FORBIDDEN',
      /not registered for the purpose "case-work"/,
    ],
    [
      'of a system that is not registered',
      async () => ({ authorization: await bearer({ client_id: 'other', consumer }), 'oppvekst-purpose': 'education' }),
      'UNAUTHENTICATED',
      /not registered here/,
    ],
  ])('%s', async (_, headers, code, message) => {
    await expect(headers().then(contextOf)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });
});
