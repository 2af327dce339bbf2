import Fastify from 'fastify';
import { execute, parse } from 'graphql';
import { z } from 'zod';
import { type SubgraphName, subgraphNames } from '#contracts/categories.ts';
import type { SchoolAdministrationPort } from '#contracts/ports.ts';
import { createAccess, dateInNorway } from '#kit/access/access.ts';
import { createPolicyBook } from '#kit/access/policy-book.ts';
import type { Viewer } from '#kit/access/viewer.ts';
import { readHubSettings } from '#kit/config/read-hub-settings.ts';
import { readSettings } from '#kit/config/read-settings.ts';
import { databaseAnswers } from '#kit/database/database.ts';
import { withinTime } from '#kit/database/within-time.ts';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import { maskForGateway } from '#kit/errors/mask-error.ts';
import { createCallVerifier, type InternalCall } from './call-token.ts';
import { type AnySubgraph, openHost, policyRoot, registerSubgraphRoutes } from './host.ts';
import { openHubSecrets } from './hub-secrets.ts';
import { createRemoteGatherer, servePersonalData } from './remote-personal-data.ts';
import { createRemotePort, servePort } from './remote-port.ts';
import { schemaOf } from './subgraph.ts';
import { type CallTables, callMigrations, takeInDatabase } from './taken-calls.ts';
import { serveUpload } from './uploads/pass-upload.ts';

const environmentSchema = z.object({
  OPPVEKST_CONFIG: z.string({ error: 'must be the path of the hub’s settings (YAML or JSON)' }),
  PORT: z.coerce.number().int().min(0).max(65_535),
  SCHOOL_ADMINISTRATION_URL: z.url().optional(),
  // Where the others answer: data-sharing asks them for what they hold, when an export is made.
  FEIDE_URL: z.url().optional(),
  LEARNING_RESOURCES_URL: z.url().optional(),
  PARENT_COMMUNICATION_URL: z.url().optional(),
  ARCHIVE_URL: z.url().optional(),
});
type Environment = z.infer<typeof environmentSchema>;

/** Where each subgraph answers that has been told of. */
const urlsIn = (environment: Environment): ReadonlyArray<readonly [SubgraphName, string]> =>
  subgraphNames.flatMap((name) => {
    const url = environment[`${name.toUpperCase().replaceAll('-', '_')}_URL` as keyof Environment];
    return url === undefined ? [] : [[name, String(url)] as const];
  });

const statusOf: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  BAD_INPUT: 400,
  FORBIDDEN: 403,
  CONFLICT: 409,
  UNAVAILABLE: 503,
};

