import fastifyCookie from '@fastify/cookie';
import Fastify, { type FastifyInstance } from 'fastify';
import { answerError } from './answer-error.ts';
import { type GraphOptions, registerGraph } from './graph-route.ts';
import { openRateLimits } from './limits/rate-limits.ts';
import { cutSlowBodies, longestUploadMs } from './limits/slow-bodies.ts';
import { asksForPage, servePortal } from './portal/serve-portal.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { registerBackChannelLogout } from './sign-in/back-channel-logout.ts';
import { registerSignIn } from './sign-in/routes.ts';
import { followCertificate, guardTransport, transportOptions } from './transport.ts';
import { registerUploads, type Upload } from './uploads/upload-route.ts';

export interface ServerOptions extends Omit<GraphOptions, 'limits'> {
  readonly isReady: () => Promise<boolean>;
  /** What somebody must see to, though the hub answers. */
  readonly attention?: (() => readonly string[]) | undefined;
  /** The folder of the portal's built pages; without it there are none. */
  readonly portal?: string | undefined;
  /** What people may send files for. */
  readonly uploads?: readonly Upload[] | undefined;
}

const largestBody = 100_000;

/** The hub's HTTP server: the graph, its query page in a demo, the portal's pages, and health. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { settings, log, signIn, uploads = [] } = options;
  const server = Fastify({
    bodyLimit: largestBody,
    forceCloseConnections: 'idle',
    keepAliveTimeout: 65_000,
    requestTimeout: longestUploadMs,
    ...transportOptions(settings),
  });
  guardTransport(server, settings);
  cutSlowBodies(
    server,
    uploads.map(({ path }) => path),
  );
  setSecurityHeaders(server, settings.tls !== undefined || settings.publicUrl?.startsWith('https:') === true);
  server.setErrorHandler((error, _request, reply) => answerError(error, reply, log));
  const endWatch = followCertificate(server, settings, log);
  const limits = await openRateLimits(server, settings.limits);
  await registerGraph(server, { ...options, limits });
  await registerUploads(server, { ...options, limits, uploads });
  if (signIn) {
    await server.register(async (told) => registerBackChannelLogout(told, { log, limits, ...signIn }));
    await server.register(async (pages) => {
      // Here alone cookies are set.
      await pages.register(fastifyCookie);
      // A form's button sends nothing but itself; the graph takes no forms.
      pages.addContentTypeParser('application/x-www-form-urlencoded', (_request, body, done) => {
        body.resume();
        done(null);
      });
      registerSignIn(pages, { settings, log, limits, ...signIn });
    });
  }
  server.get('/health/live', async () => ({ status: 'alive' }));
  server.get('/health/ready', async (_request, reply) => {
    const ready = await options.isReady();
    const attention = options.attention?.() ?? [];
    const told = attention.length > 0 ? { attention } : {};
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', ...told });
  });
  const sendPortal = options.portal && (await servePortal(server, options.portal, settings.controller.name));
  server.setNotFoundHandler((request, reply) =>
    sendPortal && asksForPage(request)
      ? sendPortal(reply)
      : reply.code(404).send({ error: 'There is nothing here. The graph is at /graphql.' }),
  );
  server.addHook('onClose', async () => endWatch());
  return server;
}
