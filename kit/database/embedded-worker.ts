// PGlite over a folder, on a thread of its own: it computes while the hub's thread answers, and two open side by side.
import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerAnswer, WorkerRequest } from './embedded-thread.ts';
import { exchangeMessages } from './exchange-messages.ts';

enableCompileCache();
const { PGlite } = await import('@electric-sql/pglite');
const { dataDir, sharedBuffers } = workerData as { dataDir: string; sharedBuffers: string };
const port = parentPort;
if (!port) throw new Error('a thread of its own is needed');
const pglite = await PGlite.create({
  dataDir,
  startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${sharedBuffers}`],
});
const answer = (message: WorkerAnswer, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

const handle = async (request: WorkerRequest): Promise<void> => {
  try {
    if (request.kind === 'exchange') {
      const bytes = await exchangeMessages(pglite, request.messages);
      answer({ kind: 'exchanged', bytes }, [bytes.buffer]);
    } else if (request.kind === 'dump') {
      answer({ kind: 'dumped', dump: await pglite.dumpDataDir('none') });
    } else {
      await pglite.close();
      answer({ kind: 'closed' });
      port.close();
    }
  } catch (error) {
    answer({ kind: 'failed', error });
  }
};
let last = Promise.resolve();
port.on('message', (request: WorkerRequest) => {
  last = last.then(() => handle(request));
});
answer({ kind: 'ready' });
