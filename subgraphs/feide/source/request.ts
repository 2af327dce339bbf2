import { HubError } from '#kit/errors/hub-error.ts';
import { nextLink, retryAfter } from '#kit/serve/http/reply-headers.ts';
import { sendJson, type TextReply } from '#kit/serve/http/send-json.ts';
import { type Outcome, tryAgain } from '#kit/serve/http/try-again.ts';

export interface FeideConnection {
  /** The access token; none where the service asks for none. */
  readonly token: () => Promise<string | undefined>;
  /** Longest wait for one answer, in milliseconds. */
  readonly timeoutMs?: number;
  readonly attempts?: number;
  /** Waits; a test passes its own. */
  readonly wait?: (ms: number) => Promise<void>;
  /** For Retry-After given as a date. */
  readonly now?: () => Date;
}

export interface FeideReply {
  readonly body: unknown;
  /** Where the next page is (Link: rel="next"). */
  readonly next: string | undefined;
}

/** One request, tried again on 429, 5xx, time-outs and broken connections; undefined when there is no such thing (404). */
export async function requestFeide(
  connection: FeideConnection,
  url: string,
  body?: unknown,
): Promise<FeideReply | undefined> {
  const { attempts = 5, wait } = connection;
  const outcome = await tryAgain(() => tryOnce(connection, url, body), {
    attempts,
    firstWaitMs: 250,
    longestWaitMs: 120_000,
    wait,
  });
  if ('answer' in outcome) return outcome.answer;
  throw new HubError('UNAVAILABLE', `Feide did not answer as it should after ${attempts} attempts: ${outcome.why}`, {
    details: { service: 'feide', attempts },
    cause: outcome.cause,
  });
}

async function tryOnce(
  connection: FeideConnection,
  url: string,
  body: unknown,
): Promise<Outcome<FeideReply | undefined>> {
  const { token, timeoutMs = 15_000 } = connection;
  const bearer = await token();
  const headers: Record<string, string> = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
  const sent = await sendJson({ url, headers, body, timeoutMs });
  return 'answer' in sent ? readReply(connection, sent.answer, url) : sent;
}

function readReply(
  connection: FeideConnection,
  { status, headers, text }: TextReply,
  url: string,
): Outcome<FeideReply | undefined> {
  if (status === 404) return { answer: undefined };
  if (status === 429 || status >= 500)
    return {
      why: status === 429 ? 'too many requests (429)' : `an error of its own (${status})`,
      waitMs: retryAfter(headers.get('retry-after'), connection.now?.() ?? new Date()),
    };
  if (status === 401 || status === 403)
    throw new HubError(
      'CONFIG',
      `Feide refused our token (${status}): check the client and the API access it was given`,
      {
        details: { service: 'feide', status },
      },
    );
  if (status < 200 || status >= 300)
    throw new HubError('INTERNAL', `Feide did not accept the request (${status})`, {
      details: { service: 'feide', status },
    });
  try {
    const next = nextPage(headers.get('link'), url);
    return { answer: { body: text === '' ? undefined : JSON.parse(text), next } };
  } catch (cause) {
    if (cause instanceof HubError) throw cause;
    return { why: 'an answer that is not JSON', cause };
  }
}

/** The address of the next page; our token goes to the same host only. */
function nextPage(link: string | null, url: string): string | undefined {
  const target = nextLink(link);
  if (target === undefined) return undefined;
  const next = new URL(target, url);
  if (next.origin !== new URL(url).origin)
    throw new HubError('UNKNOWN_FORMAT', "Feide's next page is on another host: it is not followed", {
      details: { service: 'feide' },
    });
  return next.href;
}
