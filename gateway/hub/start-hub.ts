import { type Access, dateInNorway } from '#kit/access/access.ts';
import { createPolicyBook } from '#kit/access/policy-book.ts';
import type { Viewer } from '#kit/access/viewer.ts';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import { databaseAnswers, type HubDatabase } from '#kit/database/database.ts';
import type { Embedded } from '#kit/database/embedded.ts';
import type { Log } from '#kit/log/log.ts';
import { type AnySubgraph, type Host, openHost, policyRoot, registerSubgraphRoutes } from '#kit/serve/host.ts';
import { deriveKey, type HubSecrets } from '#kit/serve/hub-secrets.ts';
import { type SubgraphDeps, schemaOf } from '#kit/serve/subgraph.ts';
import type { RunningArchive } from '#subgraphs/archive/index.ts';
import type { QueryPage } from '../query-page.ts';
import { type GatewayTables, gatewayMigrations } from '../sessions/tables.ts';
import type { Upload } from '../uploads/upload-route.ts';
import { dataSourcesOf } from './data-sources.ts';
import { listenAt, openGraphServer } from './graph-server.ts';
import { readOwnGraph } from './own-graph.ts';
import { createPortCache } from './port-cache.ts';
import {
  allSubgraphs,
  type dataSharing,
  type feide,
  type learningResources,
  type parentCommunication,
  type schoolAdministration,
} from './subgraphs.ts';

export interface HubOptions {
  readonly settings: HubSettings;
  /** The settings' embedded database, where the caller has begun to open it. */
  readonly opening?: Promise<Embedded>;
  readonly now?: () => Date;
  readonly log?: Log;
  /** The demo's query page. */
  readonly queryPage?: () => Promise<QueryPage>;
  /** The folder of the portal's built pages; awaited before the hub listens. */
  readonly portal?: Promise<string | undefined>;
  /** Only the database and the subgraphs, for a command of the CLI: nothing listens, consumes or works in the background. */
  readonly offline?: boolean;
  /** Done when the graph answers, before sources and timers begin: the demo loads its data here. */
  prepare?(hub: Hub): Promise<void>;
  /** The caller starts the work in the background itself, by `startWork`. */
  workLater?: boolean;
  /** Told when the database does not answer yet. */
  onWaiting?: (message: string) => void;
  /** The folder of dated sets of policies; that of the product unless given. */
  readonly policyRoot?: string;
}

/** A hub at work: one controller, its database, its six subgraphs, its graph. */
export interface Hub {
  readonly settings: HubSettings;
  /** Where it listens; empty when offline. */
  readonly url: string;
  readonly database: HubDatabase;
  readonly log: Log;
  readonly secrets: HubSecrets;
  readonly subgraphs: {
    readonly schoolAdministration: ReturnType<typeof schoolAdministration.create>;
    readonly feide: ReturnType<typeof feide.create>;
    readonly learningResources: ReturnType<typeof learningResources.create>;
    readonly parentCommunication: ReturnType<typeof parentCommunication.create>;
    readonly dataSharing: ReturnType<typeof dataSharing.create>;
    readonly archive: RunningArchive;
  };
  /** What a subgraph was given, for the CLI's own commands. */
  depsOf<Tables>(subgraph: string): SubgraphDeps<Tables>;
  /** Starts what goes on in the background: consumers, the relay, sources and timers. A second call does nothing. */
  startWork(): Promise<void>;
  readonly deadLetters: Host['deadLetters'];
  /** Looks at once at the sets of policies of dates to come, as is done every minute. */
  lookAtPolicies(): Promise<void>;
  /** The access of one question by a system, decided and audited as if it came over the graph. */
  accessAs(viewer: Viewer): Access;
  /** Says from now on that it is not ready, and answers on: a load balancer takes it out before it stops. */
  drain(): void;
  /** Waits until everything published so far is handled everywhere. */
  settle(): Promise<void>;
  /** Stops in order: workers, relay and consumers after the batch in hand, the server, the database. */
  stop(): Promise<void>;
}

