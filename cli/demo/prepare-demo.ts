import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HubSettingsInput } from '#kit/config/hub-settings.ts';
import { publicKeys } from '#kit/events/sealing/hub-keys.ts';
import { openHubSecrets } from '#kit/serve/hub-secrets.ts';
import { reconcilingSystem } from '../reconcile/reconcile.ts';
import { castOf, demoSystem } from './cast.ts';
import {
  type CastMember,
  type DemoController,
  type DemoHubName,
  type DemoManifest,
  databaseFolderOf,
  hubFolderOf,
  hubsIn,
  manifestFile,
  municipalHubs,
  type OfHubs,
  ofHub,
} from './demo-folder.ts';
import { demoAssurance, openDemoIssuer } from './demo-issuer.ts';
import {
  generateCounty,
  generateMunicipality,
  generatePrivateSchool,
  type MunicipalityModel,
  municipalityFiles,
  schoolYearOf,
  writeMunicipality,
} from './generate/index.ts';
import { readManifest } from './read-manifest.ts';
import type { DemoSignIn, DemoSignInClient } from './sign-in/demo-sign-in.ts';

export const demoSeed = 'oppvekst';

export const sourcesOf = (dataFolder: string, hub: DemoHubName) =>
  municipalityFiles(join(hubFolderOf(dataFolder, hub), 'sources'));

export interface PrepareOptions {
  /** Hubs beside the two municipalities. */
  readonly further?: readonly DemoHubName[];
  /** What a test makes of a model before it is written. */
  readonly shape?: (model: MunicipalityModel) => MunicipalityModel;
}

/**
 * Writes the files of the hubs that are not there yet; the manifest comes last, so that a cut start begins anew. The same seed and day
 * give the same people, so that a county that is added later has the municipality's own tenth-graders.
 */
export async function prepareDemo(
  dataFolder: string,
  today: string,
  { further = [], shape = (model) => model }: PrepareOptions = {},
): Promise<DemoManifest> {
  const known = existsSync(manifestFile(dataFolder)) ? readManifest(dataFolder) : undefined;
  const missing = [...municipalHubs, ...further].filter((hub) => known?.controllers[hub] === undefined);
  if (known && missing.length === 0) return known;
  const began = known?.today ?? today;
  const options = { seed: known?.seed ?? demoSeed, schoolYear: known?.schoolYear ?? schoolYearOf(began), today: began };
  const ringsaker = shape(generateMunicipality({ name: 'Ringsaker', ...options }));
  const sarpsborg = shape(generateMunicipality({ name: 'Sarpsborg', ...options }));
  const around = { from: ringsaker, beside: [sarpsborg] };
  const models: Readonly<Record<DemoHubName, () => MunicipalityModel>> = {
    ringsaker: () => ringsaker,
    sarpsborg: () => sarpsborg,
    innlandet: () => shape(generateCounty(around)),
    furuberget: () => generatePrivateSchool(around),
  };
  const cast: Partial<Record<DemoHubName, readonly CastMember[]>> = { ...known?.cast };
  const controllers: Partial<Record<DemoHubName, DemoController>> = { ...known?.controllers };
  for (const hub of missing) {
    const model = models[hub]();
    await writeMunicipality(model, join(hubFolderOf(dataFolder, hub), 'sources'));
    cast[hub] = castOf(model);
    const { organisationNumber, municipalityNumber, legalName: name, kind, realm } = model.profile;
    controllers[hub] = { organisationNumber, municipalityNumber, name, kind, realm };
  }
  const manifest = { ...options, cast, controllers } as DemoManifest;
  await mkdir(dataFolder, { recursive: true });
  await writeFile(`${manifestFile(dataFolder)}.part`, JSON.stringify(manifest, null, 2));
  await rename(`${manifestFile(dataFolder)}.part`, manifestFile(dataFolder));
  return manifest;
}

/** Where the demo's outside systems answer. */
export interface OutsideSystems {
  readonly register: string;
  /** Of each hub that is to be reached. */
  readonly feide: Readonly<Partial<Record<DemoHubName, { readonly url: string; readonly directoryUrl: string }>>>;
  /** The issuer that people sign in with. */
  readonly signIn?: Pick<DemoSignIn, 'clientOf'>;
}

const closed = { url: 'http://127.0.0.1:9', directoryUrl: 'http://127.0.0.1:9' };
/** No outside system answers: for commands that need none. */
export const nowhere: OutsideSystems = { register: closed.url, feide: {} };

