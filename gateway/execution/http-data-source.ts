import type { DocumentNode } from 'graphql';
import { Pool } from 'undici';
import { HubError } from '#kit/errors/hub-error.ts';
import type { SubgraphDataSource, SubgraphError, SubgraphRequest, SubgraphResponse } from './data-source.ts';

export interface HttpDataSourceOptions {
  /** For the whole exchange, in milliseconds. */
  readonly timeout?: number;
  readonly connections?: number;
  /** An answer larger than this is refused, in bytes. */
  readonly maxResponseSize?: number;
  /** Headers beside the content's own; it is given the exact body, so that it can be signed. */
  readonly headers?: (
    body: string,
    request: SubgraphRequest,
  ) => Record<string, string> | Promise<Record<string, string>>;
}

export interface HttpDataSource extends SubgraphDataSource {
  close(): Promise<void>;
}

/** Node's servers close an idle connection after 5 s; ours must let go of it first, or a request is lost on a dead one. */
const keepAliveTimeout = 4_000;

/** A subgraph at a URL, over kept-alive connections. */
export function createHttpDataSource(
  url: string,
  { timeout = 30_000, connections = 64, maxResponseSize = 64 * 1024 * 1024, headers }: HttpDataSourceOptions = {},
): HttpDataSource {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, {
    connections,
    keepAliveTimeout,
    maxResponseSize,
    headersTimeout: timeout,
    bodyTimeout: timeout,
    connect: { timeout },
  });
  const bodyStart = memoised(startOfBody);

  return {
    async execute(request) {
      const body = `${bodyStart(request)}${JSON.stringify(request.variables)}}`;
      // The headers are made for each attempt: a signature may be good for one call only.
      const send = async () =>
        pool.request({
          method: 'POST',
          path: pathname + search,
          headers: {
            ...(headers ? await headers(body, request) : {}),
            'content-type': 'application/json',
            accept: 'application/json',
          },
          body,
          signal: request.signal ?? AbortSignal.timeout(timeout),
        });
      const response = await send().catch((error: unknown) => {
        // The server may close a kept connection just as we use it. Asking again is safe for what changes nothing.
        if (isClosedConnection(error) && isQuery(request.document)) return send();
        throw error;
      });
      return responseOf(await response.body.text(), response.statusCode);
    },
    close: () => pool.close(),
  };
}

function startOfBody({ query, operationName }: SubgraphRequest): string {
  const name = operationName === undefined ? '' : `"operationName":${JSON.stringify(operationName)},`;
  return `{"query":${JSON.stringify(query)},${name}"variables":`;
}

/** The part of the body that is the same whenever a plan runs. */
function memoised(make: (request: SubgraphRequest) => string): (request: SubgraphRequest) => string {
  const known = new WeakMap<DocumentNode, string>();
  return (request) => {
    let made = known.get(request.document);
    if (made === undefined) {
      made = make(request);
      known.set(request.document, made);
    }
    return made;
  };
}

/** A GraphQL answer counts whatever its status; anything else is a failure, and its text is not shown to anybody. */
function responseOf(text: string, status: number): SubgraphResponse {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (cause) {
    throw new HubError('UNAVAILABLE', `A subgraph answered with status ${status} and no JSON.`, { cause });
  }
  if (!isObject(answer) || !('data' in answer || 'errors' in answer))
    throw new HubError('UNAVAILABLE', `A subgraph answered with status ${status} and no GraphQL response.`);
  const { data, errors, extensions } = answer;
  if (data !== undefined && data !== null && !isObject(data))
    throw new HubError('UNAVAILABLE', 'A subgraph answered with data that is no object.');
  return {
    ...(data !== undefined && { data }),
    ...(Array.isArray(errors) && { errors: errors.map(errorOf) }),
    ...(isObject(extensions) && { extensions }),
  };
}

function errorOf(given: unknown): SubgraphError {
  if (!isObject(given)) return { message: '' };
  const { message, path, extensions } = given;
  const isPath = Array.isArray(path) && path.every((part) => typeof part === 'string' || typeof part === 'number');
  return {
    message: typeof message === 'string' ? message : '',
    ...(isPath && { path }),
    ...(isObject(extensions) && { extensions }),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isQuery = ({ definitions }: DocumentNode): boolean =>
  definitions.every((definition) => definition.kind !== 'OperationDefinition' || definition.operation === 'query');

const closedConnection = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

const isClosedConnection = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && closedConnection.has(error.code);
