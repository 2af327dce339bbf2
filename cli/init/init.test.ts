import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { subgraphSettings } from '#gateway/hub/subgraphs.ts';
import { readHubSettings } from '#kit/config/read-hub-settings.ts';
import { runCli } from '#test/support/cli-process.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oppvekst-init-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

const flags = {
  name: 'Prøve kommune',
  'organisation-number': '312000008',
  'municipality-number': '3411',
  database: 'folder',
  people: 'synthetic',
  port: '0',
  'public-url': 'http://127.0.0.1:4400',
  administrator: 'admin@prove.kommune.no',
  'administrator-given-name': 'Anne',
  'administrator-family-name': 'Lie',
} as const;
function init(over: Readonly<Record<string, string | undefined>> = {}, ...more: string[]) {
  const all = Object.entries({ config: at('hub.yaml'), ...flags, ...over });
  return runCli([
    'init',
    '--yes',
    ...all.flatMap(([flag, value]) => (value === undefined ? [] : [`--${flag}`, value])),
    ...more,
  ]);
}

describe('oppvekst init', () => {
  it('writes settings with what each means, and makes keys that its owner alone can read', () => {
    expect(init({ 'roster-folder': 'rosters' })).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Fingerprint of this hub'),
    });
    const text = readFileSync(at('hub.yaml'), 'utf8');
    expect(parse(text)).toMatchObject({
      controller: { organisationNumber: '312000008', municipalityNumber: '3411', kind: 'MUNICIPALITY' },
      people: 'synthetic',
      database: { kind: 'folder', folder: 'database' },
      subgraphs: {
        'school-administration': {
          roster: { pickUp: { folder: 'rosters' } },
          administrators: [{ feideId: 'admin@prove.kommune.no', givenName: 'Anne' }],
        },
      },
    });
    expect(text).toContain('# The folder with the hub’s private keys');
    for (const file of ['hub.yaml', 'keys/hub-keys.json']) expect(statSync(at(file)).mode & 0o077).toBe(0);
  });

  it('takes an issuer by its address alone, or with the address of its keys', () => {
    const issuer = { issuer: 'https://test.idporten.no', 'issuer-audience': 'hub' };
    expect(init(issuer)).toMatchObject({ status: 0 });
    const found = () => parse(readFileSync(at('hub.yaml'), 'utf8')).issuers;
    expect(found()).toEqual([{ issuer: 'https://test.idporten.no', audience: 'hub', claims: {} }]);
    const config = at('other.yaml');
    expect(
      init({ ...issuer, config, 'issuer-keys': 'https://test.idporten.no/jwk', 'keys-folder': at('others') }),
    ).toMatchObject({
      status: 0,
    });
    expect(parse(readFileSync(config, 'utf8')).issuers[0]).toMatchObject({ jwksUrl: 'https://test.idporten.no/jwk' });
  });

  it('asks for the client that people sign in with, and what its levels mean; what is written, a start takes', () => {
    const signIn = {
      issuer: 'https://test.idporten.no',
      'issuer-audience': 'hub',
      'sign-in-client-id': 'the-client',
      'sign-in-for': 'parents',
    };
    const asked = init(signIn);
    expect(asked).toMatchObject({ status: 0 });
    const secret = 'OPPVEKST_ISSUERS__0__SIGN_IN__CLIENT_SECRET';
    for (const told of ['http://127.0.0.1:4400/sign-in/callback/id-porten', `needs ${secret}, or ${secret}_FILE`])
      expect(asked.stdout).toContain(told);
    const text = readFileSync(at('hub.yaml'), 'utf8');
    const levels = {
      'idporten-loa-low': 'low',
      'idporten-loa-substantial': 'substantial',
      'idporten-loa-high': 'high',
    };
    expect(parse(text).issuers[0]).toMatchObject({
      claims: { nationalId: 'pid' },
      assurance: { levels },
      signIn: { id: 'id-porten', name: 'ID-porten', clientId: 'the-client' },
    });
    for (const words of [
      `# At start must be given: ${secret}`,
      '# The hub’s client id there',
      '# What the claim’s values mean',
    ])
      expect(text).toContain(words);
    // As the start does: without the secret it says so, with it the settings are whole.
    const read = (environment: Readonly<Record<string, string>>) =>
      readHubSettings({ file: at('hub.yaml'), environment, subgraphs: subgraphSettings });
    expect(() => read({})).toThrow('give clientSecret or clientKeyFile');
    expect(read({ [secret]: 'secret' }).issuers[0]?.signIn).toMatchObject({ clientSecret: 'secret' });
    const staff = {
      ...signIn,
      config: at('staff.yaml'),
      'keys-folder': 'staff-keys',
      'sign-in-for': 'staff',
      'sign-in-key-file': 'client.jwk',
    };
    expect(init({ ...staff, 'sign-in-levels': 'two-factor=sure' })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--sign-in-levels): must be value=low'),
    });
    expect(init({ ...staff, 'sign-in-levels': 'urn:two=high, urn:one=substantial' }).stdout).not.toContain(secret);
    expect(parse(readFileSync(at('staff.yaml'), 'utf8')).issuers[0]).toMatchObject({
      claims: { feideId: 'https://n.feide.no/claims/eduPersonPrincipalName' },
      assurance: { levels: { 'urn:two': 'high', 'urn:one': 'substantial' } },
      signIn: { id: 'feide', clientKeyFile: 'client.jwk' },
    });
  });

  it('takes an issuer for staff and pupils, one for parents and one for systems', () => {
    const asked = init({
      issuer: 'https://auth.dataporten.no',
      'sign-in-client-id': 'at-feide',
      'sign-in-for': 'staff-and-pupils',
      'sign-in-key-file': 'feide.jwk',
      issuer2: 'https://test.idporten.no',
      'issuer-audience2': 'hub',
      'sign-in-client-id2': 'at-id-porten',
      'sign-in-for2': 'parents',
      issuer3: 'https://test.maskinporten.no',
    });
    expect(asked).toMatchObject({ status: 0 });
    const secret = 'OPPVEKST_ISSUERS__1__SIGN_IN__CLIENT_SECRET';
    expect(asked.stdout).toContain(`needs ${secret}`);
    const { issuers } = readHubSettings({
      file: at('hub.yaml'),
      environment: { [secret]: 'secret' },
      subgraphs: subgraphSettings,
    });
    expect(issuers.map(({ issuer, audience, signIn }) => [issuer, audience, signIn?.id])).toEqual([
      ['https://auth.dataporten.no', flags['public-url'], 'feide'],
      ['https://test.idporten.no', 'hub', 'id-porten'],
      ['https://test.maskinporten.no', flags['public-url'], undefined],
    ]);
    expect(init({ config: at('other.yaml'), issuer2: 'https://test.idporten.no' })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('issuer2: does not go with the other answers'),
    });
  });

  it('tells every answer that is wrong or missing at once, with its flag, and writes nothing', () => {
    const { status, stderr } = init({
      'organisation-number': '312000009',
      'municipality-number': undefined,
      'public-url': 'hub.example',
      administrator: '01010112345',
      port: 'web',
    });
    expect(status).toBe(2);
    expect(stderr).toContain('5 answers are wrong or missing; nothing was written');
    for (const flag of [
      '--organisation-number): must be nine digits with a right check digit',
      '--municipality-number): is missing',
      '--public-url): must be an address',
      '--administrator): must be a Feide user name',
      '--port): ',
    ])
      expect(stderr).toContain(flag);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes answers from a file, and a flag before them', () => {
    writeFileSync(at('answers.yaml'), 'name: Fil kommune\norganisationNumber: 312000008\nport: 4401\n');
    expect(
      init({ name: undefined, 'organisation-number': undefined, port: '4402', answers: at('answers.yaml') }).status,
    ).toBe(0);
    expect(parse(readFileSync(at('hub.yaml'), 'utf8'))).toMatchObject({
      controller: { name: 'Fil kommune' },
      port: 4402,
    });
    writeFileSync(at('answers.yaml'), 'nmae: Fil kommune\n');
    expect(init({ config: at('other.yaml'), answers: at('answers.yaml') })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('nmae: is not asked for'),
    });
  });

  it('never writes over settings or keys, and leaves no half of either', () => {
    init();
    const keys = readFileSync(at('keys/hub-keys.json'), 'utf8');
    expect(init()).toMatchObject({ status: 1, stderr: expect.stringContaining('hub.yaml is there already') });
    expect(init({ config: at('other.yaml') })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('name another folder with --keys-folder'),
    });
    expect(readFileSync(at('keys/hub-keys.json'), 'utf8')).toBe(keys);
    expect(readdirSync(folder).sort()).toEqual(['hub.yaml', 'keys']);
    // A folder that cannot be made: the settings are not left behind without their keys.
    expect(init({ config: at('third.yaml'), 'keys-folder': 'hub.yaml/keys' }).status).toBe(2);
    expect(existsSync(at('third.yaml'))).toBe(false);
  });

  it('asks for a word before real people are put into an embedded database', () => {
    expect(init({ people: 'real' })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--real-data-in-folder): is missing'),
    });
    expect(init({ people: 'real', 'real-data-in-folder': 'no' }).stderr).toContain('must be yes');
    expect(init({ people: 'real', 'real-data-in-folder': 'yes' }).status).toBe(0);
    expect(parse(readFileSync(at('hub.yaml'), 'utf8')).database).toMatchObject({ realData: true });
  });

  it('leaves the database’s address to the environment, and tries the database when asked', () => {
    expect(init({ database: 'postgres' }, '--check-database')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('give --database-url'),
    });
    const gone = { database: 'postgres', 'database-url': 'postgres://hub:hemmelig@127.0.0.1:9/hub' };
    const { status, stderr } = init(gone, '--check-database');
    expect({ status, stderr }).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('127.0.0.1:9/hub does not answer'),
    });
    expect(stderr).not.toContain('hemmelig');
    expect(readdirSync(folder)).toEqual([]);
    expect(init({ database: 'postgres' }).status).toBe(0);
    expect(parse(readFileSync(at('hub.yaml'), 'utf8')).database).toEqual({ kind: 'postgres' });
  });
});

