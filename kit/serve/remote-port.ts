import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Pool } from 'undici';
import type { SchoolAdministrationPort } from '#contracts/ports.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { HubKeys } from '#kit/events/sealing/hub-keys.ts';
import { createCallSigner, createCallVerifier } from './call-token.ts';
import type { TakeCall } from './taken-calls.ts';

/** Every question of the port; the type sees to it that none is left out. */
const questions: Readonly<Record<keyof SchoolAdministrationPort, true>> = {
  whoIs: true,
  scopeOf: true,
  factsFor: true,
  viewerFacts: true,
  matchChild: true,
  identityOf: true,
  transferStanding: true,
  transferStandings: true,
  childrenByFeideId: true,
  noticeAddresses: true,
  lookers: true,
  exemptLookUps: true,
  unitsByOrganisationNumber: true,
};
type Method = keyof SchoolAdministrationPort;
const methods = Object.keys(questions) as Method[];

const path = '/internal/port';
const audience = 'school-administration-port';
/** Maps do not survive JSON; they travel as lists of pairs. */
const packed = (value: unknown) => (value instanceof Map ? { pairs: [...value] } : { value });
const unpacked = (answer: { pairs?: Array<[string, unknown]>; value?: unknown }) =>
  answer.pairs ? new Map(answer.pairs) : answer.value;

/** Serves school-administration's internal port to the hub's other processes, and to nobody else. */
export function servePort(
  server: FastifyInstance,
  port: SchoolAdministrationPort,
  keys: HubKeys,
  now: () => Date,
  take: TakeCall,
): void {
  const verify = createCallVerifier(audience, keys, now, take);
  server.post(path, async (request, reply) => {
    const body = typeof request.body === 'string' ? request.body : JSON.stringify(request.body);
    await verify(request.headers.authorization, body);
    const { method, args } = JSON.parse(body) as { method: Method; args: unknown[] };
    if (!methods.includes(method)) throw new HubError('BAD_INPUT', 'There is no such question.');
    const call = port[method] as (...args: unknown[]) => Promise<unknown>;
    return reply.send(packed(await call.apply(port, args)));
  });
}

/** The port as another process of the hub reaches it. */
export function createRemotePort(
  url: string,
  keys: HubKeys,
  now: () => Date,
): { port: SchoolAdministrationPort; close(): Promise<void> } {
  // Shorter than the server keeps a connection, so that no call goes out on one that is being closed.
  const pool = new Pool(new URL(url).origin, {
    connections: 16,
    keepAliveTimeout: 30_000,
    headersTimeout: 10_000,
    bodyTimeout: 10_000,
  });
  const sign = createCallSigner(keys, now);
  const ask = async (method: Method, args: unknown[]): Promise<unknown> => {
    const body = JSON.stringify({ method, args });
    const token = await sign({ to: audience, viewer: null, requestId: randomUUID() }, body);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await pool.request({ path, method: 'POST', headers, body }).catch((error: unknown) => {
      throw new HubError('UNAVAILABLE', 'School-administration does not answer now. Try again.', { cause: error });
    });
    const answer = (await response.body.json()) as { pairs?: Array<[string, unknown]>; value?: unknown };
    if (response.statusCode !== 200)
      throw new HubError('UNAVAILABLE', 'School-administration could not answer now. Try again.');
    return unpacked(answer);
  };
  const port = Object.fromEntries(methods.map((method) => [method, (...args: unknown[]) => ask(method, args)]));
  return { port: port as unknown as SchoolAdministrationPort, close: () => pool.close() };
}
