import type { Disagreement, SchoolView } from '#contracts/reconciliation.ts';
import { startWorker, type Worker } from '#kit/events/worker.ts';
import type { RequestContext, RunningSubgraph, SubgraphDefinition, SubgraphDeps } from '#kit/serve/subgraph.ts';
import { type FeideSettings, feideSettings, readFeideSettings } from './config.ts';
import type { FeideContext } from './context.ts';
import { createHandlers } from './events.ts';
import { createFollowing } from './follow-changes.ts';
import { createLoaders } from './loaders.ts';
import { lastReading, type ReadingDeps, type ReadingReport, readAll } from './read-feide.ts';
import { resolvers } from './resolvers/index.ts';
import { retained } from './retained.ts';
import { createDirectory, type Directory } from './source/directory.ts';
import { createGroupsApi } from './source/groups-api.ts';
import { readDisagreements } from './store/disagreements.ts';
import { feideMigrations } from './store/migrations.ts';
import type { FeideTables } from './store/tables.ts';

export { type DirectoryData, type FeideServer, startFeideServer } from './source/server.ts';

export interface RunningFeide extends RunningSubgraph<FeideTables> {
  contextFor(request: RequestContext): FeideContext;
  /** Reads all groups and members now; undefined where no groups API is configured. The workers do the same by themselves. */
  read(): Promise<ReadingReport | undefined>;
  /** Asks the directory for what closed transfers call for, and looks whether what it took shows in Feide. */
  catchUp(): Promise<void>;
  /** Where what it holds is not as the school says. */
  disagreements(view: SchoolView): Promise<readonly Disagreement[]>;
}

/** People and groups as Feide knows them, the history of both, and the changes asked of the host organisation's directory. */
export const feide: SubgraphDefinition<FeideTables, RunningFeide> = {
  name: 'feide',
  schemaFile: new URL('schema.graphql', import.meta.url),
  resolvers,
  migrations: feideMigrations,
  retained,
  settings: feideSettings,
  create: createFeide,
};

function createFeide(deps: SubgraphDeps<FeideTables>): RunningFeide {
  const settings = readFeideSettings(deps.settings);
  const { database, transact, log, now, newId } = deps;
  const { reading, directory } = connect(deps, settings);
  const following = createFollowing({ ...deps, reading, directory, lookEverySeconds: settings.lookEverySeconds });
  const workers: Worker[] = [];
  const wake = () => {
    for (const worker of workers) worker.wake();
  };
  const read = async (): Promise<ReadingReport | undefined> => {
    const report = reading && (await readAll(reading));
    following.lookAgain();
    return report;
  };
  const readWhenDue = async () => {
    const last = reading && (await lastReading(database, reading.realm));
    if (last && now().getTime() - last.getTime() < settings.readEveryMinutes * 60_000) return false;
    log.info({ ...(await read()) }, 'read the groups and members that Feide shows');
    return false;
  };

  return {
    contextFor: ({ access }) => ({
      access,
      loaders: createLoaders(database, () => access.visibility()),
      transact,
      newId,
      wake,
    }),
    handlers: createHandlers({ wake, lookAgain: following.lookAgain }),
    async startWorkers() {
      if (reading) workers.push(startWorker({ name: 'feide reading', everyMs: 30_000, log, run: readWhenDue }));
      const everyMs = settings.lookEverySeconds * 1000;
      workers.push(startWorker({ name: 'feide changes', everyMs, log, run: () => following.follow(false) }));
      return workers;
    },
    read,
    disagreements: (view) => readDisagreements(database, view),
    async catchUp() {
      following.lookAgain();
      await following.follow(true);
    },
  };
}

interface Connections {
  readonly reading: ReadingDeps | undefined;
  readonly directory: Directory | undefined;
}

function connect({ database, transact, port, now }: SubgraphDeps<FeideTables>, settings: FeideSettings): Connections {
  const { url, realm, token, timeoutSeconds } = settings;
  if (url === undefined || realm === undefined) return { reading: undefined, directory: undefined };
  const connection = { token: async () => token, timeoutMs: timeoutSeconds * 1000, now };
  return {
    reading: {
      api: createGroupsApi({ ...connection, baseUrl: url.replace(/\/$/, ''), realm }),
      realm,
      hasDirectory: settings.directory !== undefined,
      database,
      transact,
      port,
      now,
    },
    directory:
      settings.directory === undefined
        ? undefined
        : createDirectory({ ...connection, url: settings.directory.replace(/\/$/, '') }),
  };
}
