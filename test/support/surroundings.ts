import { mkdir } from 'node:fs/promises';
import { type DemoHubName, type DemoManifest, hubFolderOf, hubsIn, type OfHubs, ofHub } from '#cli/demo/demo-folder.ts';
import { type DemoSubject, openDemoIssuer } from '#cli/demo/demo-issuer.ts';
import type { Mover, MoverKind, MunicipalityModel } from '#cli/demo/generate/index.ts';
import { type DemoPorts, demoSettings, prepareDemo, readJson, sourcesOf } from '#cli/demo/prepare-demo.ts';
import { type OutsideServers, startOutsideSystems } from '#cli/demo/start-demo.ts';
import { type HubSettings, type HubSettingsInput, hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { readSettings } from '#kit/config/read-settings.ts';
import type { Controller } from '#kit/serve/subgraph.ts';
import { freePort } from '#test/bench/free-ports.ts';
import { engineSettings } from './engine.ts';
import { type HubLink, startHubLink } from './hub-link.ts';
import { type JourneyClock, startClock } from './journey-clock.ts';
import { createPersonGraph, type PersonGraph } from './person-graph.ts';
import { smallMunicipality } from './small-municipality.ts';

/** Everything around the hubs: their data and settings, the outside systems, the line between them, and people. */
export interface Surroundings {
  readonly clock: JourneyClock;
  readonly dataFolder: string;
  readonly manifest: DemoManifest;
  readonly outside: OutsideServers;
  /** The line that each hub is reached over by the others. */
  readonly linkTo: OfHubs<HubLink>;
  readonly movers: readonly Mover[];
  readonly settings: OfHubs<HubSettings>;
  /** A bearer token of somebody, by the clock of the journey. */
  tokenOf(hub: DemoHubName, who: DemoSubject): Promise<string>;
  /** The graph as somebody sees it; staff are named by their role in the demo's cast. */
  as(hub: DemoHubName, who: DemoSubject | string, purpose?: string): PersonGraph;
  mover(kind: Exclude<MoverKind, 'ordinary' | 'applicant'>): Mover;
  /** The ordinary child at a place in the list: each test takes its own. */
  ordinaryMover(place: number): Mover;
  /** A tenth-grader of Ringsaker who has been admitted by the county. */
  applicant(place: number): Mover;
  close(): Promise<void>;
}

export interface SurroundingsOptions {
  readonly dataFolder: string;
  /** Hubs beside the two municipalities. */
  readonly further?: readonly DemoHubName[];
  /** Data-sharing's own settings, where a journey needs others. */
  readonly dataSharing?: Record<string, unknown>;
  /** Which part of the demo's data is kept; the children who move when not given. */
  readonly shape?: (model: MunicipalityModel) => MunicipalityModel;
  /** What a controller is, where it is no municipality. */
  readonly kinds?: Partial<Record<DemoHubName, Controller['kind']>>;
  /** The journeys' own when not given. */
  readonly clock?: JourneyClock;
  /** The folder of the portal's built pages, where a journey goes through them. */
  readonly portal?: Promise<string>;
  /** Issuers beside the demo's own. */
  readonly issuers?: NonNullable<HubSettingsInput['issuers']>;
}

/** Far off: a test lets Feide's directory make its changes when it wants to see them made. */
const notByItself = 24 * 60 * 60 * 1_000;

export async function openSurroundings({
  dataFolder,
  further = [],
  dataSharing = {},
  shape = smallMunicipality,
  kinds = {},
  clock = startClock(),
  issuers = [],
}: SurroundingsOptions): Promise<Surroundings> {
  await mkdir(dataFolder, { recursive: true });
  const manifest = await prepareDemo(dataFolder, clock.now().toISOString().slice(0, 10), {
    further,
    shape,
  });
  const hubs = hubsIn(manifest);
  const outside = await startOutsideSystems(dataFolder, hubs, { applyAfterMs: notByItself });
  const ports = {} as Record<DemoHubName, number>;
  const linkTo = {} as Record<DemoHubName, HubLink>;
  for (const name of hubs) {
    ports[name] = await freePort();
    linkTo[name] = await startHubLink(`http://127.0.0.1:${ports[name]}`);
  }
  const movers = (await readJson(sourcesOf(dataFolder, 'sarpsborg').movers)) as readonly Mover[];
  const applicants = further.includes('innlandet')
    ? ((await readJson(sourcesOf(dataFolder, 'innlandet').movers)) as readonly Mover[])
    : [];
  const pick = (found: Mover | undefined) => {
    if (!found) throw new Error('there is no such child in the data');
    return found;
  };
  const tokenOf = async (name: DemoHubName, subject: DemoSubject) =>
    (await openDemoIssuer(hubFolderOf(dataFolder, name), name, false, clock.now)).issue(subject);
  const settings = await settingsOf(dataFolder, manifest, { ports, outside, linkTo, dataSharing, kinds, issuers });
  for (const name of hubs) outside.signIn.serve(name, ofHub(settings, name), ofHub(manifest.cast, name));
  return {
    clock,
    dataFolder,
    manifest,
    outside,
    linkTo,
    movers,
    settings,
    tokenOf,
    as(name, who, purpose = 'school-change') {
      const subject =
        typeof who === 'string' ? ofHub(manifest.cast, name).find(({ role }) => role === who)?.subject : who;
      if (!subject) throw new Error(`nobody in ${name} is ${String(who)}`);
      const url = `http://127.0.0.1:${ports[name]}`;
      return createPersonGraph({ url, purpose, token: () => tokenOf(name, subject) });
    },
    mover: (kind) => pick(movers.find((mover) => mover.kind === kind)),
    ordinaryMover: (place) => pick(movers.filter(({ kind }) => kind === 'ordinary')[place]),
    applicant: (place) => pick(applicants[place]),
    async close() {
      for (const link of Object.values(linkTo)) await link.close();
      await outside.close();
    },
  };
}

interface Around extends Pick<Surroundings, 'outside' | 'linkTo'> {
  readonly ports: DemoPorts;
  readonly dataSharing: Record<string, unknown>;
  readonly kinds: Partial<Record<DemoHubName, Controller['kind']>>;
  readonly issuers: NonNullable<HubSettingsInput['issuers']>;
}

async function settingsOf(
  dataFolder: string,
  manifest: DemoManifest,
  { ports, outside, linkTo, dataSharing, kinds, issuers }: Around,
): Promise<OfHubs<HubSettings>> {
  const systems = { register: outside.register.url, feide: outside.feide, signIn: outside.signIn };
  const made = await demoSettings(dataFolder, manifest, ports, systems);
  const nameOf = (organisationNumber: string) =>
    hubsIn(manifest).find((name) => ofHub(manifest.controllers, name).organisationNumber === organisationNumber);
  const of = (name: DemoHubName) => {
    const own = ofHub(made, name);
    const subgraphs = { ...own.subgraphs, 'data-sharing': { holdSeconds: 0, ...dataSharing } };
    const peers = own.peers?.map((peer) => ({
      ...peer,
      url: ofHub(linkTo, nameOf(peer.organisationNumber) ?? name).url,
    }));
    const controller = { ...own.controller, ...(kinds[name] ? { kind: kinds[name] } : {}) };
    const all = {
      ...own,
      issuers: [...(own.issuers ?? []), ...issuers],
      controller,
      ...engineSettings(dataFolder, name),
      subgraphs,
      peers,
      logLevel: 'silent',
    };
    return readSettings(hubSettingsSchema, all, `the journey's ${name}`);
  };
  return Object.fromEntries(hubsIn(manifest).map((name) => [name, of(name)])) as OfHubs<HubSettings>;
}
