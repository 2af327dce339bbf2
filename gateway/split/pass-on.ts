import type { FastifyInstance } from 'fastify';
import type { Pool } from 'undici';
import type { PublicPath } from '#kit/serve/subgraph.ts';

/**
 * Passes what comes to a path on to the subgraph that serves it, bytes as they are, and its answer back. Such a message is its own
 * proof of who sent it, so that nothing is signed here.
 */
export async function passOn(
  server: FastifyInstance,
  { path, largestBody }: PublicPath,
  pool: Pool | undefined,
): Promise<void> {
  if (!pool) return;
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post(path, { bodyLimit: largestBody }, async (request, reply) => {
      const type = request.headers['content-type'] ?? 'application/octet-stream';
      const body = request.body as Buffer;
      const answer = await pool
        .request({ method: 'POST', path, headers: { 'content-type': type }, body })
        .catch((error: unknown) => {
          request.log.warn({ err: error }, 'a subgraph does not answer');
          return undefined;
        });
      // The sender tries again later.
      if (!answer) return reply.code(503).send({ code: 'UNAVAILABLE', message: 'Try again later.' });
      const text = await answer.body.text();
      return reply
        .code(answer.statusCode)
        .type(String(answer.headers['content-type'] ?? 'application/json'))
        .send(text);
    });
  });
}