describe('oppvekst peers', () => {
  it('gives this hub’s public keys, and takes a peer’s when the fingerprint is the one that was told', () => {
    init({ config: at('a.yaml'), 'keys-folder': 'a-keys' });
    init({
      config: at('b.yaml'),
      'keys-folder': 'b-keys',
      name: 'Nabo kommune',
      'organisation-number': '312000016',
      'public-url': 'http://127.0.0.1:4500',
    });
    const exported = runCli(['peers', 'export', '--config', at('b.yaml'), '--out', at('b.json')]);
    const fingerprint = exported.stdout.trim().split('\n').at(-1)?.trim() ?? '';
    expect(fingerprint).toMatch(/^([0-9a-f]{4} ){9}[0-9a-f]{4}$/);
    expect(readFileSync(at('b.json'), 'utf8')).not.toContain('"d"');
    const add = (...more: string[]) => runCli(['peers', 'add', at('b.json'), '--config', at('a.yaml'), ...more]);
    expect(add()).toMatchObject({ status: 2, stderr: expect.stringContaining(fingerprint) });
    expect(add('--fingerprint', 'abcd')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('not the one given'),
    });
    expect(add('--fingerprint', fingerprint.toUpperCase())).toMatchObject({ status: 0 });
    expect(add('--fingerprint', fingerprint)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('--replace'),
    });
    expect(runCli(['peers', '--config', at('a.yaml')]).stdout).toContain('Nabo kommune');
    const text = readFileSync(at('a.yaml'), 'utf8');
    expect(text).toContain('# The folder with the hub’s private keys');
    expect(parse(text).peers).toHaveLength(1);
  });

  it('refuses a file with another key under the id, or one with a private key in it', () => {
    init({ config: at('a.yaml'), 'keys-folder': 'a-keys' });
    runCli(['peers', 'export', '--config', at('a.yaml'), '--out', at('a.json')]);
    const file = JSON.parse(readFileSync(at('a.json'), 'utf8')) as { keys: { keys: Array<Record<string, unknown>> } };
    const [first, second] = file.keys.keys;
    const tried = (keys: unknown[]) => {
      writeFileSync(at('bad.json'), JSON.stringify({ ...file, keys: { keys } }));
      return runCli(['peers', 'add', at('bad.json'), '--config', at('a.yaml'), '--fingerprint', 'x']);
    };
    expect(tried([{ ...first, x: second?.x }, second])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('not that of the key'),
    });
    expect(tried([{ ...first, d: 'secret' }, second])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('not a peer'),
    });
  });
});
