import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastifyCookie from '@fastify/cookie';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import { maskError } from '#kit/errors/mask-error.ts';
import type { Log } from '#kit/log/log.ts';
import type { RequestContext } from '#kit/serve/subgraph.ts';
import type { createContextMaker } from './context.ts';
import { asApolloGateway, type FederationExecutor } from './execution/index.ts';
import { limitQueries } from './limits.ts';
import { type QueryPage, renderQueryPage } from './query-page.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { secretIn } from './sessions/cookies.ts';
import type { SignIn } from './sign-in/open-sign-in.ts';
import { registerSignIn } from './sign-in/routes.ts';
import { followCertificate, guardTransport, transportOptions } from './transport.ts';

export interface ServerOptions {
  readonly settings: HubSettings;
  readonly executor: FederationExecutor;
  readonly contextOf: ReturnType<typeof createContextMaker>;
  readonly isReady: () => Promise<boolean>;
  readonly queryPage: () => Promise<QueryPage>;
  /** Where people sign in. */
  readonly signIn?: SignIn | undefined;
  readonly log: Log;
}

const largestBody = 100_000;
const statusOf = { UNAUTHENTICATED: 401, FORBIDDEN: 403, BAD_INPUT: 400, UNAVAILABLE: 503 } as const;

/** The hub's HTTP server: the graph, its query page in a demo, and health. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { settings, log, signIn } = options;
  const server = Fastify({
    bodyLimit: largestBody,
    forceCloseConnections: 'idle',
    keepAliveTimeout: 65_000,
    requestTimeout: 30_000,
    ...transportOptions(settings),
  });
  guardTransport(server, settings);
  await setSecurityHeaders(server, settings.tls !== undefined || settings.publicUrl?.startsWith('https:') === true);
  await server.register(fastifyCookie);
  server.setErrorHandler((error, _request, reply) => answerError(error, reply, log));
  const endWatch = followCertificate(server, settings, log);
  const apollo = new ApolloServer<RequestContext>({
    gateway: withAuditedAnswers(options.executor),
    introspection: settings.demo,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !settings.demo,
    stopOnTerminationSignals: false,
    // Apollo's own page comes from its CDN.
    plugins: [ApolloServerPluginLandingPageDisabled()],
    validationRules: [limitQueries(settings.limits)],
    formatError: (formatted, error) => maskError(formatted, error, log),
    logger: { debug() {}, info() {}, warn: (text) => log.warn(String(text)), error: (text) => log.error(String(text)) },
  });
  await apollo.start();
  const handler = fastifyApolloHandler(apollo, {
    context: (request) =>
      options.contextOf(request.headers).catch((error: unknown) => Promise.reject(withStatus(error))),
  });
  server.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/graphql',
    onRequest: refuseRepeatedHeaders,
    async handler(request, reply) {
      if (request.method === 'GET' && settings.demo && request.headers.accept?.includes('text/html'))
        return sendQueryPage(request, reply, options);
      return handler.call(server, request, reply);
    },
  });
  if (signIn)
    await server.register(async (pages) => {
      // A form's button sends nothing but itself; the graph takes no forms.
      pages.addContentTypeParser('application/x-www-form-urlencoded', (_request, body, done) => {
        body.resume();
        done(null);
      });
      registerSignIn(pages, { settings, log, ...signIn });
    });
  server.get('/health/live', async () => ({ status: 'alive' }));
  server.get('/health/ready', async (_request, reply) => {
    const ready = await options.isReady();
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  });
  server.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ error: 'There is nothing here. The graph is at /graphql.' }),
  );
  server.addHook('onClose', async () => {
    endWatch();
    await apollo.stop();
  });
  return server;
}

async function sendQueryPage(request: FastifyRequest, reply: FastifyReply, { queryPage, signIn }: ServerOptions) {
  const { headers, ...page } = await queryPage();
  const { Authorization: _, ...others } = headers;
  const signedIn = signIn !== undefined && secretIn(request.headers.cookie, signIn.cookies.session) !== undefined;
  // Who is signed in asks as themselves.
  const { html, policy } = await renderQueryPage({ ...page, headers: signedIn ? others : headers });
  return reply.header('content-security-policy', policy).type('text/html; charset=utf-8').send(html);
}

/** Headers that say who asks, and for what: of two, Node would take the first and a proxy before it perhaps the second. */
const once = new Set(['authorization', 'oppvekst-purpose', 'cookie']);

async function refuseRepeatedHeaders({ raw }: FastifyRequest): Promise<void> {
  const seen = new Set<string>();
  for (const [place, name] of raw.rawHeaders.entries()) {
    const header = name.toLowerCase();
    if (place % 2 === 1 || !once.has(header)) continue;
    if (seen.has(header))
      throw new HubError('BAD_INPUT', `The header ${header} is there twice: who asks is not clear.`);
    seen.add(header);
  }
}

/** No answer leaves before what it discloses is on the audit trail; when that cannot be written, there is no answer. */
function withAuditedAnswers(executor: FederationExecutor) {
  return asApolloGateway({
    ...executor,
    async execute(request) {
      const result = await executor.execute(request);
      await (request.context as RequestContext).access.flush();
      return result;
    },
  });
}

/** Who may not ask is told so by the status too; Apollo Server answers 500 to an error without one. */
function withStatus(error: unknown): unknown {
  const status = isHubError(error) ? (statusOf as Partial<Record<string, number>>)[error.code] : undefined;
  if (!isHubError(error) || status === undefined) return error;
  return new GraphQLError(error.message, { originalError: error, extensions: { code: error.code, http: { status } } });
}

function answerError(error: unknown, reply: FastifyReply, log: Log): FastifyReply {
  if (isHubError(error)) {
    const status = (statusOf as Partial<Record<string, number>>)[error.code] ?? 500;
    return reply.code(status).send({ errors: [{ message: error.message, extensions: { code: error.code } }] });
  }
  const status = (error as { statusCode?: unknown }).statusCode;
  if (status === 413)
    return reply
      .code(413)
      .send({ errors: [{ message: 'The request is larger than 100 kB.', extensions: { code: 'TOO_LARGE' } }] });
  if (typeof status === 'number' && status >= 400 && status < 500)
    return reply.code(status).send({
      errors: [
        {
          message: 'The request is not one this server understands: send a POST with a JSON body that has a query.',
          extensions: { code: 'BAD_REQUEST' },
        },
      ],
    });
  log.error({ err: error }, 'unexpected error while answering a request');
  return reply.code(500).send({ errors: [{ message: 'Internal error.', extensions: { code: 'INTERNAL' } }] });
}
