import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { hashOf } from '#gateway/documents/read-documents.ts';
import { makeHubSecrets } from '#kit/serve/hub-secrets.ts';
import { runCli } from '#test/support/cli-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'oppvekst-clients-'));
await makeHubSecrets(join(folder, 'keys'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const config = join(folder, 'hub.yaml');
writeFileSync(
  config,
  `# Our own hub.\n${stringify({
    controller: { organisationNumber: '312000008', name: 'Prøve kommune', kind: 'MUNICIPALITY' },
    people: 'synthetic',
    production: true,
    port: 0,
    database: { kind: 'folder', folder: 'database' },
    keysFolder: 'keys',
    stateFolder: 'state',
  })}`,
);
const clients = (...args: string[]) => runCli(['clients', ...args, '--config', config]);
const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const timetables = ['add', 'timetables', '--name', 'Timetables', '--organisation', '312000016'];

describe('oppvekst clients', () => {
  it('registers a system in the settings, once, and keeps what a person wrote there', () => {
    expect(clients(...timetables, '--purpose', 'education', '--scope', 'oppvekst:read')).toMatchObject({ status: 0 });
    expect(readFileSync(config, 'utf8')).toMatch(/^# Our own hub/);
    expect(parse(readFileSync(config, 'utf8')).clients).toEqual([
      {
        clientId: 'timetables',
        name: 'Timetables',
        organisationNumber: '312000016',
        scopes: ['oppvekst:read'],
        purposes: ['education'],
      },
    ]);
    const again = clients(...timetables, '--purpose', 'education');
    expect([again.status, again.stderr]).toEqual([1, expect.stringMatching(/timetables is registered already/)]);
  });

  it('does not touch the settings when what is given is wrong', () => {
    const before = readFileSync(config, 'utf8');
    const wrong = clients('add', 'other', '--name', 'Other', '--organisation', '312000017', '--purpose', 'curiosity');
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringMatching(/organisationNumber(.|\n)*purposes/)]);
    expect(readFileSync(config, 'utf8')).toBe(before);
  });

  it('registers a file of operations, tells their hashes, and lists what each client has', () => {
    const operations = file(
      'operations.graphql',
      'query Mine { me { personId } }\nquery Schools { schools { edges { node { name } } } }',
    );
    const hashes = join(folder, 'hashes.json');
    const first = clients('documents', 'timetables', operations, '--hashes', hashes);
    expect([first.status, first.stdout]).toEqual([0, expect.stringMatching(/2 new, 0 known, 0 withdrawn/)]);
    expect(JSON.parse(readFileSync(hashes, 'utf8'))).toEqual({
      Mine: expect.stringMatching(/^[0-9a-f]{64}$/),
      Schools: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const one = 'query Mine{me{personId}}';
    const fewer = clients(
      'documents',
      'timetables',
      file('one.json', JSON.stringify({ [hashOf(one)]: one })),
      '--replace',
    );
    expect(fewer.stdout).toMatch(/1 new, 0 known, 2 withdrawn/);
    const listed = JSON.parse(clients('list', '--json').stdout);
    expect(listed).toMatchObject({
      production: true,
      clients: [
        { clientId: 'oppvekst-portal', purposes: [] },
        { clientId: 'timetables', name: 'Timetables', documents: 1, latest: expect.stringMatching(/^\d{4}-/) },
      ],
    });
  });

  it.each<[string, string, string, RegExp]>([
    [
      'of a client that nobody has registered',
      'other',
      'query Mine { me { personId } }',
      /No client "other".*timetables/,
    ],
    ['that the graph does not know', 'timetables', 'query Wrong { me { age } }', /Wrong: Cannot query field "age"/],
    [
      'that goes beyond the limits',
      'timetables',
      `query Deep { ${'__typename '.repeat(100)} }`,
      /Deep: .*aliases or repeated/,
    ],
  ])('refuses operations %s', (_, clientId, content, message) => {
    const { status, stderr } = clients('documents', clientId, file('wrong.graphql', content));
    expect([status === 0, stderr]).toEqual([false, expect.stringMatching(message)]);
  });
});