export interface SubgraphProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** Runs one subgraph as a process of its own. It answers only calls that a gateway of the same hub has signed. */
export async function runSubgraph(definition: unknown, environment: unknown = process.env): Promise<SubgraphProcess> {
  try {
    return await start(definition, environment);
  } catch (error) {
    if (!isHubError(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

async function start(definition: unknown, environment: unknown): Promise<SubgraphProcess> {
  const subgraph = definition as AnySubgraph;
  const told = readSettings(environmentSchema, environment, 'the environment');
  const { OPPVEKST_CONFIG: file, PORT: port, SCHOOL_ADMINISTRATION_URL: portUrl } = told;
  const subgraphs = { [subgraph.name]: subgraph.settings };
  const settings = readHubSettings({ file, environment: settingsOf(environment), subgraphs, others: 'passed on' });
  const secrets = await openHubSecrets(settings.keysFolder, settings.demo);
  if (!portUrl && subgraph.name !== 'school-administration')
    throw new HubError('CONFIG', 'SCHOOL_ADMINISTRATION_URL must say where school-administration answers.');
  const remote = portUrl ? createRemotePort(portUrl, secrets.keys, () => new Date()) : undefined;
  const others = urlsIn(told).filter(([name]) => subgraph.name === 'data-sharing' && name !== subgraph.name);
  const gatherers = others.map(
    ([name, url]) => [name, createRemoteGatherer(name, url, secrets.keys, () => new Date())] as const,
  );
  const host = await openHost({
    settings,
    subgraphs: [subgraph],
    writer: subgraph.name,
    schemas: [callMigrations],
    remotePort: remote?.port,
    personalDataElsewhere: new Map(gatherers.map(([name, { gather }]) => [name, gather])),
  });
  const schema = schemaOf(subgraph);
  // Several processes of one subgraph may stand behind one address: each call is good at one of them.
  const take = takeInDatabase(host.database.as<CallTables>(), host.now);
  const verify = createCallVerifier(subgraph.name, host.secrets.keys, host.now, take);
  const policyOn = createPolicyBook(policyRoot);
  const running = host.running.get(subgraph.name);
  const accessOf = ({ viewer, requestId }: InternalCall & { readonly viewer: Viewer }, signal?: AbortSignal) => {
    const now = host.now();
    const policy = policyOn(dateInNorway(now));
    const { port: facts, audit, cursors } = host;
    return createAccess({
      viewer,
      facts,
      policy,
      audit,
      cursors,
      assurance: settings.assurance,
      now,
      requestId,
      signal,
    });
  };
  const server = Fastify({ bodyLimit: 5_000_000, keepAliveTimeout: 65_000 });
  // The body stays text until its signature is checked.
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  server.post('/graphql', async (request, reply) => {
    const body = request.body as string;
    const call = await verify(request.headers.authorization, body);
    if (!call.viewer) throw new HubError('UNAUTHENTICATED', 'A query needs a viewer.');
    const { query, variables, operationName } = JSON.parse(body) as {
      query: string;
      variables?: Record<string, unknown>;
      operationName?: string;
    };
    // Whoever asked has gone, or has let its time run out: what is left is not worked on.
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const access = accessOf({ ...call, viewer: call.viewer }, gone.signal);
    const result = await withinTime(gone.signal, () =>
      execute({
        schema,
        document: parse(query),
        variableValues: variables,
        operationName,
        contextValue: running?.contextFor({ access, requestId: call.requestId }),
      }),
    );
    await access.flush();
    const { errors, ...answer } = result;
    return reply.send(errors ? { ...answer, errors: maskForGateway(errors, host.log) } : answer);
  });
  server.setErrorHandler((error, _request, reply) => {
    if (!isHubError(error)) host.log.error({ err: error }, 'unexpected error while answering a call');
    const { message, code } = isHubError(error) ? error : { message: 'Internal error.', code: 'INTERNAL' };
    const status = statusOf[code] ?? 500;
    return reply.code(status).send({ errors: [{ message, extensions: { code, deliberate: true } }] });
  });
  server.get('/health/live', async () => ({ status: 'alive' }));
  server.get('/health/ready', async (_request, reply) =>
    reply.code((await databaseAnswers(host.database)) ? 200 : 503).send({}),
  );
  const own = (running as unknown as { port?: SchoolAdministrationPort }).port;
  if (own) servePort(server, own, host.secrets.keys, host.now, take);
  const gatherOwn = host.depsOf<never>(subgraph.name).personalDataOf;
  servePersonalData(server, {
    subgraph: subgraph.name,
    gather: async (viewer, childId) => {
      const data = (await gatherOwn(viewer, childId)).get(subgraph.name);
      if (!data) throw new HubError('INTERNAL', `${subgraph.name} gathered nothing.`);
      return data;
    },
    keys: host.secrets.keys,
    now: host.now,
    take,
  });
  registerSubgraphRoutes(host, server);
  if (subgraph.upload && running?.takeUpload)
    await serveUpload(server, {
      upload: subgraph.upload,
      take: running.takeUpload,
      verify,
      stateFolder: settings.stateFolder,
      accessOf,
    });
  const url = await server.listen({ host: settings.host, port });
  await host.startEvents();
  await host.startWorkers();
  host.onStop(() => server.close());
  for (const { close } of [...(remote ? [remote] : []), ...gatherers.map(([, one]) => one)]) host.onStop(close);
  process.stdout.write(`${subgraph.name} answers at ${url}.\n`);
  // A connection that a library has left open must not keep a stopped process alive.
  const end = () => void host.stop().finally(() => process.exit(0));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
  return { url, stop: host.stop };
}

/** What of the environment is settings: where another process answers is this process's own. */
const settingsOf = (environment: unknown) =>
  Object.fromEntries(Object.entries(environment as NodeJS.ProcessEnv).filter(([name]) => name.startsWith('OPPVEKST_')));
