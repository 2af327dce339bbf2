import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HubSettingsInput } from '#kit/config/hub-settings.ts';
import { publicKeys } from '#kit/events/sealing/hub-keys.ts';
import { openHubSecrets } from '#kit/serve/hub-secrets.ts';
import { castOf, demoSystem } from './cast.ts';
import {
  type DemoHubName,
  type DemoManifest,
  databaseFolderOf,
  demoHubNames,
  hubFolderOf,
  manifestFile,
  readManifest,
} from './demo-folder.ts';
import { openDemoIssuer } from './demo-issuer.ts';
import {
  generateMunicipality,
  type MunicipalityModel,
  type MunicipalityName,
  municipalityFiles,
  schoolYearOf,
  writeMunicipality,
} from './generate/index.ts';

const municipalityOf: Readonly<Record<DemoHubName, MunicipalityName>> = {
  ringsaker: 'Ringsaker',
  sarpsborg: 'Sarpsborg',
};
export const demoSeed = 'oppvekst';

export const sourcesOf = (dataFolder: string, hub: DemoHubName) =>
  municipalityFiles(join(hubFolderOf(dataFolder, hub), 'sources'));

/** Writes the two municipalities' files, unless they are there; the manifest comes last, so that a cut start begins anew. */
export async function prepareDemo(
  dataFolder: string,
  today: string,
  shape: (model: MunicipalityModel) => MunicipalityModel = (model) => model,
): Promise<DemoManifest> {
  if (existsSync(manifestFile(dataFolder))) return readManifest(dataFolder);
  const schoolYear = schoolYearOf(today);
  const cast: Partial<Record<DemoHubName, DemoManifest['cast'][DemoHubName]>> = {};
  const controllers: Partial<Record<DemoHubName, DemoManifest['controllers'][DemoHubName]>> = {};
  for (const hub of demoHubNames) {
    const model = shape(generateMunicipality({ name: municipalityOf[hub], seed: demoSeed, schoolYear, today }));
    await writeMunicipality(model, join(hubFolderOf(dataFolder, hub), 'sources'));
    cast[hub] = castOf(model);
    const { organisationNumber, municipalityNumber, name, realm } = model.profile;
    controllers[hub] = { organisationNumber, municipalityNumber, name: `${name} kommune`, realm };
  }
  const manifest = { seed: demoSeed, schoolYear, today, cast, controllers } as DemoManifest;
  await mkdir(dataFolder, { recursive: true });
  await writeFile(`${manifestFile(dataFolder)}.part`, JSON.stringify(manifest, null, 2));
  await rename(`${manifestFile(dataFolder)}.part`, manifestFile(dataFolder));
  return manifest;
}

/** Where the demo's outside systems answer. */
export interface OutsideSystems {
  readonly register: string;
  readonly feide: Readonly<Record<DemoHubName, { readonly url: string; readonly directoryUrl: string }>>;
}

const closed = { url: 'http://127.0.0.1:9', directoryUrl: 'http://127.0.0.1:9' };
/** No outside system answers: for commands that need none. */
export const nowhere: OutsideSystems = { register: closed.url, feide: { ringsaker: closed, sarpsborg: closed } };

export interface DemoPorts {
  readonly ringsaker: number;
  readonly sarpsborg: number;
}

/** Both hubs' settings: each has its own folder, database, keys and issuer, and knows the other's public keys. */
export async function demoSettings(
  dataFolder: string,
  manifest: DemoManifest,
  ports: DemoPorts,
  outside: OutsideSystems,
): Promise<Record<DemoHubName, HubSettingsInput>> {
  const own = async (hub: DemoHubName) => {
    const folder = hubFolderOf(dataFolder, hub);
    return {
      keys: publicKeys((await openHubSecrets(join(folder, 'keys'))).keys),
      issuer: await openDemoIssuer(folder, hub, true),
    };
  };
  const identities = { ringsaker: await own('ringsaker'), sarpsborg: await own('sarpsborg') };
  const settingsOf = (hub: DemoHubName, peer: DemoHubName): HubSettingsInput => {
    const folder = hubFolderOf(dataFolder, hub);
    const { organisationNumber, name, municipalityNumber, realm } = manifest.controllers[hub];
    const { issuer } = identities[hub];
    return {
      controller: { organisationNumber, name, municipalityNumber, kind: 'MUNICIPALITY' },
      port: ports[hub],
      database: { kind: 'folder', folder: databaseFolderOf(dataFolder, hub) },
      keysFolder: join(folder, 'keys'),
      peers: [
        {
          organisationNumber: manifest.controllers[peer].organisationNumber,
          name: manifest.controllers[peer].name,
          municipalityNumber: manifest.controllers[peer].municipalityNumber,
          url: `http://127.0.0.1:${ports[peer]}`,
          keys: identities[peer].keys as never,
        },
      ],
      issuers: [{ issuer: issuer.issuer, audience: issuer.audience, keys: issuer.keys as never, claims: {} }],
      clients: [{ ...demoSystem, purposes: [...demoSystem.purposes], organisationNumber }],
      subgraphs: {
        'school-administration': {
          register: { url: outside.register },
          approvedSystems: [{ clientId: demoSystem.clientId, units: 'all' }],
          caseNaming: { appointed: appointedIn(manifest, hub) },
        },
        feide: {
          url: outside.feide[hub].url,
          realm,
          token: 'demo',
          directory: outside.feide[hub].directoryUrl,
          lookEverySeconds: 1,
        },
        'data-sharing': { holdSeconds: 1 },
      },
      demo: true,
    };
  };
  return { ringsaker: settingsOf('ringsaker', 'sarpsborg'), sarpsborg: settingsOf('sarpsborg', 'ringsaker') };
}

/** The rektor of the story is the leader whom the demo's controllers have appointed to name staff for cases. */
const appointedIn = (manifest: DemoManifest, hub: DemoHubName) =>
  manifest.cast[hub].flatMap(({ role, subject }) =>
    role === 'rektor' && subject.kind === 'feide' ? [{ feideId: subject.feideId }] : [],
  );

export const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));
