import type { IncomingMessage } from 'node:http';

/** Larger bodies are refused: a question of this size is none. In bytes. */
export const bodyLimit = 100 * 1024;

/** The body as text, or `undefined` when it is larger than the limit. */
export function readBody(request: IncomingMessage, limit = bodyLimit): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      // The rest is read and dropped: a connection closed in the middle would lose the client our answer.
      if (size > limit) resolve(undefined);
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString()));
    request.on('error', reject);
  });
}
