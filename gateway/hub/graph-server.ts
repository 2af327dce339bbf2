import type { FastifyInstance } from 'fastify';
import type { SchoolAdministrationPort } from '#contracts/ports.ts';
import type { CursorSeal } from '#kit/access/cursor-seal.ts';
import { createPolicyBook } from '#kit/access/policy-book.ts';
import type { AuditTrail } from '#kit/audit/audit-trail.ts';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import type { Database } from '#kit/database/database.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { Log } from '#kit/log/log.ts';
import { policyRoot } from '#kit/serve/host.ts';
import { createContextMaker } from '../context.ts';
import { createDocumentBook } from '../documents/document-store.ts';
import { registerAtStart } from '../documents/register-at-start.ts';
import { createExecutor, type SubgraphDataSource } from '../execution/index.ts';
import { createIssuer } from '../identity/issuer.ts';
import type { QueryPage } from '../query-page.ts';
import { createServer } from '../server.ts';
import type { GatewayTables } from '../sessions/tables.ts';
import { openSignIn } from '../sign-in/open-sign-in.ts';
import type { Upload } from '../uploads/upload-route.ts';
import { validateScalars } from '../validating-scalars.ts';
import { openKeptPlans } from './kept-plans.ts';
import { readOwnGraph } from './own-graph.ts';

export interface GraphServerOptions {
  readonly settings: HubSettings;
  /** By the subgraph's name: in this process, or over HTTP. */
  readonly dataSources: Readonly<Record<string, SubgraphDataSource>>;
  readonly port: SchoolAdministrationPort;
  readonly audit: AuditTrail;
  readonly cursors: CursorSeal;
  /** Where people's sessions and clients' documents lie; needed where people sign in, and in production. */
  readonly database?: Database<GatewayTables> | undefined;
  readonly log: Log;
  /** Under it what an issuer calls people is hashed, in the table of sessions. */
  readonly sessionKey: Uint8Array;
  now(): Date;
  isReady(): Promise<boolean>;
  /** What somebody must see to, though the hub answers: told with its health. */
  readonly attention?: (() => readonly string[]) | undefined;
  /** The folder of dated sets of policies; that of the product unless given. */
  readonly policyRoot?: string | undefined;
  readonly queryPage?: (() => Promise<QueryPage>) | undefined;
  /** The folder of the portal's built pages. */
  readonly portal?: string | undefined;
  readonly uploads: readonly Upload[];
}

/** The hub's own graph over its subgraphs, with who asks and what they may see; it does not listen yet. */
export async function openGraphServer(options: GraphServerOptions): Promise<FastifyInstance> {
  const { settings, dataSources, port, audit, cursors, database, now, log, isReady } = options;
  const plans = database && (await openKeptPlans({ graph: readOwnGraph(), database, log, now }));
  const executor = createExecutor({ graph: plans?.graph ?? readOwnGraph(), dataSources });
  validateScalars(executor.schema);
  const issuers = settings.issuers.map((issuer) => createIssuer(issuer, now));
  const signIn =
    database && openSignIn({ settings, issuers, database, port, log, sessionKey: options.sessionKey, now });
  if (database) await registerAtStart(database, settings, executor.schema, now());
  const server = await createServer({
    settings,
    signIn,
    documents: database && createDocumentBook(database, now),
    executor,
    contextOf: createContextMaker({
      settings,
      issuers,
      signIn,
      port,
      policyOn: createPolicyBook(options.policyRoot ?? policyRoot),
      audit,
      cursors,
      now,
    }),
    isReady,
    attention: options.attention,
    portal: options.portal,
    uploads: options.uploads,
    queryPage: options.queryPage ?? (async () => ({ title: settings.controller.name, headers: {}, queries: [] })),
    log,
  });
  const pruning = signIn?.startPruning();
  server.addHook('onClose', async () => {
    await pruning?.stop();
    await plans?.close();
  });
  return server;
}

/** Listens where the settings say. Throws a HubError (`CONFIG`) that says why it cannot. */
export async function listenAt(server: FastifyInstance, settings: HubSettings): Promise<string> {
  try {
    return await server.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    throw whyNotListening(error, settings);
  }
}

function whyNotListening(error: unknown, { host, port }: HubSettings): unknown {
  const words: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is in use. Stop the other program, or choose another port.`,
    EACCES: `Port ${port} may not be opened by this user: choose one above 1023, and let a proxy take 443.`,
    EADDRNOTAVAIL: `This machine has no address ${host}: mend \`host\`.`,
  };
  const message = words[(error as NodeJS.ErrnoException).code ?? ''];
  return message ? new HubError('CONFIG', message, { cause: error }) : error;
}
