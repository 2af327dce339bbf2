import { GraphQLError } from 'graphql';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import type { SubgraphError } from '../data-source.ts';
import type { ResponsePath } from './places.ts';

/** A subgraph's own error at its place in the answer: message and extensions kept, its locations dropped (another query's). */
export function errorOfSubgraph(
  error: SubgraphError,
  serviceName: string,
  path: ResponsePath | undefined,
): GraphQLError {
  return new GraphQLError(error.message || `The subgraph "${serviceName}" gave an error without a message.`, {
    ...(path && { path: [...path] }),
    originalError: innermostCause(error),
    extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...error.extensions, serviceName },
  });
}

/**
 * A subgraph that could not be asked. The caller learns which, never where it runs or why the connection failed: that is the
 * `cause`, for the log.
 */
export function errorOfFailedFetch(cause: unknown, serviceName: string, path: ResponsePath | undefined): GraphQLError {
  const deliberate = isHubError(cause)
    ? cause
    : new HubError('UNAVAILABLE', `The subgraph "${serviceName}" did not answer.`, { cause });
  return new GraphQLError(deliberate.message, {
    ...(path && { path: [...path] }),
    originalError: deliberate,
    extensions: { ...deliberate.details, code: deliberate.code, serviceName },
  });
}

/** A subgraph whose answer is not what its schema promises. */
export function errorOfBrokenAnswer(why: string, serviceName: string, path: ResponsePath | undefined): GraphQLError {
  return new GraphQLError(`The subgraph "${serviceName}" gave ${why}.`, {
    ...(path && { path: [...path] }),
    extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName },
  });
}

/** In process the resolver's own error is still there, so that the server's masking can tell deliberate errors from bugs. */
function innermostCause(error: SubgraphError): Error | null {
  let cause: unknown = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause instanceof Error ? cause : null;
}
