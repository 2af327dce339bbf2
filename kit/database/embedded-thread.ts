import { Worker } from 'node:worker_threads';
import type { Exchange } from './embedded-stream.ts';

export type WorkerRequest =
  | { readonly kind: 'exchange'; readonly messages: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'dump' }
  | { readonly kind: 'close' };

export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'exchanged'; readonly bytes: Uint8Array }
  | { readonly kind: 'dumped'; readonly dump: Blob }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface EmbeddedThread {
  readonly exchange: Exchange;
  dump(): Promise<Blob>;
  close(): Promise<void>;
}

interface Waiting {
  resolve(answer: WorkerAnswer): void;
  reject(error: unknown): void;
}

/**
 * PGlite's own default is 128 MB, which it touches page by page as it starts. A municipality's hot pages are fewer, and the operating
 * system keeps the rest.
 */
const sharedBuffers = '32MB';

/** Opens PGlite over a folder on a thread of its own; resolves when it answers. Requests are answered in their order. */
export async function openEmbeddedThread(dataDir: string): Promise<EmbeddedThread> {
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), {
    workerData: { dataDir, sharedBuffers },
  });
  const waiting: Waiting[] = [];
  let ended: Error | undefined;
  const next = () =>
    new Promise<WorkerAnswer>((resolve, reject) => {
      if (ended) return reject(ended);
      // The thread keeps the process alive only while somebody waits for it.
      worker.ref();
      waiting.push({ resolve, reject });
    });
  const end = (error: Error) => {
    ended ??= error;
    for (const { reject } of waiting.splice(0)) reject(ended);
  };
  worker.on('message', (answer: WorkerAnswer) => {
    const first = waiting.shift();
    if (waiting.length === 0) worker.unref();
    if (answer.kind === 'failed') first?.reject(answer.error);
    else first?.resolve(answer);
  });
  worker.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => end(new Error('the embedded database has ended')));

  const ask = async <Kind extends WorkerAnswer['kind']>(request: WorkerRequest, kind: Kind) => {
    const answered = next();
    worker.postMessage(request, request.kind === 'exchange' ? [request.messages.buffer] : []);
    const answer = await answered;
    if (answer.kind !== kind) throw new Error(`the embedded database answered ${answer.kind} instead of ${kind}`);
    return answer as Extract<WorkerAnswer, { kind: Kind }>;
  };
  await next();
  return {
    exchange: async (messages) => (await ask({ kind: 'exchange', messages }, 'exchanged')).bytes,
    dump: async () => (await ask({ kind: 'dump' }, 'dumped')).dump,
    async close() {
      const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      await ask({ kind: 'close' }, 'closed');
      worker.ref();
      await exited;
    },
  };
}
