import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { HubError } from '#kit/errors/hub-error.ts';

const askedUntil = new AsyncLocalStorage<AbortSignal>();

/** Does work whose reads the database need not finish when the signal is aborted: nobody waits for the answer then. */
export const withinTime = <Result>(signal: AbortSignal | undefined, work: () => Result): Result =>
  signal ? askedUntil.run(signal, work) : work();

/** Does work that others wait for too: it goes on, whoever began it. */
export const whoeverAsks = <Result>(work: () => Result): Result => askedUntil.exit(work);

/** Breaks off what a server process of the database is at work on; it does nothing to one that has ended its statement. */
export interface Canceller {
  cancel(processId: number): Promise<void>;
  end(): Promise<void>;
}

/** By a connection of its own: those of the pool may all be at work on what is to be broken off. */
export function createCanceller(config: pg.PoolConfig): Canceller {
  const pool = new pg.Pool({ ...config, max: 1 });
  pool.on('error', () => undefined);
  return {
    async cancel(processId) {
      await pool.query('select pg_cancel_backend($1)', [processId]);
    },
    end: () => pool.end(),
  };
}

const startsRead = /^\s*(select|with)\b/i;
const writes = /\b(insert|update|delete|merge)\b/i;
/** What nothing depends on but the answer: a change is let finish, for it is done whole or not at all. */
const isRead = (text: string): boolean => startsRead.test(text) && !writes.test(text);

const brokenOff = (cause?: unknown) =>
  new HubError('UNAVAILABLE', 'The question was broken off: it took too long, or nobody waits for the answer.', {
    cause,
  });
/** SQLSTATE query_canceled. */
const wasCancelled = (error: unknown): boolean => (error as { code?: unknown }).code === '57014';

/**
 * Sends a statement that may be broken off: not at all when nobody waits for it by now (it has queued for a connection), and cancelled
 * at the server when the time runs out under way. It ends only when the cancelling has, so that what the connection is used for next
 * is not met by it. An embedded database has no second connection: there a statement that runs is let finish.
 */
export function sendWithinTime<Result>(
  text: string,
  send: () => Promise<Result>,
  { canceller, processId }: { readonly canceller: Canceller | undefined; readonly processId: number | undefined },
): Promise<Result> {
  const signal = askedUntil.getStore();
  if (!signal || !isRead(text)) return send();
  if (signal.aborted) return Promise.reject(brokenOff());
  if (!canceller || processId === undefined) return send();
  return cancelledBy(signal, send, () => canceller.cancel(processId));
}

async function cancelledBy<Result>(
  signal: AbortSignal,
  send: () => Promise<Result>,
  cancel: () => Promise<void>,
): Promise<Result> {
  let cancelling: Promise<void> | undefined;
  const onAbort = () => {
    cancelling = cancel().catch(() => undefined);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await send();
  } catch (error) {
    throw signal.aborted && wasCancelled(error) ? brokenOff(error) : error;
  } finally {
    signal.removeEventListener('abort', onAbort);
    await cancelling;
  }
}
