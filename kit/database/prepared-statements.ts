import { createHash } from 'node:crypto';
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import { asUnavailable } from './unavailable.ts';

export type StatementObserver = (text: string) => void;

/** Distinct statements kept prepared on a connection; the texts are few because lists travel as arrays. */
const mostNamed = 1_000;

/**
 * A pool whose statements are prepared by name: the same text is parsed and planned once per connection. On PGlite, where
 * parsing is most of a small statement's cost, this is about three times as fast.
 */
export function nameStatements(pool: pg.Pool, observers: ReadonlySet<StatementObserver>): PostgresPool {
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known || names.size >= mostNamed) return known;
    const name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    names.set(text, name);
    return name;
  };
  const wrap = (client: pg.PoolClient): PostgresPoolClient => {
    function query<R>(text: string, values: ReadonlyArray<unknown>): Promise<PostgresQueryResult<R>>;
    function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
    function query(text: unknown, values?: ReadonlyArray<unknown>): unknown {
      if (typeof text !== 'string') return client.query(text as pg.Submittable);
      for (const observer of observers) observer(text);
      if (text === begin) return beginWithNext(client);
      const name = values && values.length > 0 ? nameOf(text) : undefined;
      return client.query({ ...(name ? { name } : {}), text, values: [...(values ?? [])] }).catch(tellUnavailable);
    }
    return { query, release: () => client.release() };
  };
  return {
    connect: async () => wrap(await pool.connect().catch(tellUnavailable)),
    end: () => pool.end(),
  } as PostgresPool;
}

const begin = 'begin';

/**
 * Begins a transaction without waiting for it: its first statement is sent in the same write, and a change is a journey to the database
 * less. It can fail only with the connection, which that statement then tells. The connection is pipelined for this alone: the
 * statements of a transaction wait for each other.
 */
function beginWithNext<R>(client: pg.PoolClient): Promise<PostgresQueryResult<R>> {
  const { stream } = client.connection;
  stream.cork();
  client.query(begin).catch(() => undefined);
  // After what is ready to run has run, the first statement among it.
  process.nextTick(() => stream.uncork());
  return Promise.resolve({ command: 'SELECT', rowCount: 0, rows: [] });
}

const tellUnavailable = (error: unknown): never => {
  throw asUnavailable(error);
};
