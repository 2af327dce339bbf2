import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type HubSettings, isProduction } from '#kit/config/hub-settings.ts';
import { withinTime } from '#kit/database/within-time.ts';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import { maskError } from '#kit/errors/mask-error.ts';
import type { Log } from '#kit/log/log.ts';
import type { RequestContext } from '#kit/serve/subgraph.ts';
import type { createContextMaker } from './context.ts';
import { type DocumentBook, noDocuments } from './documents/document-store.ts';
import { trustDocument } from './documents/trust-document.ts';
import { asApolloGateway, type FederationExecutor } from './execution/index.ts';
import { limitCost } from './limits/limit-cost.ts';
import { limitQueries } from './limits/limit-queries.ts';
import type { RateLimits } from './limits/rate-limits.ts';
import { createLoadGate } from './limits/shed-load.ts';
import { inTime } from './limits/time-limit.ts';
import { type QueryPage, renderQueryPage } from './query-page.ts';
import { secretIn } from './sessions/cookies.ts';
import type { SignIn } from './sign-in/open-sign-in.ts';

export interface GraphOptions {
  readonly settings: HubSettings;
  readonly executor: FederationExecutor;
  readonly contextOf: ReturnType<typeof createContextMaker>;
  readonly limits: RateLimits;
  /** What clients have registered; nothing, unless given. */
  readonly documents?: DocumentBook | undefined;
  readonly queryPage: () => Promise<QueryPage>;
  /** Where people sign in. */
  readonly signIn?: SignIn | undefined;
  readonly log: Log;
}

/** More mistakes of one query are not listed: a text of 100 kB could hold thousands. */
const mostMistakes = 5;
/** As the executor's own: more is an attack on the parser. */
const maxTokens = 15_000;

/** The graph at `/graphql`, and in a demo its query page. Who asks is known and counted before anything is read of the query. */
export async function registerGraph(server: FastifyInstance, options: GraphOptions): Promise<void> {
  const { settings, log, documents = noDocuments } = options;
  const production = isProduction(settings);
  const trust = { documents, production };
  const apollo = new ApolloServer<RequestContext>({
    gateway: withAuditedAnswers(options),
    introspection: settings.demo && !production,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !settings.demo || production,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    parseOptions: { maxTokens },
    validationOptions: { maxErrors: mostMistakes },
    // Apollo's own page comes from its CDN.
    plugins: [ApolloServerPluginLandingPageDisabled(), limitCost(settings.limits.cost)],
    validationRules: [limitQueries(settings.limits)],
    formatError: (formatted, error) => maskError(formatted, error, log),
    logger: { debug() {}, info() {}, warn: (text) => log.warn(String(text)), error: (text) => log.error(String(text)) },
  });
  await apollo.start();
  server.addHook('onClose', () => apollo.stop());
  const gate = createLoadGate(settings.limits.load, log);
  const contexts = new WeakMap<FastifyRequest, RequestContext>();
  const handler = fastifyApolloHandler(apollo, {
    async context(request) {
      const context = contexts.get(request);
      if (!context) throw new Error('a query is run before it is known who asks');
      return context;
    },
  });
  server.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/graphql',
    onRequest: refuseRepeatedHeaders,
    async handler(request, reply) {
      if (request.method === 'GET' && settings.demo && !production && request.headers.accept?.includes('text/html'))
        return sendQueryPage(request, reply, options);
      const answer = async () => {
        const context = await admit(request, options);
        await trustDocument(request, context.access.viewer, trust);
        contexts.set(request, context);
        return handler.call(server, request, reply);
      };
      return gate.pass(answer, () => request.raw.socket.destroyed);
    },
  });
}

/** Finds who asks, and counts it; a stranger's attempts are counted by address. */
async function admit(request: FastifyRequest, { contextOf, limits }: GraphOptions): Promise<RequestContext> {
  const context = await contextOf(request.headers).catch(async (error: unknown) => {
    if (isHubError(error) && error.code === 'UNAUTHENTICATED') await limits.countAddress(request);
    throw error;
  });
  await limits.countViewer(request, context.access.viewer);
  return context;
}

async function sendQueryPage(request: FastifyRequest, reply: FastifyReply, { queryPage, signIn }: GraphOptions) {
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

/** No answer leaves before what it discloses is on the audit trail; when that cannot be written, or takes too long, there is none. */
function withAuditedAnswers({ executor, settings }: GraphOptions) {
  return asApolloGateway({
    ...executor,
    async execute(request) {
      const { access, signal } = request.context as RequestContext;
      const answer = withinTime(signal, () => executor.execute({ ...request, signal }));
      const result = await inTime(answer, signal, settings.limits.seconds);
      await access.flush();
      return result;
    },
  });
}
