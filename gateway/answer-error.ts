import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { GraphQLError } from 'graphql';
import { type HubError, isHubError } from '#kit/errors/hub-error.ts';
import type { Log } from '#kit/log/log.ts';

const statuses: Readonly<Partial<Record<HubError['code'], number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  CONFLICT: 409,
  BAD_INPUT: 400,
  TOO_MANY_REQUESTS: 429,
  UNAVAILABLE: 503,
};

/** A refusal before anything ran is told by the status too; Apollo Server answers 500 to an error without one. */
export function withStatus(error: unknown): unknown {
  const status = isHubError(error) ? statuses[error.code] : undefined;
  if (!isHubError(error) || status === undefined) return error;
  return new GraphQLError(error.message, { originalError: error, extensions: { code: error.code, http: { status } } });
}

/** Answers what went wrong outside of a query; what is not deliberate is logged, and said to nobody. */
export function answerError(error: unknown, reply: FastifyReply, log: Log): FastifyReply {
  if (isHubError(error)) {
    const { code, message, details = {} } = error;
    const { retryAfterSeconds } = details;
    if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
    // Who is sent away because many ask is counted where it is done: a line for each would be load of its own.
    else if (code === 'UNAVAILABLE') log.warn({ err: error }, 'a request was answered with UNAVAILABLE');
    return reply.code(statuses[code] ?? 500).send({ errors: [{ message, extensions: { code, ...details } }] });
  }
  const status = (error as { statusCode?: unknown }).statusCode;
  const told = (code: string, message: string, withCode: number) =>
    reply.code(withCode).send({ errors: [{ message, extensions: { code } }] });
  if (status === 413) return told('TOO_LARGE', 'The request is larger than 100 kB.', 413);
  if (typeof status === 'number' && status >= 400 && status < 500)
    return told(
      'BAD_REQUEST',
      'The request is not one this server understands: send a POST with a JSON body that has a query.',
      status,
    );
  const id = randomUUID();
  log.error({ err: error, errorId: id }, 'unexpected error while answering a request');
  return told('INTERNAL', `Internal error. Quote ${id} when you report it.`, 500);
}
