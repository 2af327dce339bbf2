import { startWorker } from '#kit/events/worker.ts';
import type { RunningSubgraph, SubgraphDefinition } from '#kit/serve/subgraph.ts';
import { parentCommunicationSettings, readParentCommunicationSettings } from './config.ts';
import { handlersOf } from './events.ts';
import { createLoaders } from './loaders.ts';
import { startMailWorker } from './mail/mail-worker.ts';
import { sendDueMails } from './mail/send-mails.ts';
import { openMailServer } from './mail/smtp.ts';
import { resolvers } from './resolvers/index.ts';
import { retained } from './retained.ts';
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
  /** Sends the mails that are due; gives how many went out: none where the settings name no mail server. */
  sendDueMails(): Promise<number>;
}

export const parentCommunication: SubgraphDefinition<ParentCommunicationTables, RunningParentCommunication> = {
  name: 'parent-communication',
  schemaFile: new URL('./schema.graphql', import.meta.url),
  resolvers,
  migrations: parentCommunicationMigrations,
  retained,
  settings: parentCommunicationSettings,
  create(deps) {
    const settings = readParentCommunicationSettings(deps.settings);
    const tell = createTell(deps);
    const byMail = settings.mail !== undefined;
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
        const mails = settings.mail && startMailWorker(deps, tell, await openMailServer(settings.mail));
        const notices = startWorker({
          name: 'parent-communication notices',
          everyMs: settings.noticesEvery * 1000,
          log: deps.log,
          run: async () => {
            if ((await tellDueNotices(deps, tell, byMail)) > 0) mails?.wake();
            return false;
          },
        });
        return [rights, notices, ...(mails ? [mails] : [])];
      },
      tellDueNotices: () => tellDueNotices(deps, tell, byMail),
      recheckRights: () => recheckRights(deps, tell),
      async sendDueMails() {
        if (!settings.mail) return 0;
        const server = await openMailServer(settings.mail);
        return sendDueMails(deps, tell, server).finally(server.close);
      },
    };
  },
};
