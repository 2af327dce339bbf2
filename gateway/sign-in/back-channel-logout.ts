import type { FastifyInstance } from 'fastify';
import { isHubError } from '#kit/errors/hub-error.ts';
import type { SignInRoutes } from './routes.ts';

/** A logout token is a few hundred bytes. */
const largestBody = 20_000;

/**
 * Where an issuer tells, server to server, that a person has signed out there or was signed out (OpenID Connect Back-Channel Logout 1.0):
 * the sessions here that rest on it end. To be registered in a scope of its own, which takes forms.
 */
export function registerBackChannelLogout(
  server: FastifyInstance,
  { parties, sessions, limits, log }: Pick<SignInRoutes, 'parties' | 'sessions' | 'limits' | 'log'>,
): void {
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: largestBody },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );
  server.post<{ Params: { id: string } }>('/sign-out/back-channel/:id', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const party = parties.find(({ id }) => id === request.params.id);
    const form = request.body instanceof URLSearchParams ? request.body : undefined;
    if (!party) return reply.code(404).send({ error: 'invalid_request' });
    try {
      const ended = await sessions.endOf(party.id, await party.readLogout(form?.get('logout_token')));
      log.info({ issuer: party.id, ended }, 'an issuer has told of a sign-out');
      return reply.code(200).send();
    } catch (error) {
      if (!isHubError(error)) throw error;
      // Whoever guesses is counted, as one who begins a sign-in is.
      await limits.countAddress(request);
      log.warn({ issuer: party.id, why: error.message }, 'a logout token was refused');
      const away = error.code === 'UNAVAILABLE';
      return reply
        .code(away ? 503 : 400)
        .send({ error: away ? 'temporarily_unavailable' : 'invalid_request', error_description: error.message });
    }
  });
}
