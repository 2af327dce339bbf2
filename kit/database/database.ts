import { CamelCasePlugin, Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { HubError } from '#kit/errors/hub-error.ts';
import { type Embedded, openEmbedded } from './embedded.ts';
import { nameStatements, type StatementObserver } from './prepared-statements.ts';
import { createCanceller } from './within-time.ts';

/** Tables are keyed `schema.table`; a subgraph names its own and the kit's, and no other's. */
export type Database<Tables> = Kysely<Tables>;
export type DatabaseTransaction<Tables> = Transaction<Tables>;

/** One controller's database: PostgreSQL by URL, or PGlite in a folder, or PGlite in memory. */
export type DatabaseSettings =
  | { readonly kind: 'postgres'; readonly url: string; readonly poolSize?: number; readonly name?: string }
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'memory'; readonly dump?: Blob };

export interface HubDatabase {
  readonly kysely: Kysely<unknown>;
  /** The same database, typed with the tables that the caller owns. */
  as<Tables>(): Database<Tables>;
  /** Calls back for every statement sent; returns how to stop. For benchmarks and tests that count statements. */
  observe(observer: StatementObserver): () => void;
  /** The whole database as one blob (embedded only): tests migrate once and load copies. */
  dump(): Promise<Blob>;
  close(): Promise<void>;
}

// Dates stay text: a date without a zone must not become an instant. Numbers of int8 fit in 53 bits here.
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.DATE, (text) => text);
types.setTypeParser(pg.types.builtins.INT8, Number);
const elements = (text: string) =>
  text === '{}'
    ? []
    : text
        .slice(1, -1)
        .split(',')
        .map((part) => (part === 'NULL' ? null : part));
types.setTypeParser(1182, (text: string) => elements(text)); // date[]
types.setTypeParser(1016, (text: string) => elements(text).map(Number)); // int8[]

/** `opening`: an embedded database of these settings that the caller began to open before, while it did other things. */
export async function openDatabase(settings: DatabaseSettings, opening?: Promise<Embedded>): Promise<HubDatabase> {
  const observers = new Set<StatementObserver>();
  const embedded = settings.kind === 'postgres' ? undefined : await (opening ?? openEmbedded(settings));
  const pool = embedded
    ? new pg.Pool({
        ...embedded.poolConfig,
        types,
        pipeline: true,
        idleTimeoutMillis: 0,
        connectionTimeoutMillis: 120_000,
      })
    : new pg.Pool({ ...postgresConfig(settings), types, pipeline: true });
  pool.on('error', () => undefined); // an idle connection that drops is replaced; the next query tells if it cannot be
  // One that drops in the middle of a transaction: its next statement tells. Without this the process would end.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  const canceller = embedded ? undefined : createCanceller(postgresConfig(settings));
  const kysely = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: nameStatements(pool, observers, canceller) }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  return {
    kysely,
    as: <Tables>() => kysely as unknown as Database<Tables>,
    observe(observer) {
      observers.add(observer);
      return () => observers.delete(observer);
    },
    async dump() {
      if (!embedded) throw new HubError('BAD_INPUT', 'only an embedded database can be dumped as one blob');
      return embedded.dump();
    },
    async close() {
      await kysely.destroy();
      await canceller?.end();
      await embedded?.close();
    },
  };
}

/** How a hub's connections are named, so that a restore sees that one runs. */
export const applicationName = 'oppvekst-hub';

function postgresConfig(settings: DatabaseSettings): pg.PoolConfig {
  if (settings.kind !== 'postgres') throw new HubError('INTERNAL', 'not a PostgreSQL database');
  return {
    connectionString: settings.url,
    max: settings.poolSize ?? 10,
    connectionTimeoutMillis: 10_000,
    application_name: settings.name ?? applicationName,
  };
}

/** True when the database answers. */
export async function databaseAnswers(database: HubDatabase): Promise<boolean> {
  try {
    await sql`select 1`.execute(database.kysely);
    return true;
  } catch {
    return false;
  }
}
