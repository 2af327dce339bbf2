import { startWorker } from '#kit/events/worker.ts';
import type { RunningSubgraph, SubgraphDefinition } from '#kit/serve/subgraph.ts';
import { parentCommunicationSettings, readParentCommunicationSettings } from './config.ts';
import { handlersOf } from './events.ts';
import { createLoaders } from './loaders.ts';
import { resolvers } from './resolvers/index.ts';
import { parentCommunicationMigrations } from './store/migrations.ts';
import type { ParentCommunicationTables } from './store/tables.ts';
import { createTell } from './tell.ts';
import { recheckRights, tellDueNotices } from './work.ts';

export type { ParentCommunicationTables } from './store/tables.ts';

/** Parent communication at work for one hub. The workers do both of these by themselves. */
export interface RunningParentCommunication extends RunningSubgraph<ParentCommunicationTables> {
  /** Tells what is due; gives how many persons were told. */
  tellDueNotices(): Promise<number>;
  /** Checks threads and notices again where rights have changed; gives how many children it checked. */
  recheckRights(): Promise<number>;
}

export const parentCommunication: SubgraphDefinition<ParentCommunicationTables, RunningParentCommunication> = {
  name: 'parent-communication',
  schemaFile: new URL('./schema.graphql', import.meta.url),
  resolvers,
  migrations: parentCommunicationMigrations,
  settings: parentCommunicationSettings,
  create(deps) {
    const settings = readParentCommunicationSettings(deps.settings);
    const tell = createTell(deps);
    let recheckSoon: () => void = () => undefined;
    return {
      contextFor({ access }) {
        const { viewer } = access;
        const viewerId = viewer.kind === 'person' ? viewer.personId : `system:${viewer.clientId}`;
        return { access, deps, settings, tell, viewerId, load: createLoaders(deps.database, viewerId) };
      },
      handlers: handlersOf({ newId: deps.newId, recheckSoon: () => recheckSoon() }),
      async startWorkers() {
        const rights = startWorker({
          name: 'parent-communication rights',
          everyMs: 60_000,
          log: deps.log,
          run: async () => (await recheckRights(deps, tell)) > 0,
        });
        recheckSoon = () => rights.wake();
        const notices = startWorker({
          name: 'parent-communication notices',
          everyMs: settings.noticesEvery * 1000,
          log: deps.log,
          run: async () => {
            await tellDueNotices(deps, tell);
            return false;
          },
        });
        return [rights, notices];
      },
      tellDueNotices: () => tellDueNotices(deps, tell),
      recheckRights: () => recheckRights(deps, tell),
    };
  },
};