/** Starts a hub in this process; it has no global state, so that several can run side by side. */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { settings } = options;
  // An embedded database opens on its own thread: what needs none is made meanwhile.
  if (!options.offline) readAhead(options);
  const host = await openHost({
    settings,
    opening: options.opening,
    subgraphs: allSubgraphs as readonly unknown[] as readonly AnySubgraph[],
    wrapPort: createPortCache,
    writer: 'hub',
    schemas: [gatewayMigrations],
    now: options.now,
    log: options.log,
    onWaiting: options.onWaiting,
    policyRoot: options.policyRoot,
    migrations: options.offline && settings.database.kind === 'postgres' ? 'required' : 'run',
  });
  let draining = false;
  const isReady = async () => !draining && (await databaseAnswers(host.database));
  try {
    const url = options.offline ? '' : await listen(host, options, isReady);
    const of = <Running>(name: string) => host.running.get(name) as unknown as Running;
    const startEvents = doneOnce(host.startEvents);
    const startWorkers = doneOnce(host.startWorkers);
    const startWork = async () => {
      await startEvents();
      await startWorkers();
    };
    const hub: Hub = {
      settings,
      url,
      database: host.database,
      log: host.log,
      secrets: host.secrets,
      subgraphs: {
        schoolAdministration: of('school-administration'),
        feide: of('feide'),
        learningResources: of('learning-resources'),
        parentCommunication: of('parent-communication'),
        dataSharing: of('data-sharing'),
        archive: of('archive'),
      },
      depsOf: host.depsOf,
      startWork,
      deadLetters: host.deadLetters,
      lookAtPolicies: () => host.policies.look(),
      accessAs: host.accessAs,
      drain() {
        draining = true;
      },
      settle: host.settle,
      stop: host.stop,
    };
    if (options.offline) return hub;
    if (options.prepare) await startEvents();
    await options.prepare?.(hub);
    if (!options.workLater) await startWork();
    return hub;
  } catch (error) {
    await host.stop();
    throw error;
  }
}

/** What the first request needs, each made once in a process. Throws a HubError (`CONFIG`) when the supergraph cannot be used. */
function readAhead(options: HubOptions): void {
  readOwnGraph();
  for (const subgraph of allSubgraphs) schemaOf(subgraph);
  const policyOn = createPolicyBook(options.policyRoot ?? policyRoot);
  try {
    policyOn(dateInNorway(options.now?.() ?? new Date()));
  } catch {
    // Rules that cannot be used close what they rule: whoever asks is told, and the operator.
  }
}

function doneOnce(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}

/** Of the subgraphs that people send files to. */
const uploadsOf = ({ running }: Host): readonly Upload[] =>
  (allSubgraphs as readonly unknown[] as readonly AnySubgraph[]).flatMap(({ name, upload }) => {
    const take = running.get(name)?.takeUpload;
    return upload && take ? [{ ...upload, take }] : [];
  });

async function listen(host: Host, options: HubOptions, isReady: () => Promise<boolean>): Promise<string> {
  const { settings } = options;
  const server = await openGraphServer({
    settings,
    dataSources: dataSourcesOf(host.running),
    port: host.port,
    audit: host.audit,
    cursors: host.cursors,
    sessionKey: deriveKey(host.secrets.master, 'sessions'),
    now: host.now,
    log: host.log,
    isReady,
    attention: () =>
      host.policies
        .brokenDates()
        .map((date) => `The policies of ${date} cannot be used as they are. The log says why.`),
    policyRoot: options.policyRoot,
    database: host.database.as<GatewayTables>(),
    queryPage: options.queryPage,
    portal: await options.portal,
    uploads: uploadsOf(host),
  });
  registerSubgraphRoutes(host, server);
  host.onStop(() => server.close());
  return listenAt(server, settings);
}
