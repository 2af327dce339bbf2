import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { z } from 'zod';
import { HubError } from '#kit/errors/hub-error.ts';
import { readHubSettings } from './read-hub-settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'oppvekst-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const subgraphs = {
  feide: z.object({
    token: z.string().optional().meta({ secret: true }).describe('The access token'),
    every: z.number().default(60),
  }),
};
const right = {
  controller: { organisationNumber: '312000008', name: 'Prøve kommune', kind: 'MUNICIPALITY' },
  port: 4000,
  database: { kind: 'postgres', url: 'postgres://hub@localhost/hub' },
  keysFolder: 'keys',
  stateFolder: '/var/lib/oppvekst',
};
const file = join(folder, 'hub.yaml');
function read(content: unknown, environment: Record<string, string> = {}) {
  writeFileSync(file, typeof content === 'string' ? content : stringify(content));
  return readHubSettings({ file, environment, subgraphs });
}
function problemsOf(content: unknown, environment: Record<string, string> = {}): string {
  try {
    read(content, environment);
  } catch (error) {
    if (error instanceof HubError && error.code === 'CONFIG') return error.message;
    throw error;
  }
  throw new Error('the settings were accepted');
}

describe('a settings file', () => {
  it('has its paths counted from its own folder', () => {
    expect(read(right)).toMatchObject({ keysFolder: join(folder, 'keys'), stateFolder: '/var/lib/oppvekst' });
  });

  it('with many errors has all told at once, each with its name, what is wrong, what was given and what it means', () => {
    const message = problemsOf(
      {
        ...right,
        controller: { ...right.controller, organisationNumber: '312000009' },
        port: 'web',
        colour: 'blue',
        host: '0.0.0.0',
        keysFolder: undefined,
        subgraphs: { feide: { every: 'day' }, fiede: {} },
      },
      { OPPVEKST_LIMITS__DEPTH: 'deep', OPPVEKST_DATABSE__URL: 'x' },
    );
    expect(message).toMatch(/^9 settings are wrong in .*hub\.yaml and the environment:/);
    for (const part of [
      /controller\.organisationNumber: must be an organisation number with a right check digit\. It is "312000009"\./,
      /port: must be a whole number\. It is "web"\. The port it listens on/,
      /colour: there is no such setting/,
      /host: is open to other machines without encryption: set `tls`/,
      /keysFolder: is missing\. The folder with the hub/,
      /subgraphs\.feide\.every: must be a number/,
      /subgraphs\.fiede: there is no such setting/,
      /limits\.depth \(from OPPVEKST_LIMITS__DEPTH\): must be a whole number/,
      /OPPVEKST_DATABSE__URL \(environment\): there is no such setting/,
    ])
      expect(message).toMatch(part);
  });

  it('never has a secret shown in an error', () => {
    const message = problemsOf({ ...right, database: { kind: 'postgres', url: 'mysql://hub:hemmelig@db/hub' } });
    expect(message).toContain('database.url: must begin with postgres://');
    expect(message).not.toContain('hemmelig');
  });

  it.each([
    ['is not there', undefined, 'There is no settings file'],
    ['is not YAML', 'a: [1', 'is not YAML'],
    ['is a list', '- a', 'must be a table of settings'],
    ['is empty', '', 'must be a table of settings'],
  ])('that %s is refused in words', (_, content, words) => {
    rmSync(file, { force: true });
    if (content !== undefined) writeFileSync(file, content);
    expect(() => readHubSettings({ file, environment: {}, subgraphs })).toThrow(words);
  });
});

describe('the environment', () => {
  it('goes before the file, for text, numbers, lists, and one part of a list', () => {
    const peers = [
      {
        organisationNumber: '312000016',
        name: 'B',
        url: 'https://b.example',
        keys: { keys: [{ kty: 'OKP', kid: 'k', use: 'sig', x: 'abc' }] },
      },
    ];
    const settings = read(
      { ...right, peers },
      {
        OPPVEKST_PORT: '4400',
        OPPVEKST_CONTROLLER__NAME: '4400 kommune',
        OPPVEKST_PROXY__TRUSTED: '["10.0.0.0/8"]',
        OPPVEKST_PEERS__0__URL: 'https://other.example',
        OPPVEKST_SUBGRAPHS__FEIDE__TOKEN: '12345',
        OPPVEKST_CONFIG: 'passed over',
      },
    );
    expect(settings).toMatchObject({
      port: 4400,
      controller: { name: '4400 kommune' },
      proxy: { trusted: ['10.0.0.0/8'] },
      peers: [{ name: 'B', url: 'https://other.example', keys: { keys: [{ x: 'abc' }] } }],
      subgraphs: { feide: { token: '12345', every: 60 } },
    });
  });

  it('names a file for a secret, and says when it cannot be read', () => {
    writeFileSync(join(folder, 'url'), 'postgres://hub:hemmelig@db/hub\n');
    expect(read(right, { OPPVEKST_DATABASE__URL_FILE: join(folder, 'url') }).database).toMatchObject({
      url: 'postgres://hub:hemmelig@db/hub',
    });
    expect(problemsOf(right, { OPPVEKST_DATABASE__URL_FILE: '/nowhere' })).toMatch(
      /OPPVEKST_DATABASE__URL_FILE .*\/nowhere cannot be read \(ENOENT\)/,
    );
    expect(problemsOf(right, { OPPVEKST_HOST_FILE: join(folder, 'url') })).toMatch(
      /OPPVEKST_HOST_FILE .*no such setting/,
    );
  });
});

