import { setTimeout as sleep } from 'node:timers/promises';
import { HubError } from '#kit/errors/hub-error.ts';
import { nextLink, retryAfter } from '#kit/serve/http/reply-headers.ts';
import { type Outcome, tryAgain } from '#kit/serve/http/try-again.ts';

export interface FetchJsonSettings {
  /** How long one answer may take, headers and body, before it is given up. */
  readonly timeoutMs?: number;
  /** How often a call that failed in passing (429, 5xx, no answer) is tried again. */
  readonly retries?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Waits between tries; tests pass their own. */
  readonly wait?: (ms: number) => Promise<unknown>;
}

export interface JsonAnswer {
  readonly json: unknown;
  /** The next page (`Link: <…>; rel="next"`), where there is one. */
  readonly next: string | undefined;
}

const largestAnswer = 50 * 1024 * 1024;

/** Gets JSON over HTTP. Failures in passing are tried again with growing waits, or after `Retry-After`; others are UNAVAILABLE. */
export async function fetchJson(url: URL, settings: FetchJsonSettings = {}): Promise<JsonAnswer> {
  const { retries = 3, wait = (ms) => sleep(ms, undefined, { signal: settings.signal }) } = settings;
  const outcome = await tryAgain(() => tryOnce(url, settings), {
    attempts: retries + 1,
    firstWaitMs: 250,
    longestWaitMs: 60_000,
    wait,
  });
  if ('answer' in outcome) return outcome.answer;
  throw unavailable(url, outcome.why);
}

const unavailable = (url: URL, problem: string) =>
  new HubError('UNAVAILABLE', `Grep did not answer ${url.pathname}: ${problem}.`);

async function tryOnce(
  url: URL,
  { timeoutMs = 30_000, headers = {}, signal }: FetchJsonSettings,
): Promise<Outcome<JsonAnswer>> {
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      headers: { accept: 'application/json', ...headers },
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      // A key in the headers must not follow to another host.
      redirect: 'manual',
    });
    if (!response.ok) {
      await response.body?.cancel();
      return failed(url, response);
    }
    const text = await readLimited(response);
    if (text === undefined) throw unavailable(url, 'the answer is larger than 50 MB');
    return { answer: { json: JSON.parse(text), next: nextLink(response.headers.get('link')) } };
  } catch (error) {
    if (error instanceof HubError) throw error;
    signal?.throwIfAborted();
    if (error instanceof SyntaxError) throw unavailable(url, 'the answer is not JSON');
    return { why: deadline.aborted ? `no answer within ${timeoutMs} ms` : 'no connection', cause: error };
  }
}

function failed(url: URL, { status, headers }: Response): Outcome<JsonAnswer> {
  if (status >= 300 && status < 400) throw unavailable(url, 'it has moved; change the address in the settings');
  if (status !== 429 && status < 500) throw unavailable(url, `status ${status}`);
  return { why: `status ${status}`, waitMs: retryAfter(headers.get('retry-after'), new Date()) };
}

async function readLimited(response: Response): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > largestAnswer) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
