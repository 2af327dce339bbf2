import type { PostgresQueryResult } from 'kysely';
import type pg from 'pg';

const begin = 'begin';
const commit = 'commit';
const rollBack = 'rollback';

/** Put before a statement of a transaction whose rows nobody asks for: it is committed in the same write when it is the last. */
export const notWaitedFor = '/* not waited for */ ';

type Send = <R>(text: string, values: readonly unknown[]) => Promise<PostgresQueryResult<R>>;

/**
 * A change's journeys to the database are most of what it costs. Its `begin` is sent with its first statement, and a statement that is
 * not waited for with the `commit`, where nothing comes between. What fails is told by whoever comes next, the commit at the latest:
 * PostgreSQL has then rolled back. The connection is pipelined for this alone; all other statements wait for each other.
 */
export function travelTogether(client: pg.PoolClient, send: Send): Send {
  let underWay: Promise<unknown> | undefined;
  let inTransaction = false;
  const nothing = <R>(): PostgresQueryResult<R> => ({ command: 'SELECT', rowCount: 0, rows: [] });
  const sendWithNext = (text: string, values: readonly unknown[]): Promise<unknown> => {
    const { stream } = client.connection;
    stream.cork();
    const sent = send(text, values);
    // Told by the next one; until then it is nobody's unhandled rejection.
    sent.catch(() => undefined);
    // After what is ready to run has run, the next statement among it.
    process.nextTick(() => stream.uncork());
    return sent;
  };
  const sendAfter = async <R>(
    before: Promise<unknown>,
    text: string,
    values: readonly unknown[],
  ): Promise<PostgresQueryResult<R>> => {
    if (text === commit) {
      inTransaction = false;
      const committed = send<R>(text, values);
      committed.catch(() => undefined);
      await before;
      return committed;
    }
    if (text === rollBack) await before.catch(() => undefined);
    else await before;
    return next(text, values);
  };
  const next: Send = <R>(text: string, values: readonly unknown[]) => {
    if (text === begin) {
      inTransaction = true;
      // Only a lost connection can make it fail, and the first statement tells of that.
      void sendWithNext(text, values);
      return Promise.resolve(nothing<R>());
    }
    if (underWay) {
      const before = underWay;
      underWay = undefined;
      return sendAfter<R>(before, text, values);
    }
    if (text === commit || text === rollBack) inTransaction = false;
    if (!inTransaction || !text.startsWith(notWaitedFor)) return send<R>(text, values);
    underWay = sendWithNext(text, values);
    return Promise.resolve(nothing<R>());
  };
  return next;
}
