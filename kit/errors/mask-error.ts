import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Log } from '#kit/log/log.ts';
import { isHubError } from './hub-error.ts';

/** Codes that GraphQL's own layers give for a caller's mistake: their messages speak of the query, not of us. */
const callerMistakes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/**
 * The error as the caller may see it. Deliberate errors keep message and code; anything else becomes "Internal error" with an
 * id that the log knows, so that no SQL, path, host or stack leaves the hub.
 */
export function maskError(formatted: GraphQLFormattedError, error: unknown, log: Log): GraphQLFormattedError {
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  const place = {
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    ...(formatted.path ? { path: formatted.path } : {}),
  };
  if (isHubError(original) && original.code === 'UNAVAILABLE')
    log.warn({ err: original }, 'a query was answered with UNAVAILABLE');
  if (isHubError(original))
    return { message: original.message, ...place, extensions: { code: original.code, ...original.details } };
  const code = formatted.extensions?.code;
  if (typeof code === 'string' && callerMistakes.has(code))
    return { message: formatted.message, ...place, extensions: { code } };
  // A subgraph has masked its own errors already: `deliberate` is set only by this function's twin below.
  if (formatted.extensions?.deliberate === true) {
    const { deliberate: _, stacktrace: __, serviceName: ___, ...extensions } = formatted.extensions;
    return { message: formatted.message, ...place, extensions };
  }
  const id = randomUUID();
  log.error({ err: original, errorId: id }, 'unexpected error while answering a query');
  return { message: `Internal error. Quote ${id} when you report it.`, ...place, extensions: { code: 'INTERNAL', id } };
}

/** An answer's errors as a subgraph's process sends them to the gateway: masked here, and marked as such. */
export function maskForGateway(errors: readonly GraphQLError[], log: Log): GraphQLFormattedError[] {
  return errors.map((error) => {
    const masked = maskError(error.toJSON(), error, log);
    return { ...masked, extensions: { ...masked.extensions, deliberate: true } };
  });
}

/** A HubError as a GraphQL error that survives the hop from subgraph to gateway with code and details. */
export function toGraphQLError(error: unknown): unknown {
  if (!isHubError(error)) return error;
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { code: error.code, ...error.details, deliberate: true },
  });
}
