import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { subgraphSettings } from '#gateway/hub/subgraphs.ts';
import { readHubSettings } from '#kit/config/read-hub-settings.ts';

interface Compose {
  readonly services: Readonly<
    Record<string, { readonly environment: Record<string, string>; readonly secrets?: string[] }>
  >;
  readonly secrets: Readonly<Record<string, unknown>>;
}

const compose = parse(readFileSync(new URL('../../docker-compose.yml', import.meta.url), 'utf8')) as Compose;
const folder = mkdtempSync(join(tmpdir(), 'oppvekst-compose-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('docker-compose.yml', () => {
  it('gives the hub settings that it takes, beside what `oppvekst init` has written', () => {
    const file = join(folder, 'hub.yaml');
    const secret = join(folder, 'database-url');
    writeFileSync(secret, 'postgres://oppvekst:secret@postgres:5432/oppvekst\n');
    const written = {
      controller: {
        organisationNumber: '312000008',
        name: 'Prøve kommune',
        municipalityNumber: '9901',
        kind: 'MUNICIPALITY',
      },
      people: 'synthetic',
      host: '127.0.0.1',
      port: 4000,
      publicUrl: 'https://hub.example.kommune.no',
      proxy: { trusted: ['127.0.0.1'] },
      database: { kind: 'postgres' },
      keysFolder: 'keys',
      stateFolder: 'state',
    };
    writeFileSync(file, JSON.stringify(written));
    const hub = compose.services.hub;
    const environment = { ...hub?.environment, OPPVEKST_DATABASE__URL_FILE: secret };
    const settings = readHubSettings({ file, environment, subgraphs: subgraphSettings });
    expect(settings).toMatchObject({
      host: '0.0.0.0',
      port: 8080,
      database: { kind: 'postgres', url: 'postgres://oppvekst:secret@postgres:5432/oppvekst' },
      eventLog: { kind: 'kafka', brokers: ['kafka:9092'], partitions: 6 },
      proxy: { trusted: ['172.16.0.0/12'] },
    });
  });

  it('names every secret that a service takes, and holds none itself', () => {
    for (const { secrets = [], environment } of Object.values(compose.services)) {
      for (const name of secrets) expect(Object.keys(compose.secrets)).toContain(name);
      for (const [name, value] of Object.entries(environment))
        if (/PASSWORD|URL/.test(name))
          expect([name, value]).toEqual([name, expect.stringMatching(/^\/run\/secrets\//)]);
    }
  });
});
