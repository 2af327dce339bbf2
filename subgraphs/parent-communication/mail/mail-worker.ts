import { startWorker, type Worker } from '#kit/events/worker.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import type { ParentCommunicationTables } from '../store/tables.ts';
import type { Tell } from '../tell.ts';
import { sendDueMails } from './send-mails.ts';
import type { MailServer } from './smtp.ts';

/** Sends mails as they come due, and lets the mail server go when it stops. */
export function startMailWorker(deps: SubgraphDeps<ParentCommunicationTables>, tell: Tell, server: MailServer): Worker {
  const worker = startWorker({
    name: 'parent-communication mail',
    everyMs: 60_000,
    log: deps.log,
    run: async () => (await sendDueMails(deps, tell, server)) > 0,
  });
  return {
    wake: worker.wake,
    async stop() {
      await worker.stop();
      server.close();
    },
  };
}
