import { mkdir } from 'node:fs/promises';
import { type Hub, startHub } from '#gateway/hub/start-hub.ts';
import { hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { readSettings } from '#kit/config/read-settings.ts';
import { type FeideServer, startFeideServer } from '#subgraphs/feide/index.ts';
import { type FolkeregisteretServer, startFolkeregisteretServer } from '#subgraphs/school-administration/index.ts';
import { serveControl } from '../control/control-socket.ts';
import { type DemoDatabases, openDemoDatabases } from './demo-databases.ts';
import {
  castSubject,
  type DemoHubName,
  type DemoManifest,
  hubFolderOf,
  hubsIn,
  municipalHubs,
  type OfHubs,
  ofHub,
} from './demo-folder.ts';
import { type DemoSubject, openDemoIssuer } from './demo-issuer.ts';
import { exampleQueries } from './example-queries.ts';
import { isLoaded, loadHub } from './load-hub.ts';
import { type DemoPorts, demoSettings, portsFrom, prepareDemo, readJson, sourcesOf } from './prepare-demo.ts';
import { type DemoSignIn, openDemoSignIn } from './sign-in/demo-sign-in.ts';

export interface RunningDemo {
  readonly manifest: DemoManifest;
  readonly hubs: OfHubs<Hub>;
  readonly dataFolder: string;
  stop(): Promise<void>;
}

export interface DemoOptions {
  readonly dataFolder: string;
  readonly ports: DemoPorts;
  /** Hubs beside the two municipalities. */
  readonly further?: readonly DemoHubName[];
  readonly now?: () => Date;
  /** The folder of the portal's built pages. */
  readonly portal?: Promise<string | undefined>;
  /** The two databases, where the caller has begun to open them; they are closed with the demo, or when it cannot start. */
  readonly databases?: DemoDatabases;
  onStep(line: string): void;
}

/** The demo's issuer for people answers so many ports after Ringsaker. */
const signInPortAfter = 50;
/** How long a directory takes, in the demo, before a change that was asked for shows in Feide. */
const demoApplyAfterMs = 1_500;

/** Starts the hubs and the systems around them, and loads what is not loaded yet. */
export async function startDemo(options: DemoOptions): Promise<RunningDemo> {
  const { dataFolder, ports, further = [], onStep } = options;
  const now = options.now ?? (() => new Date());
  const databases = options.databases ?? openDemoDatabases(dataFolder, further);
  const names = [...municipalHubs, ...further];
  const undo: Array<() => Promise<unknown>> = [() => databases.close()];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    await mkdir(dataFolder, { recursive: true, mode: 0o700 });
    const manifest = await prepareDemo(dataFolder, now().toISOString().slice(0, 10), { further });
    const outside = await startOutsideSystems(dataFolder, hubsIn(manifest), {
      signInPort: ports.ringsaker + signInPortAfter,
    });
    undo.push(() => outside.close());
    const settings = await demoSettings(
      dataFolder,
      manifest,
      { ...portsFrom(ports.ringsaker), ...ports },
      {
        register: outside.register.url,
        feide: outside.feide,
        signIn: outside.signIn,
      },
    );
    const start = async (name: DemoHubName): Promise<Hub> => {
      const opening = databases.openingOf(name);
      const own = readSettings(hubSettingsSchema, ofHub(settings, name), `the demo in ${dataFolder}`);
      outside.signIn.serve(name, own, ofHub(manifest.cast, name));
      const hub = await startHub({
        settings: own,
        ...(opening ? { opening } : {}),
        now,
        queryPage: () => queryPageOf(dataFolder, manifest, name),
        workLater: true,
        ...(options.portal ? { portal: options.portal } : {}),
        ...(isLoaded(sourcesOf(dataFolder, name))
          ? {}
          : {
              prepare: async (hub) =>
                loadHub(hub, sourcesOf(dataFolder, name), await tokenMaker(dataFolder, name), onStep),
            }),
      });
      undo.push(() => hub.stop());
      undo.push(await serveControl(hub, hubFolderOf(dataFolder, name)));
      return hub;
    };
    const started = new Map<DemoHubName, Hub>();
    for (const name of names) started.set(name, await start(name));
    const hubs = Object.fromEntries(started) as OfHubs<Hub>;
    // Every graph answers before any begins its work in the background.
    for (const hub of Object.values(hubs)) await hub.startWork();
    return { manifest, hubs, dataFolder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export interface OutsideServers {
  readonly register: FolkeregisteretServer;
  readonly feide: OfHubs<FeideServer>;
  readonly signIn: DemoSignIn;
  close(): Promise<void>;
}

type Register = Exclude<Parameters<typeof startFolkeregisteretServer>[0]['data'], () => unknown>;
type Directory = Exclude<Parameters<typeof startFeideServer>[0]['directory'], () => unknown>;

/** Folkeregisteret for the whole country, each owner's directory in Feide, and the issuer that people sign in with, over HTTP. */
export async function startOutsideSystems(
  dataFolder: string,
  hubs: readonly DemoHubName[],
  { applyAfterMs = demoApplyAfterMs, signInPort = 0 } = {},
): Promise<OutsideServers> {
  const signIn = await openDemoSignIn(signInPort);
  const register = await startFolkeregisteretServer({ data: () => readRegister(dataFolder, hubs) });
  const startFeide = (name: DemoHubName) =>
    startFeideServer({
      directory: async () => (await readJson(sourcesOf(dataFolder, name).feide)) as Directory,
      applyAfterMs,
    });
  const feide = new Map<DemoHubName, FeideServer>();
  for (const name of hubs) feide.set(name, await startFeide(name));
  return {
    register,
    feide: Object.fromEntries(feide) as OfHubs<FeideServer>,
    signIn,
    close: async () =>
      void (await Promise.all([
        register.close(),
        signIn.close(),
        ...[...feide.values()].map((server) => server.close()),
      ])),
  };
}

/**
 * Movers and applicants stand in several files; the register has each person once, as the first file has them, which knows the whole
 * family, and one feed.
 */
async function readRegister(dataFolder: string, hubs: readonly DemoHubName[]): Promise<Register> {
  const files = hubs.map((name) => readJson(sourcesOf(dataFolder, name).folkeregisteret) as Promise<Register>);
  const registers = await Promise.all(files);
  const people = new Map(
    registers
      .flatMap(({ personer }) => personer)
      .toReversed()
      .map((person) => [JSON.stringify(person.identifikasjonsnummer), person]),
  );
  const feed = registers
    .flatMap(({ hendelser }) => hendelser)
    .map((entry, index) => ({ ...entry, sekvensnummer: index + 1 }));
  return { personer: [...people.values()], hendelser: feed };
}

const tokenMaker = async (dataFolder: string, hub: DemoHubName) => {
  const issuer = await openDemoIssuer(hubFolderOf(dataFolder, hub), hub);
  return (subject: DemoSubject) => issuer.issue(subject);
};

async function queryPageOf(dataFolder: string, manifest: DemoManifest, hub: DemoHubName) {
  const issue = await tokenMaker(dataFolder, hub);
  const token = await issue(castSubject(manifest, hub, 'rektor'));
  return {
    title: `${ofHub(manifest.controllers, hub).name} (demo, synthetic people)`,
    headers: { Authorization: `Bearer ${token}`, 'Oppvekst-Purpose': 'school-change' },
    queries: exampleQueries,
  };
}