export type DemoPorts = OfHubs<number>;
/** Ringsaker's port is chosen; the others' follow, a hundred apart. */
export const portsFrom = (first: number): Readonly<Record<DemoHubName, number>> => ({
  ringsaker: first,
  sarpsborg: first + 100,
  innlandet: first + 200,
  furuberget: first + 300,
});

/** The hubs' settings: each has its own folder, database, keys and issuer, and knows the others' public keys. */
export async function demoSettings(
  dataFolder: string,
  manifest: DemoManifest,
  ports: DemoPorts,
  outside: OutsideSystems,
): Promise<OfHubs<HubSettingsInput>> {
  const own = async (hub: DemoHubName) => {
    const folder = hubFolderOf(dataFolder, hub);
    return {
      keys: publicKeys((await openHubSecrets(join(folder, 'keys'))).keys),
      issuer: await openDemoIssuer(folder, hub, true),
    };
  };
  const hubs = hubsIn(manifest);
  const identities = new Map(await Promise.all(hubs.map(async (hub) => [hub, await own(hub)] as const)));
  const settingsOf = (hub: DemoHubName, { issuer }: Awaited<ReturnType<typeof own>>): HubSettingsInput => {
    const folder = hubFolderOf(dataFolder, hub);
    const { organisationNumber, name, municipalityNumber, kind, realm } = ofHub(manifest.controllers, hub);
    const feide = outside.feide[hub] ?? closed;
    return {
      controller: { organisationNumber, name, municipalityNumber, kind },
      port: ofHub(ports, hub),
      publicUrl: `http://127.0.0.1:${ofHub(ports, hub)}`,
      sessions: { home: '/graphql' },
      database: { kind: 'folder', folder: databaseFolderOf(dataFolder, hub) },
      keysFolder: join(folder, 'keys'),
      stateFolder: folder,
      peers: [...identities]
        .filter(([peer]) => peer !== hub)
        .map(([peer, { keys }]) => {
          const { organisationNumber, name, municipalityNumber } = ofHub(manifest.controllers, peer);
          const url = `http://127.0.0.1:${ofHub(ports, peer)}`;
          return { organisationNumber, name, municipalityNumber, url, keys: keys as never };
        }),
      issuers: [
        {
          issuer: issuer.issuer,
          audience: issuer.audience,
          keys: issuer.keys as never,
          claims: {},
          assurance: demoAssurance,
        },
        ...(outside.signIn ? [signInWith(outside.signIn.clientOf(hub))] : []),
      ],
      clients: [{ ...demoSystem, purposes: [...demoSystem.purposes], organisationNumber, issuer: issuer.issuer }],
      subgraphs: {
        'school-administration': {
          // A private school has no access to the register: its staff record who has which right.
          ...(kind === 'PRIVATE_OWNER' ? {} : { register: { url: outside.register } }),
          approvedSystems: [
            { clientId: demoSystem.clientId, units: 'all' },
            { clientId: reconcilingSystem, units: 'all' },
          ],
          caseNaming: { appointed: appointedIn(manifest, hub) },
        },
        feide: {
          url: feide.url,
          realm,
          token: 'demo',
          directory: feide.directoryUrl,
          lookEverySeconds: 1,
        },
        'data-sharing': { holdSeconds: 1 },
      },
      // The story, the journeys and the benchmarks ask as one person, faster than people do.
      limits: { perMinute: { person: 1_000_000, system: 1_000_000 } },
      demo: true,
    };
  };
  const settings = [...identities].map(([hub, identity]) => [hub, settingsOf(hub, identity)] as const);
  return Object.fromEntries(settings) as OfHubs<HubSettingsInput>;
}

const signInWith = ({ issuer, clientId, clientSecret }: DemoSignInClient) => ({
  issuer,
  audience: 'nobody: it gives no tokens for the graph',
  claims: {},
  assurance: demoAssurance,
  signIn: { id: 'demo', name: 'Demo', clientId, clientSecret },
});

/** The rektor of the story is the leader whom the demo's controllers have appointed to name staff for cases. */
const appointedIn = (manifest: DemoManifest, hub: DemoHubName) =>
  ofHub(manifest.cast, hub).flatMap(({ role, subject }) =>
    role === 'rektor' && subject.kind === 'feide' ? [{ feideId: subject.feideId }] : [],
  );

export const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));
