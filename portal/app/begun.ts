interface Begun {
  readonly body: RequestInit['body'];
  readonly answer: Promise<Response>;
}
const begun = new Map<string, Begun>();

/** Asks before anybody needs it. */
export function begin(address: string, request: RequestInit): void {
  const answer = fetch(address, request);
  // Whoever takes it is told; nobody need.
  answer.catch(() => undefined);
  begun.set(address, { body: request.body, answer });
}

/** Fetches, or gives what was begun for the very same question: once, for an answer is of the moment and of the one who asked. */
export function fetchBegun(address: RequestInfo | URL, request: RequestInit = {}): Promise<Response> {
  const found = typeof address === 'string' ? begun.get(address) : undefined;
  if (!found || found.body !== request.body) return fetch(address, request);
  begun.delete(String(address));
  return found.answer;
}
