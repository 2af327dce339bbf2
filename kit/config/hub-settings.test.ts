import { describe, expect, it } from 'vitest';
import { HubError } from '#kit/errors/hub-error.ts';
import { hubSettingsSchema } from './hub-settings.ts';
import { readSettings } from './read-settings.ts';

const right = {
  controller: { organisationNumber: '312000008', name: 'Prøve kommune', kind: 'MUNICIPALITY' },
  port: 4000,
  database: { kind: 'folder', folder: 'data' },
  keysFolder: 'keys',
};
function failureOf(source: unknown): HubError {
  try {
    readSettings(hubSettingsSchema, source, 'hub.json');
  } catch (error) {
    if (error instanceof HubError) return error;
    throw error;
  }
  throw new Error('the settings were accepted');
}

describe('settings', () => {
  it('that say only what they must get safe defaults', () => {
    expect(readSettings(hubSettingsSchema, right, 'hub.json')).toMatchObject({
      host: '127.0.0.1',
      demo: false,
      peers: [],
      issuers: [],
      clients: [],
      logLevel: 'warn',
      limits: { depth: 15, fields: 500 },
    });
  });

  it('with three errors have all three named, each with its place', () => {
    const error = failureOf({
      ...right,
      controller: { ...right.controller, organisationNumber: '312000009', municipalityNumber: '34' },
      port: 70_000,
    });
    expect(error.code).toBe('CONFIG');
    expect(error.message).toMatch(/^3 settings are wrong in hub\.json:/);
    expect(error.message).toMatch(/controller\.organisationNumber: .*check digit/);
    expect(error.message).toMatch(/controller\.municipalityNumber: must be four digits/);
    expect(error.message).toMatch(/port: /);
    expect(error.details?.problems).toHaveLength(3);
  });

  it.each([
    ['nothing', undefined, '(top)'],
    ['a list', [], '(top)'],
    ['a database of an unknown kind', { ...right, database: { kind: 'mysql' } }, 'database.kind'],
    [
      'a database address of another kind',
      { ...right, database: { kind: 'postgres', url: 'mysql://host' } },
      'database.url',
    ],
    [
      'a client without a purpose',
      { ...right, clients: [{ clientId: 'a', name: 'A', organisationNumber: '312000016', purposes: [] }] },
      'clients.0.purposes',
    ],
    [
      'a client with a purpose that is none',
      { ...right, clients: [{ clientId: 'a', name: 'A', organisationNumber: '312000016', purposes: ['curiosity'] }] },
      'clients.0.purposes.0',
    ],
    [
      'an issuer without keys',
      { ...right, issuers: [{ issuer: 'id', audience: 'hub', keys: { keys: [] }, claims: {} }] },
      'issuers.0.keys.keys',
    ],
    [
      'a peer without an address',
      {
        ...right,
        peers: [
          {
            organisationNumber: '312000016',
            name: 'B',
            url: 'here',
            keys: { keys: [{ kty: 'OKP', kid: 'k', use: 'sig' }] },
          },
        ],
      },
      'peers.0.url',
    ],
    ['a limit of nothing', { ...right, limits: { depth: 0 } }, 'limits.depth'],
  ])('that are wrong by %s are refused by name', (_, source, place) => {
    const { message } = failureOf(source);
    expect(message).toMatch(/^1 setting is wrong/);
    expect(message).toContain(`  ${place}: `);
  });
});