const aClient = { clientId: 'app', name: 'An app', organisationNumber: '312000016', purposes: ['education'] };
const people = (issuer: string, over: object = {}) => ({
  issuer,
  audience: 'a',
  claims: {},
  signIn: { id: 'id', name: 'ID', clientId: 'hub', clientSecret: 's', ...over },
});

describe('a hub that is no demo', () => {
  const real = (over: object) => problemsOf({ ...right, ...over });
  it.each([
    ['a database in memory', { database: { kind: 'memory' } }, 'database.kind: a database in memory is for tests'],
    [
      'real persons in the embedded database without a word',
      { database: { kind: 'folder', folder: 'd' } },
      'database.realData: true',
    ],
    ['no folder of its own', { stateFolder: undefined }, 'stateFolder: is missing'],
    [
      'the demo’s token issuer',
      {
        issuers: [
          {
            issuer: 'urn:oppvekst:demo:ringsaker',
            audience: 'a',
            keys: { keys: [{ kty: 'OKP', kid: 'k', use: 'sig' }] },
            claims: {},
          },
        ],
      },
      'whose key lies open',
    ],
    [
      'the issuer by which anybody signs in as anybody in a demo',
      { issuers: [people('http://127.0.0.1:4050/oppvekst-demo/ringsaker')] },
      'whose key lies open',
    ],
    [
      'people who sign in and have nowhere to come back to',
      { issuers: [people('https://idporten.no')] },
      'publicUrl: is missing: people who sign in come back to it',
    ],
    [
      'a client that any of several issuers could give a token',
      {
        publicUrl: 'https://a.example',
        issuers: [people('https://idporten.no'), people('https://auth.feide.no', { id: 'feide' })],
        clients: [aClient],
      },
      'clients.0.issuer: is missing: several issuers',
    ],
    [
      'a client of an issuer that is not configured',
      { clients: [{ ...aClient, issuer: 'https://maskinporten.no' }] },
      'clients.0.issuer: is none of the configured issuers',
    ],
    ['two clients of one id', { clients: [aClient, aClient] }, 'clients.1.clientId: is another client’s too'],
    [
      'two issuers with one place to come back to',
      { publicUrl: 'https://a.example', issuers: [people('https://idporten.no'), people('https://auth.feide.no')] },
      'issuers.1.signIn.id: is another issuer’s too',
    ],
    [
      'an issuer without encryption',
      { publicUrl: 'https://a.example', issuers: [people('http://idporten.no')] },
      'issuers.0.issuer: must begin with https://',
    ],
    [
      'a client of an issuer that has neither a secret nor a key',
      { publicUrl: 'https://a.example', issuers: [people('https://idporten.no', { clientSecret: undefined })] },
      'give clientSecret or clientKeyFile, one of them',
    ],
    [
      'an issuer that is no address and has no keys',
      { issuers: [{ issuer: 'id', audience: 'a', claims: {} }] },
      'or give keys',
    ],
    ['a level that is none', { assurance: { categories: { health: 'very high' } } }, 'assurance.categories.health'],
    ['a category that is none', { assurance: { categories: { hair: 'high' } } }, 'assurance.categories'],
    ['the demo’s token at Feide', { subgraphs: { feide: { token: 'demo' } } }, 'subgraphs.feide.token: is the demo’s'],
    [
      'a peer without encryption',
      {
        peers: [
          {
            organisationNumber: '312000016',
            name: 'B',
            url: 'http://b.example',
            keys: { keys: [{ kty: 'OKP', kid: 'k', use: 'sig' }] },
          },
        ],
      },
      'peers.0.url: must begin with https://',
    ],
    [
      'TLS of its own and a proxy',
      { tls: { certFile: 'a', keyFile: 'b' }, proxy: { trusted: ['10.0.0.1'] } },
      'exclude each other',
    ],
  ])('is refused %s', (_, over, words) => {
    expect(real(over)).toContain(words);
  });

  it('has the path of a client’s key counted from the settings’ folder, and a secret of a list from a file', () => {
    const issuers = [people('https://idporten.no', { clientSecret: undefined, clientKeyFile: 'keys/client.json' })];
    const publicUrl = 'https://a.example';
    const { issuers: found } = read({ ...right, publicUrl, issuers });
    expect(found[0]?.signIn?.clientKeyFile).toBe(join(folder, 'keys/client.json'));
    const secretFile = join(folder, 'client-secret');
    writeFileSync(secretFile, 'kept apart\n');
    const { issuers: other } = read(
      { ...right, publicUrl, issuers: [people('https://idporten.no', { clientSecret: undefined })] },
      { OPPVEKST_ISSUERS__0__SIGN_IN__CLIENT_SECRET_FILE: secretFile },
    );
    expect(other[0]?.signIn?.clientSecret).toBe('kept apart');
  });

  it('may hold synthetic people in the embedded database, and real ones when that is said', () => {
    expect(read({ ...right, people: 'synthetic', database: { kind: 'folder', folder: 'd' } }).people).toBe('synthetic');
    expect(read({ ...right, database: { kind: 'folder', folder: 'd', realData: true } }).database).toMatchObject({
      folder: join(folder, 'd'),
    });
  });
});

describe('a demo', () => {
  it('is refused real people, and an issuer by which real people would sign in', () => {
    const message = problemsOf({
      ...right,
      demo: true,
      people: 'real',
      database: { kind: 'folder', folder: 'd', realData: true },
      issuers: [
        {
          issuer: 'https://idporten.no',
          audience: 'a',
          keys: { keys: [{ kty: 'OKP', kid: 'k', use: 'sig' }] },
          claims: {},
        },
      ],
    });
    expect(message).toMatch(/^3 settings/);
    for (const name of ['people:', 'database.realData:', 'issuers.0.issuer:']) expect(message).toContain(name);
  });
});
