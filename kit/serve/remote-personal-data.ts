import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Pool } from 'undici';
import type { SubgraphName } from '#contracts/categories.ts';
import type { Viewer } from '#kit/access/viewer.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { HubKeys } from '#kit/events/sealing/hub-keys.ts';
import type { PersonalData } from '#kit/personal-data/gather.ts';
import { createCallSigner, createCallVerifier } from './call-token.ts';
import type { TakeCall } from './taken-calls.ts';

/** All that one subgraph holds of a child, as a viewer may see it; on its audit trail before it is given. */
export type GatherOne = (viewer: Viewer, childId: string) => Promise<PersonalData>;

const path = '/internal/personal-data';
const audienceOf = (subgraph: string) => `personal-data-of-${subgraph}`;
/** As an answer of the graph's own: a year of messages and documents is some megabytes. */
const seconds = 60;

interface Served {
  readonly subgraph: string;
  readonly gather: GatherOne;
  readonly keys: HubKeys;
  readonly now: () => Date;
  readonly take: TakeCall;
}

/** Serves what a subgraph holds of a child to the process of this hub that makes exports (GDPR art. 15), and to nobody else. */
export function servePersonalData(server: FastifyInstance, { subgraph, gather, keys, now, take }: Served): void {
  const verify = createCallVerifier(audienceOf(subgraph), keys, now, take);
  server.post(path, async (request, reply) => {
    const body = request.body as string;
    const { viewer } = await verify(request.headers.authorization, body);
    if (!viewer) throw new HubError('UNAUTHENTICATED', 'Personal data is given to somebody, or not at all.');
    const { childId } = JSON.parse(body) as { childId: string };
    return reply.send({ data: await gather(viewer, childId) });
  });
}

/** The same as another process reaches it. NOT_FOUND as in that process; UNAVAILABLE when it does not answer. */
export function createRemoteGatherer(
  subgraph: SubgraphName,
  url: string,
  keys: HubKeys,
  now: () => Date,
): { gather: GatherOne; close(): Promise<void> } {
  const limit = seconds * 1_000;
  const pool = new Pool(new URL(url).origin, {
    connections: 1,
    keepAliveTimeout: 30_000,
    headersTimeout: limit,
    bodyTimeout: limit,
  });
  const sign = createCallSigner(keys, now);
  const away = (cause?: unknown) =>
    new HubError('UNAVAILABLE', `${subgraph} does not answer now, and an export is whole or not made.`, { cause });
  return {
    async gather(viewer, childId) {
      const body = JSON.stringify({ childId });
      const token = await sign({ to: audienceOf(subgraph), viewer, requestId: randomUUID() }, body);
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const response = await pool.request({ path, method: 'POST', headers, body }).catch((error: unknown) => {
        throw away(error);
      });
      const answer = (await response.body.json()) as Answer;
      if (answer.data) return answer.data;
      const [error] = answer.errors ?? [];
      if (error?.extensions.code === 'NOT_FOUND') throw new HubError('NOT_FOUND', error.message);
      throw away();
    },
    close: () => pool.close(),
  };
}

interface Answer {
  readonly data?: PersonalData;
  readonly errors?: ReadonlyArray<{ readonly message: string; readonly extensions: { readonly code: string } }>;
}
