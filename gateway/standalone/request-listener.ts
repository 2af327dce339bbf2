import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FederationExecutor } from '#gateway/execution/index.ts';
import { answerOf, type HttpAnswer, negotiate, parseParameters, refusal, refuseHeaders } from './graphql-over-http.ts';
import { bodyLimit, readBody } from './request-body.ts';

export interface ListenerOptions {
  readonly executor: FederationExecutor;
  /** Whether new requests are welcome; false while stopping. */
  readonly isReady: () => boolean;
  /** Told of what a client sees only as "Internal error". */
  readonly onUnexpectedError: (error: unknown) => void;
}

/** Answers `POST /graphql`, `GET /health/live` and `GET /health/ready`. */
export function createRequestListener({ executor, isReady, onUnexpectedError }: ListenerOptions): RequestListener {
  return (request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (path === '/graphql') {
      answerGraphQL(executor, request, onUnexpectedError)
        .catch((error: unknown) => {
          onUnexpectedError(error);
          return refusal(500, 'Internal error.');
        })
        .then((answer) => send(response, answer), onUnexpectedError);
    } else if (path === '/health/live') send(response, health(true));
    else if (path === '/health/ready') send(response, health(isReady()));
    else send(response, refusal(404, 'Not found: the graph is at /graphql.'));
  };
}

async function answerGraphQL(
  executor: FederationExecutor,
  request: IncomingMessage,
  onUnexpectedError: ListenerOptions['onUnexpectedError'],
): Promise<HttpAnswer> {
  if (request.method !== 'POST') return refusal(405, 'Send a POST request.', { allow: 'POST' });
  const type = negotiate(request.headers.accept);
  if (!type) return refusal(406, 'Accept application/json or application/graphql-response+json.');
  const refused = refuseHeaders(request.headers);
  if (refused) return refused;
  const body = await readBody(request);
  if (body === undefined) return refusal(413, `The body is larger than ${bodyLimit} bytes.`);
  const parameters = parseParameters(body);
  if ('status' in parameters) return parameters;
  const result = await executor.execute(parameters);
  for (const error of result.errors ?? [])
    if (error.extensions.code === 'INTERNAL') onUnexpectedError(error.originalError);
  return answerOf(result, type);
}

const health = (well: boolean): HttpAnswer => ({
  status: well ? 200 : 503,
  body: JSON.stringify({ status: well ? 'pass' : 'fail' }),
  headers: { 'content-type': 'application/health+json' },
});

function send(response: ServerResponse, { status, body, headers }: HttpAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
