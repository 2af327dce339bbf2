import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Pool } from 'undici';
import { createCursorSeal } from '#kit/access/cursor-seal.ts';
import type { AuditTrail } from '#kit/audit/audit-trail.ts';
import { type HubSettings, isProduction } from '#kit/config/hub-settings.ts';
import { type HubDatabase, openDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { createLog, type Log } from '#kit/log/log.ts';
import { createCallSigner } from '#kit/serve/call-token.ts';
import { deriveKey, openHubSecrets } from '#kit/serve/hub-secrets.ts';
import { createRemotePort } from '#kit/serve/remote-port.ts';
import type { PublicPath, RequestContext } from '#kit/serve/subgraph.ts';
import { passUpload } from '#kit/serve/uploads/pass-upload.ts';
import type { UploadPath } from '#kit/serve/uploads/uploads.ts';
import { createHttpDataSource } from '../execution/http-data-source.ts';
import { listenAt, openGraphServer } from '../hub/graph-server.ts';
import { createPortCache } from '../hub/port-cache.ts';
import { allSubgraphs } from '../hub/subgraphs.ts';
import { type GatewayTables, gatewayMigrations } from '../sessions/tables.ts';
import { hasSignIn } from '../sign-in/open-sign-in.ts';
import type { Upload } from '../uploads/upload-route.ts';
import { passOn } from './pass-on.ts';

export interface SplitGatewayOptions {
  readonly settings: HubSettings;
  /** Where each subgraph's process answers, by the subgraph's name. */
  readonly subgraphs: Readonly<Record<string, string>>;
  /** The folder of the portal's built pages. */
  readonly portal?: string | undefined;
  readonly now?: () => Date;
  readonly log?: Log;
}

export interface SplitGateway {
  readonly url: string;
  /** Takes no new requests, finishes those under way, and closes all connections. */
  stop(): Promise<void>;
}

/** The gateway itself shows nothing of anybody: each subgraph's process writes its own disclosures before it answers. */
const disclosesNothing: AuditTrail = {
  record: () => Promise.reject(new HubError('INTERNAL', 'the gateway has no audit trail of its own')),
  close: async () => undefined,
};

/**
 * Serves the hub's graph over subgraphs that are processes of their own: the same identity, purposes, limits and access as in one
 * process. Of the database it knows people's sessions alone; every call to a subgraph is signed for that one call.
 */
export async function startSplitGateway(options: SplitGatewayOptions): Promise<SplitGateway> {
  const { settings } = options;
  const now = options.now ?? (() => new Date());
  const log = options.log ?? createLog({ level: settings.logLevel });
  const urls = addressesOf(options.subgraphs);
  const { keys, master } = await openHubSecrets(settings.keysFolder, settings.demo);
  const sign = createCallSigner(keys, now);
  const remote = createRemotePort(urls['school-administration'] ?? '', keys, now);
  const sources = Object.entries(urls).map(([name, url]) => {
    const source = createHttpDataSource(`${url}/graphql`, {
      timeout: settings.limits.seconds * 1_000,
      async headers(body, { context }) {
        const { access, requestId } = context as RequestContext;
        return { authorization: `Bearer ${await sign({ to: name, viewer: access.viewer, requestId }, body)}` };
      },
    });
    return [name, source] as const;
  });
  const pools = Object.entries(urls).map(([name, url]) => [name, new Pool(url, { connections: 8 })] as const);
  const close = async () => {
    await Promise.all([...sources.map(([, source]) => source.close()), ...pools.map(([, pool]) => pool.close())]);
    await remote.close();
  };
  let server: FastifyInstance | undefined;
  let database: HubDatabase | undefined;
  try {
    database = await openSessions(settings);
    server = await openGraphServer({
      settings,
      dataSources: Object.fromEntries(sources),
      port: createPortCache(remote.port),
      audit: disclosesNothing,
      cursors: createCursorSeal(deriveKey(master, 'cursors')),
      sessionKey: deriveKey(master, 'sessions'),
      database: database?.as<GatewayTables>(),
      portal: options.portal,
      uploads: uploadsOver(new Map(pools), sign),
      now,
      log,
      isReady: async () => (await Promise.all(pools.map(([, pool]) => isReady(pool)))).every(Boolean),
    });
    for (const { name, publicPaths = [] } of allSubgraphs as ReadonlyArray<{
      readonly name: string;
      readonly publicPaths?: readonly PublicPath[];
    }>)
      for (const path of publicPaths) await passOn(server, path, new Map(pools).get(name));
    const url = await listenAt(server, settings);
    const listening = server;
    return {
      url,
      async stop() {
        await listening.close();
        await close();
        await database?.close();
      },
    };
  } catch (error) {
    await server?.close();
    await close();
    await database?.close();
    throw error;
  }
}

/** Of the subgraphs that people send files to, in the processes where they are. */
const uploadsOver = (pools: ReadonlyMap<string, Pool>, sign: ReturnType<typeof createCallSigner>): readonly Upload[] =>
  (allSubgraphs as ReadonlyArray<{ readonly name: string; readonly upload?: UploadPath }>).flatMap(
    ({ name: to, upload }) => {
      const pool = pools.get(to);
      return upload && pool ? [{ ...upload, take: passUpload({ to, pool, sign, newId: randomUUID }) }] : [];
    },
  );

/** Where people sign in, or only registered documents are answered, both lie in the hub's database, in the gateway's own schema: it reads no other. */
async function openSessions(settings: HubSettings): Promise<HubDatabase | undefined> {
  if (!hasSignIn(settings) && !isProduction(settings)) return undefined;
  if (settings.database.kind !== 'postgres')
    throw new HubError(
      'CONFIG',
      'database.kind: people’s sessions and clients’ documents need PostgreSQL where the gateway is a process.',
    );
  const { url, poolSize = 10 } = settings.database;
  const database = await openDatabase({ kind: 'postgres', url, poolSize });
  try {
    await migrate(database.kysely, [gatewayMigrations]);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The six addresses without a path. Throws a HubError (`CONFIG`) that names every one that is missing, wrong or too much. */
function addressesOf(given: Readonly<Record<string, string>>): Record<string, string> {
  const names = allSubgraphs.map(({ name }) => name as string);
  const problems = [
    ...names.filter((name) => given[name] === undefined).map((name) => `  ${name}: is missing`),
    ...Object.entries(given).flatMap(([name, url]) => {
      if (!names.includes(name)) return [`  ${name}: there is no such subgraph`];
      return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
        ? []
        : [`  ${name}: must be an http(s) address, not "${url}"`];
    }),
  ];
  if (problems.length > 0)
    throw new HubError('CONFIG', `Say where each subgraph answers, as --subgraph NAME=URL:\n${problems.join('\n')}`);
  return Object.fromEntries(Object.entries(given).map(([name, url]) => [name, new URL(url).origin]));
}

async function isReady(pool: Pool): Promise<boolean> {
  try {
    const answer = await pool.request({ method: 'GET', path: '/health/ready', headersTimeout: 3_000 });
    await answer.body.dump();
    return answer.statusCode === 200;
  } catch {
    return false;
  }
}
