import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { SubgraphName } from '#contracts/categories.ts';
import type { SchoolAdministrationPort } from '#contracts/ports.ts';
import { type Access, createAccess, dateInNorway } from '#kit/access/access.ts';
import { type CursorSeal, createCursorSeal } from '#kit/access/cursor-seal.ts';
import { createPolicyBook } from '#kit/access/policy-book.ts';
import type { Viewer } from '#kit/access/viewer.ts';
import type { AuditTrail } from '#kit/audit/audit-trail.ts';
import { checkpointsFolderOf, startCheckpoints } from '#kit/audit/checkpoints.ts';
import { createDatabaseTrail } from '#kit/audit/database-trail.ts';
import type { AuditTables } from '#kit/audit/tables.ts';
import { type HubSettings, isSynthetic } from '#kit/config/hub-settings.ts';
import { type HubDatabase, openDatabase } from '#kit/database/database.ts';
import type { Embedded } from '#kit/database/embedded.ts';
import { migrate, requireMigrated, type SchemaMigrations } from '#kit/database/migrate.ts';
import { waitForDatabase } from '#kit/database/wait-for-database.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { createChildVault, createWrappedKeyStore, type VaultTables } from '#kit/events/child-vault.ts';
import { type DeadLetter, listDeadLetters, type Replayer, replayDeadLetter } from '#kit/events/dead-letters.ts';
import { openEventLog } from '#kit/events/open-event-log.ts';
import { createTransact } from '#kit/events/outbox.ts';
import type { EventTables } from '#kit/events/tables.ts';
import { startWorker, type Worker } from '#kit/events/worker.ts';
import { ledgersOf } from '#kit/ledger/ledgers-of.ts';
import { createLog, type Log } from '#kit/log/log.ts';
import { gatherer } from '#kit/personal-data/gatherer.ts';
import { settle, startHostEvents } from './host-events.ts';
import { kitSchemas } from './hub-schemas.ts';
import { deriveKey, type HubSecrets, openHubSecrets } from './hub-secrets.ts';
import type { GatherOne } from './remote-personal-data.ts';
import type { RunningSubgraph, SubgraphDefinition, SubgraphDeps } from './subgraph.ts';
import { createPolicyWatch, type PolicyWatch } from './watch-policies.ts';

/** A subgraph whose tables the host need not know. */
export type AnySubgraph = SubgraphDefinition<never, RunningSubgraph<never>>;
type PortedSubgraph = RunningSubgraph<never> & { readonly port?: SchoolAdministrationPort };

export interface HostOptions {
  readonly settings: HubSettings;
  /** The settings' embedded database, where the caller has begun to open it. */
  readonly opening?: Promise<Embedded> | undefined;
  /** The subgraphs of this process; school-administration first where it is one of them. */
  readonly subgraphs: readonly AnySubgraph[];
  /** School-administration's port, where another process serves it. */
  readonly remotePort?: SchoolAdministrationPort | undefined;
  /** What other processes hold of a child, by subgraph: for exports. */
  readonly personalDataElsewhere?: ReadonlyMap<SubgraphName, GatherOne> | undefined;
  /** Wraps the port of the school-administration that is in this process. */
  readonly wrapPort?: (own: SchoolAdministrationPort) => SchoolAdministrationPort;
  /** Names the audit chain of this process for life; two processes may not share one. */
  readonly writer: string;
  readonly now?: (() => Date) | undefined;
  readonly log?: Log | undefined;
  /** Schemas that are this process's own, beside the kit's and the subgraphs'. */
  readonly schemas?: readonly SchemaMigrations[];
  /** `required`: another process may be at work on the database, which must be of this version already. */
  readonly migrations?: 'run' | 'required';
  /** Told when the database does not answer yet. */
  readonly onWaiting?: ((message: string) => void) | undefined;
  /** The folder of dated sets of policies; that of the product unless given. */
  readonly policyRoot?: string | undefined;
}

/** What a process of a hub needs to hold subgraphs: database, keys, audit trail, events. */
export interface Host {
  readonly database: HubDatabase;
  readonly audit: AuditTrail;
  readonly cursors: CursorSeal;
  readonly secrets: HubSecrets;
  readonly log: Log;
  readonly port: SchoolAdministrationPort;
  readonly running: ReadonlyMap<string, RunningSubgraph<never>>;
  now(): Date;
  depsOf<Tables>(subgraph: string): SubgraphDeps<Tables>;
  /** The access of one question, decided and audited as if it came over the graph. */
  accessAs(viewer: Viewer): Access;
  /** Starts what handles events: consumers and the relay. */
  startEvents(): Promise<void>;
  readonly deadLetters: DeadLetters;
  /** Sets of policies of dates to come, looked at from the start of the workers on. */
  readonly policies: PolicyWatch;
  /** Starts the subgraphs' own workers: sources, timers, queues. */
  startWorkers(): Promise<void>;
  /** Closes what `onStop` was given, then work, then the database: in the reverse order of their start. */
  stop(): Promise<void>;
  onStop(step: () => Promise<unknown>): void;
  /** Waits until everything published so far is handled by every subgraph of this process. */
  settle(): Promise<void>;
}

/** The events that a subgraph of this hub could not handle. */
export interface DeadLetters {
  list(options: { readonly replayed: boolean }): Promise<readonly DeadLetter[]>;
  /** Handles one again; by the subgraphs of this process. */
  replay(id: number): Promise<void>;
}

export const policyRoot = new URL('../../contracts/policy', import.meta.url).pathname;

