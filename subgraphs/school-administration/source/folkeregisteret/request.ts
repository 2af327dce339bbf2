import { HubError } from '#kit/errors/hub-error.ts';
import { sendJson, type TextReply } from '#kit/serve/http/send-json.ts';
import { type Outcome, tryAgain } from '#kit/serve/http/try-again.ts';

export interface FolkeregisteretConnection {
  /** Up to and including the rights package: `https://…/folkeregisteret/offentlig-med-hjemmel/api`. */
  readonly baseUrl: string;
  /** A Maskinporten token with the scope `folkeregister:deling/offentligmedhjemmel`. */
  readonly token: () => Promise<string>;
  /** Longest wait for one answer, in milliseconds. */
  readonly timeoutMs?: number;
  /** How many times a request is tried before the service counts as unavailable. */
  readonly attempts?: number;
  /** Waits; a test passes its own. */
  readonly wait?: (ms: number) => Promise<void>;
}

export interface FolkeregisteretRequest {
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  readonly etag?: string | undefined;
}

export interface FolkeregisteretReply {
  readonly status: 200 | 304 | 404;
  readonly body: unknown;
  readonly etag?: string;
}

/**
 * One request to Folkeregisteret, tried again on 429, 5xx, time-outs and broken connections. 200, 304 and 404 are answers; all
 * else is an error. Messages hold no path and no body: both may hold a national id.
 */
export async function requestFolkeregisteret(
  connection: FolkeregisteretConnection,
  request: FolkeregisteretRequest,
): Promise<FolkeregisteretReply> {
  const { attempts = 5, wait } = connection;
  const outcome = await tryAgain(() => tryOnce(connection, request), {
    attempts,
    firstWaitMs: 200,
    longestWaitMs: 60_000,
    wait,
  });
  if ('answer' in outcome) return outcome.answer;
  throw new HubError(
    'UNAVAILABLE',
    `Folkeregisteret did not answer as it should after ${attempts} attempts: ${outcome.why}`,
    {
      details: { service: 'folkeregisteret', attempts },
      cause: outcome.cause,
    },
  );
}

async function tryOnce(
  { baseUrl, token, timeoutMs = 10_000 }: FolkeregisteretConnection,
  { path, method = 'GET', body, etag }: FolkeregisteretRequest,
): Promise<Outcome<FolkeregisteretReply>> {
  const headers: Record<string, string> = { authorization: `Bearer ${await token()}` };
  if (etag !== undefined) headers['if-none-match'] = etag;
  const sent = await sendJson({ url: `${baseUrl}${path}`, method, headers, body, timeoutMs });
  return 'answer' in sent ? readReply(sent.answer) : sent;
}

function readReply({ status, headers, text }: TextReply): Outcome<FolkeregisteretReply> {
  const etag = headers.get('etag') ?? undefined;
  if (status === 304) return { answer: { status, body: undefined, ...(etag === undefined ? {} : { etag }) } };
  if (status === 429) {
    // Folkeregisteret writes Retry-After in milliseconds, unlike HTTP's own seconds.
    const asked = Number(headers.get('retry-after') ?? Number.NaN);
    return { why: 'too many requests (429)', ...(Number.isFinite(asked) && asked >= 0 ? { waitMs: asked } : {}) };
  }
  if (status >= 500) return { why: `an error of its own (${status})` };
  if (status === 401 || status === 403)
    throw new HubError(
      'CONFIG',
      `Folkeregisteret refused our token (${status}): check the Maskinporten client and its scope`,
      {
        details: { service: 'folkeregisteret', status },
      },
    );
  if (status !== 200 && status !== 404)
    throw new HubError('INTERNAL', `Folkeregisteret did not accept the request (${status})`, {
      details: { service: 'folkeregisteret', status },
    });
  if (status === 404) return { answer: { status, body: undefined } };
  try {
    return { answer: { status, body: JSON.parse(text), ...(etag === undefined ? {} : { etag }) } };
  } catch (cause) {
    // A cut connection looks like this: worth another try.
    return { why: 'an answer that is not JSON', cause };
  }
}
