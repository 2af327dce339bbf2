import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Viewer, viewerKey } from '#kit/access/viewer.ts';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import { HubError } from '#kit/errors/hub-error.ts';

export interface RateLimits {
  /** Counts a question of somebody who is known; by who it is, whatever address it comes from. */
  countViewer(request: FastifyRequest, viewer: Viewer): Promise<void>;
  /** Counts what nobody has put their name to, by the address: a token that was refused, a sign-in that is begun. */
  countAddress(request: FastifyRequest): Promise<void>;
}

const minuteMs = 60_000;
/** Callers remembered at once, those who asked longest ago forgotten first. */
const mostCallers = 50_000;

/**
 * How often one may ask in a minute. Each process counts by itself. A school is behind one address: who is known is counted by name.
 *
 * @throws TOO_MANY_REQUESTS with `retryAfterSeconds`
 */
export async function openRateLimits(
  server: FastifyInstance,
  { perMinute }: Pick<HubSettings['limits'], 'perMinute'>,
): Promise<RateLimits> {
  await server.register(rateLimit, { global: false, cache: mostCallers });
  const viewers = new WeakMap<FastifyRequest, Viewer>();
  const viewerOf = (request: FastifyRequest): Viewer => {
    const viewer = viewers.get(request);
    if (!viewer) throw new Error('a question is counted before it is known who asks');
    return viewer;
  };
  const ofViewer = server.createRateLimit({
    timeWindow: minuteMs,
    max: (request) => perMinute[viewerOf(request).kind],
    keyGenerator: (request) => viewerKey(viewerOf(request)),
  });
  const ofAddress = server.createRateLimit({ timeWindow: minuteMs, max: perMinute.address });
  return {
    async countViewer(request, viewer) {
      viewers.set(request, viewer);
      refuseExcess(await ofViewer(request));
    },
    countAddress: async (request) => refuseExcess(await ofAddress(request)),
  };
}

function refuseExcess(count: Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>): void {
  // Nobody is on a list of those who are let past.
  if (!count.isAllowed && count.isExceeded) throw tooMany(count.ttlInSeconds);
}

const tooMany = (seconds: number) =>
  new HubError('TOO_MANY_REQUESTS', `You ask too often. Wait ${seconds} seconds.`, {
    details: { retryAfterSeconds: seconds },
  });
