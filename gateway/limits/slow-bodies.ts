import type { FastifyInstance } from 'fastify';

/** Headers, and the body of a question, must be here within this; a file that is sent may take longer. */
const longestMs = 30_000;
/** For a file of some hundred megabytes over a school's line. */
export const longestUploadMs = 15 * 60_000;

/** Cuts the connection of a request whose body trickles in, except where large files are sent to. */
export function cutSlowBodies(server: FastifyInstance, uploadPaths: readonly string[]): void {
  const patient = new Set(uploadPaths);
  server.server.headersTimeout = longestMs;
  server.addHook('onRequest', async ({ raw, headers, routeOptions }) => {
    const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
    if (!hasBody || patient.has(routeOptions.url ?? '')) return;
    const timer = setTimeout(() => {
      if (!raw.complete) raw.destroy();
    }, longestMs);
    timer.unref();
    raw.once('close', () => clearTimeout(timer));
  });
}
