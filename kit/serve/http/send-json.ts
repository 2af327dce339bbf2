import type { Outcome } from './try-again.ts';

export interface JsonRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Longest wait for the whole answer, in milliseconds. */
  readonly timeoutMs: number;
}

export interface TextReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Sends one request and takes the answer in, whatever its status. A redirect is not followed: our token would go with it. */
export async function sendJson({
  url,
  body,
  method = body === undefined ? 'GET' : 'POST',
  headers = {},
  timeoutMs,
}: JsonRequest): Promise<Outcome<TextReply>> {
  try {
    const response = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { answer: { status: response.status, headers: response.headers, text: await response.text() } };
  } catch (cause) {
    const timedOut = cause instanceof DOMException && cause.name === 'TimeoutError';
    return { why: timedOut ? `no answer within ${timeoutMs} ms` : 'the connection failed', cause };
  }
}
