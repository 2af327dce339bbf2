import type { IncomingHttpHeaders } from 'node:http';
import type { ExecutionResult } from 'graphql';
import type { ExecutionRequest } from '#gateway/execution/index.ts';

/** An answer of the GraphQL-over-HTTP specification (working draft), which the comments below follow. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

type MediaType = 'application/json' | 'application/graphql-response+json';

const contentType = (type: MediaType): string => `${type}; charset=utf-8`;

/** A request that never became GraphQL: the status says so, whatever the client accepts. */
export function refusal(status: number, message: string, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return {
    status,
    body: JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] }),
    headers: { 'content-type': contentType('application/json'), ...headers },
  };
}

/** Which of the two media types to answer with; `undefined` when the client accepts neither. */
export function negotiate(accept: string | undefined): MediaType | undefined {
  if (!accept) return 'application/json';
  let best: { readonly type: MediaType; readonly quality: number } | undefined;
  for (const range of accept.split(',')) {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const given = parameters.find((parameter) => parameter.startsWith('q='));
    const quality = given ? Number(given.slice(2)) : 1;
    const type = acceptable.get(name);
    if (type && quality > 0 && (!best || quality > best.quality)) best = { type, quality };
  }
  return best?.type;
}

const acceptable: ReadonlyMap<string, MediaType> = new Map([
  ['application/graphql-response+json', 'application/graphql-response+json'],
  ['application/json', 'application/json'],
  ['application/*', 'application/json'],
  ['*/*', 'application/json'],
]);

/** Why the headers of a POST cannot be served, if they cannot. */
export function refuseHeaders(headers: IncomingHttpHeaders): HttpAnswer | undefined {
  const [type, ...parameters] = (headers['content-type'] ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.replace(/"/g, '');
  if (type !== 'application/json') return refusal(415, 'Send the request as application/json.');
  if (charset !== undefined && charset !== 'charset=utf-8') return refusal(415, 'Send the request in UTF-8.');
  if (headers['content-encoding'] !== undefined) return refusal(415, 'Send the request without a content-encoding.');
  return undefined;
}

/** The parameters of a request body, or the refusal that says which of them is wrong. */
export function parseParameters(body: string): ExecutionRequest | HttpAnswer {
  let parameters: unknown;
  try {
    parameters = JSON.parse(body);
  } catch {
    return refusal(400, 'The body is not valid JSON.');
  }
  if (!isObject(parameters)) return refusal(400, 'The body must be a JSON object with a "query".');
  const { query, operationName, variables, extensions } = parameters;
  if (typeof query !== 'string') return refusal(400, '"query" must be a string with a GraphQL document.');
  if (isGiven(operationName) && typeof operationName !== 'string')
    return refusal(400, '"operationName" must be a string or null.');
  if (isGiven(variables) && !isObject(variables)) return refusal(400, '"variables" must be an object or null.');
  if (isGiven(extensions) && !isObject(extensions)) return refusal(400, '"extensions" must be an object or null.');
  return {
    query,
    operationName: typeof operationName === 'string' ? operationName : undefined,
    variables: isObject(variables) ? variables : undefined,
  };
}

/** With application/json every well-formed request is answered 200; with the newer type the status tells whether it was run. */
export function answerOf(result: ExecutionResult, type: MediaType): HttpAnswer {
  return {
    status: statusOf(result, type),
    body: JSON.stringify(result),
    headers: { 'content-type': contentType(type) },
  };
}

function statusOf({ data, errors }: ExecutionResult, type: MediaType): number {
  if (type === 'application/json' || data !== undefined) return 200;
  return errors?.some(({ extensions }) => extensions.code === 'INTERNAL') ? 500 : 400;
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
