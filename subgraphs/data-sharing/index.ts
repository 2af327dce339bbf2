import type { FastifyInstance } from 'fastify';
import { loadRetentionPolicy } from '#contracts/policy/retention-policy.ts';
import { loadTransferPolicy, type TransferPolicy } from '#contracts/policy/transfer-policy.ts';
import { createPolicyBook } from '#kit/access/policy-book.ts';
import { startWorker, type Worker } from '#kit/events/worker.ts';
import { createOutageLog, type OutageLog } from '#kit/log/outage-log.ts';
import { type Processing, processingBy } from '#kit/personal-data/processing.ts';
import type { RequestContext, RunningSubgraph, SubgraphDefinition, SubgraphDeps } from '#kit/serve/subgraph.ts';
import { dataSharingSettings, readDataSharingSettings } from './config.ts';
import type { DataSharingContext } from './context.ts';
import { createHandlers } from './events.ts';
import { makeNextExport } from './exports/make-export.ts';
import { noteAttended } from './exports/store.ts';
import { createLoaders } from './loaders.ts';
import { listMoves, type MoveDetail, type MoveLine, showMove } from './operator-view.ts';
import { type ChildrenToHandOver, type HandedOver, handOverMany } from './process/hand-over-many.ts';
import { handleInbound } from './process/handle-inbound.ts';
import { lookAtArrival } from './process/look-at-arrival.ts';
import type { Process } from './process/process.ts';
import { runTask } from './process/run-task.ts';
import { type PostMessage, postOverHttp, sendOutbound } from './process/send-outbound.ts';
import { takeMessage } from './process/take-message.ts';
import { resolvers } from './resolvers/index.ts';
import { retained } from './retained.ts';
import { dataSharingMigrations } from './store/migrations.ts';
import type { DataSharingTables } from './store/tables.ts';
import { tornTransfers } from './store/torn-transfers.ts';

export interface RunningDataSharing extends RunningSubgraph<DataSharingTables> {
  contextFor(request: RequestContext): DataSharingContext;
  /** Does what is due now: messages that came, steps, messages to peers. The workers do the same by themselves. */
  catchUp(): Promise<void>;
  /** The hub's transfers as its operator sees them: nothing of who the children are. */
  listMoves(): Promise<readonly MoveLine[]>;
  showMove(id: string): Promise<MoveDetail>;
  /** Begins the hand-overs of many children, on the operator's word. */
  handOverMany(children: ChildrenToHandOver): Promise<HandedOver>;
  /** Makes the exports that were asked for and are not made yet; the worker does the same by itself. */
  makeExports(): Promise<void>;
  /** Keeps with an export how the one who asked for it was identified, when they were served at a desk. */
  noteAttended(exportId: string, how: string): Promise<void>;
  /** Transfers whose events do not come to the state that is kept: none, unless something was lost. */
  tornTransfers(): Promise<readonly string[]>;
}

export type { MoveDetail, MoveLine } from './operator-view.ts';
export type { HandedOver } from './process/hand-over-many.ts';

/** Data-sharing: moves, requests, decisions, permissions and receipts, exchanged sealed with the hubs of other controllers. */
/** A batch of parts with documents in it is far larger than a query. */
const messages = { path: '/hub/messages', largestBody: 25 * 1024 * 1024 } as const;

export const dataSharingWith = (post: PostMessage): SubgraphDefinition<DataSharingTables, RunningDataSharing> => ({
  name: 'data-sharing',
  schemaFile: new URL('schema.graphql', import.meta.url),
  resolvers,
  migrations: dataSharingMigrations,
  retained,
  settings: dataSharingSettings,
  publicPaths: [messages],
  create: (deps) => createDataSharing(deps, post),
});

export const dataSharing = dataSharingWith(postOverHttp);

function createDataSharing(deps: SubgraphDeps<DataSharingTables>, post: PostMessage): RunningDataSharing {
  const settings = readDataSharingSettings(deps.settings);
  const workers: Worker[] = [];
  const outages = new Map<string, OutageLog>();
  const process: Process = {
    ...deps,
    outageOf(what) {
      const outage = outages.get(what) ?? createOutageLog({ log: deps.log, what, now: deps.now });
      outages.set(what, outage);
      return outage;
    },
    settings,
    policyOn: policyBook(deps.policyRoot, settings.narrowingFile),
    processingOn: processingBook(deps),
    wake: () => {
      for (const worker of workers) worker.wake();
    },
  };
  const inward = async () => (await handleInbound(process)) || (await runTask(process)) || lookAtArrival(process);
  const makeExport = () => makeNextExport(process);
  return {
    contextFor: ({ access }) => ({ access, loaders: createLoaders(process, access), process }),
    handlers: createHandlers(process),
    async startWorkers() {
      workers.push(startWorker({ name: 'transfers', everyMs: 1_000, log: deps.log, run: inward }));
      // It asks every subgraph, perhaps in other processes: one that is slow to answer holds up no transfer.
      workers.push(startWorker({ name: 'exports', everyMs: 1_000, log: deps.log, run: makeExport }));
      // Each peer has a worker of its own: a slow one holds up nobody else.
      for (const peer of deps.peers) {
        const run = () => sendOutbound(process, peer, post);
        workers.push(
          startWorker({ name: `messages to ${peer.organisationNumber}`, everyMs: 1_000, log: deps.log, run }),
        );
      }
      return workers;
    },
    async catchUp() {
      while ((await inward()) || (await makeExport()));
      for (const peer of deps.peers) while (await sendOutbound(process, peer, post));
    },
    listMoves: () => listMoves(process),
    showMove: (id) => showMove(process, id),
    handOverMany: (children) => handOverMany(process, children),
    async makeExports() {
      while (await makeExport());
    },
    noteAttended: (exportId, how) => noteAttended(deps.database, exportId, how),
    tornTransfers: () => tornTransfers(deps.database),
    registerRoutes: (server) => registerRoutes(server, process),
  };
}

/** `POST /hub/messages`: a sealed message from a peer. It is its own proof of who sent it; no session or token is needed. */
function registerRoutes(server: FastifyInstance, process: Process): void {
  server.addContentTypeParser('application/jose', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  server.post(messages.path, { bodyLimit: messages.largestBody }, async (request, reply) => {
    const compact = typeof request.body === 'string' ? request.body : '';
    const { status, body } = await takeMessage(process, compact);
    return reply.code(status).send(body);
  });
}

/** What the access policy of each date makes of the controller's work, thought out once: it asks some thousand questions. */
function processingBook({ policyRoot, clients, peers }: SubgraphDeps<DataSharingTables>) {
  const accessPolicyOn = createPolicyBook(policyRoot);
  const known = new Map<string, readonly Processing[]>();
  return (date: string): readonly Processing[] => {
    const policy = accessPolicyOn(date);
    const found =
      known.get(policy.validFrom) ??
      processingBy({ policy, retention: loadRetentionPolicy(policyRoot, policy.validFrom), clients, peers });
    known.set(policy.validFrom, found);
    return found;
  };
}

/** The policy of each date, read once: a set in force does not change, a new one comes under a date of its own. */
function policyBook(root: string, narrowing: string | undefined): (date: string) => TransferPolicy {
  const known = new Map<string, TransferPolicy>();
  return (date) => {
    const policy = known.get(date) ?? loadTransferPolicy(root, date, narrowing ? { narrowingFile: narrowing } : {});
    known.set(date, policy);
    return policy;
  };
}