export async function openHost(options: HostOptions): Promise<Host> {
  const { settings } = options;
  const now = options.now ?? (() => new Date());
  const log = options.log ?? createLog({ level: settings.logLevel });
  const policiesFolder = options.policyRoot ?? policyRoot;
  const policies = createPolicyWatch({ root: policiesFolder, log, now });
  const database = await openDatabase(databaseSettings(settings), options.opening);
  const steps: Array<() => Promise<unknown>> = [() => database.close()];
  const onStop = (step: () => Promise<unknown>) => void steps.push(step);
  const stop = async () => {
    // One step that fails must not leave the rest running: least of all the database open.
    for (const step of steps.splice(0).reverse())
      await step().catch((error: unknown) => log.error({ err: error }, 'a part of the hub did not stop in order'));
  };
  try {
    const secrets = await openHubSecrets(settings.keysFolder, settings.demo || settings.database.kind === 'memory');
    if (settings.database.kind === 'postgres')
      await waitForDatabase(database, {
        url: settings.database.url,
        seconds: settings.database.waitSeconds,
        onWaiting: options.onWaiting ?? ((message) => log.warn(message)),
      });
    const ofSubgraphs = options.subgraphs.map((subgraph) => subgraph.migrations);
    const schemas = [...kitSchemas, ...(options.schemas ?? []), ...ofSubgraphs];
    await (options.migrations === 'required' ? requireMigrated : migrate)(database.kysely, schemas);
    const audit = await createDatabaseTrail(database.as<AuditTables>(), options.writer);
    steps.push(() => audit.close());
    const eventLog = await openEventLog(settings, database, log);
    steps.push(() => eventLog.close());
    let relay: Worker | undefined;
    const transact = createTransact<never>(database.as<never>(), {
      controller: settings.controller.organisationNumber,
      now,
      wake: () => relay?.wake(),
      committed: async (types) => {
        for (const subgraph of running.values()) await subgraph.committed?.(types);
      },
    });
    const cursors = createCursorSeal(deriveKey(secrets.master, 'cursors'));
    const policyOn = createPolicyBook(policiesFolder);
    const ledger = ledgersOf(settings, secrets.master);
    const running = new Map<string, RunningSubgraph<never>>();
    let port = options.remotePort;
    const accessAs = (viewer: Viewer): Access =>
      createAccess({
        viewer,
        facts: port as SchoolAdministrationPort,
        policy: policyOn(dateInNorway(now())),
        audit,
        cursors,
        assurance: settings.assurance,
        now: now(),
        requestId: randomUUID(),
      });
    const depsOf = <Tables>(name: string): SubgraphDeps<Tables> => {
      const deps = {
        controller: { ...settings.controller, demo: isSynthetic(settings) },
        peers: settings.peers,
        clients: settings.clients,
        keys: secrets.keys,
        database: database.as<never>(),
        transact,
        childVault: createChildVault(createWrappedKeyStore(database.as<VaultTables>()), secrets.master),
        keyFor: (purpose: string) => deriveKey(secrets.master, purpose),
        port,
        policyRoot: policiesFolder,
        settings: settings.subgraphs[name] ?? {},
        log: log.child({ subgraph: name }),
        stateFolder: settings.stateFolder,
        ledger,
        personalDataOf: gatherer({
          subgraphs: options.subgraphs,
          running,
          accessOf: accessAs,
          elsewhere: options.personalDataElsewhere,
        }),
        now,
        newId: randomUUID,
      };
      return deps as unknown as SubgraphDeps<Tables>;
    };
    for (const subgraph of options.subgraphs) {
      const made: PortedSubgraph = subgraph.create(depsOf<never>(subgraph.name));
      running.set(subgraph.name, made);
      if (made.port) port ??= options.wrapPort ? options.wrapPort(made.port) : made.port;
      if (!port)
        throw new HubError('CONFIG', `${subgraph.name} needs school-administration before it, or where it answers.`);
    }
    if (!port) throw new HubError('CONFIG', 'a host needs at least one subgraph');
    const replayers = () =>
      new Map([...running].map(([name, { handlers }]): [string, Replayer] => [name, { handlers, transact }]));
    return {
      database,
      audit,
      cursors,
      secrets,
      log,
      port,
      running,
      now,
      depsOf,
      accessAs,
      policies,
      deadLetters: {
        list: (options) => listDeadLetters(database.as<EventTables>(), options),
        async replay(id) {
          await replayDeadLetter(database.as<EventTables>(), id, replayers());
          relay?.wake();
        },
      },
      async startEvents() {
        relay = await startHostEvents({ settings, database, eventLog, running, transact, replayers, log, onStop });
      },
      async startWorkers() {
        const folder = checkpointsFolderOf(settings);
        if (folder !== undefined) {
          const checkpoints = startCheckpoints({
            database: database.as<AuditTables>(),
            folder,
            writer: options.writer,
            controller: settings.controller.organisationNumber,
            keys: secrets.keys,
            now,
            everyMinutes: settings.audit.checkpointMinutes,
            log,
          });
          steps.push(() => checkpoints.stop());
        }
        const watch = startWorker({
          name: 'policies to come',
          everyMs: 60_000,
          log,
          run: () => policies.look().then(() => false),
        });
        steps.push(() => watch.stop());
        for (const subgraph of running.values()) {
          const workers = (await subgraph.startWorkers?.()) ?? [];
          steps.push(() => Promise.all(workers.map((worker) => worker.stop())));
        }
      },
      stop,
      onStop,
      settle: () => settle(database, eventLog, () => relay?.wake()),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function databaseSettings({ database }: HubSettings) {
  if (database.kind !== 'postgres') return database;
  return { ...database, poolSize: database.poolSize ?? 10 };
}

/** Registers every route that the subgraphs of a host have of their own. */
export function registerSubgraphRoutes(host: Host, server: FastifyInstance): void {
  for (const subgraph of host.running.values()) subgraph.registerRoutes?.(server);
}
