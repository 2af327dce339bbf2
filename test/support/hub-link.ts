import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The line over which one hub reaches another: it can be held, as a slow network would hold it. */
export interface HubLink {
  readonly url: string;
  /** From now on nothing gets through; what comes meanwhile waits. */
  hold(): void;
  release(): void;
  /** How many requests wait on the line. */
  readonly waiting: number;
  /** The bodies that have been put on the line, as an eavesdropper would have them. */
  readonly seen: readonly string[];
  /** Forgets them: who sends thousands keeps the memory of none. */
  forget(): void;
  close(): Promise<void>;
}

export async function startHubLink(target: string): Promise<HubLink> {
  const waiting = new Set<() => void>();
  const seen: string[] = [];
  let held = false;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      seen.push(body.toString('utf8'));
      const forward = async () => {
        const { method = 'POST', url = '/', headers } = request;
        const type = headers['content-type'] ?? 'application/octet-stream';
        const answer = await fetch(new URL(url, target), { method, headers: { 'content-type': type }, body });
        response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
        response.end(await answer.text());
      };
      const go = () => void forward().catch(() => response.destroy());
      if (held) waiting.add(go);
      else go();
      response.on('close', () => waiting.delete(go));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold: () => {
      held = true;
    },
    release() {
      held = false;
      for (const go of [...waiting]) go();
      waiting.clear();
    },
    get waiting() {
      return waiting.size;
    },
    seen,
    forget: () => void seen.splice(0),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
