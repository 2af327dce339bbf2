import type { Disagreement, SchoolView } from '#contracts/reconciliation.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { startWorker, type Worker } from '#kit/events/worker.ts';
import type { RequestContext, RunningSubgraph, SubgraphDefinition, SubgraphDeps } from '#kit/serve/subgraph.ts';
import { archiveSettings, readArchiveSettings, retentionRules } from './config.ts';
import type { ArchiveContext, ArchiveWork } from './context.ts';
import { deliverDue } from './deliver.ts';
import { createHandlers } from './events.ts';
import { journalIntake } from './journal-intake.ts';
import { createLoaders } from './loaders.ts';
import { createNameNewRecords } from './name-new-records.ts';
import { resolvers } from './resolvers/index.ts';
import { retained } from './retained.ts';
import type { Archive } from './source/archive.ts';
import { loadValidator, type Validate } from './source/arkivmelding/validate.ts';
import { createFiksArchive } from './source/fiks-arkiv/fiks-archive.ts';
import type { FiksTransport } from './source/fiks-arkiv/fiks-message.ts';
import { readDisagreements } from './store/disagreements.ts';
import { archiveMigrations } from './store/migrations.ts';
import { notJournalled } from './store/not-journalled.ts';
import type { ArchiveTables } from './store/tables.ts';

export interface RunningArchive extends RunningSubgraph<ArchiveTables> {
  contextFor(request: RequestContext): ArchiveContext;
  /** Journals what has arisen and hands to the archive of record what waits, now; the workers do the same by themselves. */
  catchUp(): Promise<void>;
  /** Those of the keys under which the archive of record has nothing yet. */
  notJournalled(sourceKeys: readonly string[]): Promise<readonly string[]>;
  /** Where what it holds is not as the school says. */
  disagreements(view: SchoolView): Promise<readonly Disagreement[]>;
}

/**
 * The archive: pupil records and the journal per Noark 5. With a transport the controller's own archive can be the archive of record,
 * by Fiks Arkiv's messages; without, the hub's tables are.
 */
export const archiveWith = (transport?: FiksTransport): SubgraphDefinition<ArchiveTables, RunningArchive> => ({
  name: 'archive',
  schemaFile: new URL('schema.graphql', import.meta.url),
  resolvers,
  migrations: archiveMigrations,
  retained,
  settings: archiveSettings,
  create: (deps) => createArchive(deps, transport),
});

export const archive = archiveWith();

function createArchive(deps: SubgraphDeps<ArchiveTables>, transport: FiksTransport | undefined): RunningArchive {
  const settings = readArchiveSettings(deps.settings);
  const elsewhere = settings.archiveOfRecord === 'fiks-arkiv';
  if (elsewhere && !transport)
    throw new HubError(
      'CONFIG',
      'The archive of record is set to fiks-arkiv, but the hub is started without a transport to it.',
    );
  const { database, transact, log, now } = deps;
  const own = { controller: deps.controller.name, journalledBy: 'Oppvekst hub' };
  const { unit, responsible, schemaFolder } = settings;
  const numbers = elsewhere ? ('elsewhere' as const) : ('own' as const);
  const journalling = { newId: deps.newId, unit, responsible, openedBy: own.journalledBy, numbers };
  const validator = schemaFolder === undefined ? undefined : onceLoaded(() => loadValidator(schemaFolder));
  const named = createNameNewRecords(database, deps.port);
  const work: ArchiveWork = {
    database,
    transact,
    own,
    retention: retentionRules(settings),
    named,
    journalling: (at) => ({ ...journalling, now: at }),
    validator,
  };
  const workers: Worker[] = [];
  const wake = () => {
    for (const worker of workers) worker.wake();
  };
  const takeIn = () =>
    journalIntake({
      database,
      transact,
      vault: deps.childVault,
      own,
      controllerKind: deps.controller.kind,
      journalling,
      named,
      log,
      now,
    });
  const connected = onceLoaded(() => connect(deps, transport, settings.timeoutSeconds, validator));
  const handOver = async () =>
    elsewhere ? deliverDue({ database, transact, archive: await connected(), log, now }) : false;

  return {
    contextFor: ({ access }) => ({ access, loaders: createLoaders(database), work }),
    handlers: createHandlers(wake),
    notJournalled: (sourceKeys) => notJournalled(database, sourceKeys),
    disagreements: (view) => readDisagreements(database, view),
    async startWorkers() {
      workers.push(startWorker({ name: 'archive journal', everyMs: 2_000, log, run: takeIn }));
      if (elsewhere) workers.push(startWorker({ name: 'archive deliveries', everyMs: 5_000, log, run: handOver }));
      return workers;
    },
    async catchUp() {
      while (await takeIn());
      while (await handOver());
    },
  };
}

async function connect(
  deps: SubgraphDeps<ArchiveTables>,
  transport: FiksTransport | undefined,
  timeoutSeconds: number,
  validator: (() => Promise<Validate>) | undefined,
): Promise<Archive> {
  if (!transport) throw new HubError('CONFIG', 'There is no transport to the archive of record.');
  const validate = await validator?.();
  return createFiksArchive({
    transport,
    newId: deps.newId,
    timeoutMs: timeoutSeconds * 1_000,
    ...(validate ? { validate } : {}),
  });
}

/** Loads on first use, and once; a failure is tried again. */
function onceLoaded<Loaded>(load: () => Promise<Loaded>): () => Promise<Loaded> {
  let loading: Promise<Loaded> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
