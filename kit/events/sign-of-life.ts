import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { Log } from '#kit/log/log.ts';
import type { EventTables } from './tables.ts';
import { startWorker, type Worker } from './worker.ts';

/** The engines of a hub, as its processes say. */
export interface Engines {
  readonly database: 'postgres' | 'embedded';
  readonly log: 'kafka' | 'embedded';
}

/** How a subgraph is. All ages are by the database's clock. */
export interface SubgraphHealth {
  readonly name: string;
  /** A process that has it has said so within a minute. */
  readonly alive: boolean;
  readonly aliveAt: Date;
  readonly startedAt: Date;
  readonly deadLetters: number;
}

export interface EventHealth extends Engines {
  readonly subgraphs: readonly SubgraphHealth[];
  /** Events that are not on the log yet, and since when the oldest of them waits. */
  readonly unsent: number;
  readonly unsentSince: Date | null;
}

const everyMs = 15_000;
const silenceSeconds = 60;

/** Says in the database, now and then, that this process has these subgraphs. */
export function startSignsOfLife(
  database: Database<EventTables>,
  subgraphs: readonly string[],
  engines: Engines,
  log: Log,
): Worker {
  let first = true;
  return startWorker({
    name: 'signs of life',
    everyMs,
    log,
    async run() {
      await sql`insert into events.sign_of_life (subgraph, started_at, alive_at, database, log)
        select name, clock_timestamp(), clock_timestamp(), ${engines.database}, ${engines.log} from unnest(${subgraphs}::text[]) as name
        on conflict (subgraph) do update set alive_at = excluded.alive_at, database = excluded.database, log = excluded.log,
          started_at = case when ${first} then excluded.started_at else events.sign_of_life.started_at end`.execute(
        database,
      );
      first = false;
      return false;
    },
  });
}

/** How the parts of a hub are that deal with events, in numbers alone. */
export async function readEventHealth<Tables>(database: Database<Tables>): Promise<EventHealth> {
  const { rows: subgraphs } = await sql<
    SubgraphHealth & Engines
  >`select subgraph as name, alive_at, started_at, database, log,
      alive_at > clock_timestamp() - make_interval(secs => ${silenceSeconds}) as alive,
      (select count(*) from events.dead_letter dead where dead.consumer = sign_of_life.subgraph
        and replayed_at is null and set_aside_at is null)::int as dead_letters
    from events.sign_of_life order by subgraph`.execute(database);
  const { rows: outbox } = await sql<{ unsent: number; since: string | null }>`select count(*)::int as unsent,
      min(envelope ->> 'time') as since from events.outbox where sent_at is null`.execute(database);
  const [first] = subgraphs;
  const { unsent = 0, since = null } = outbox[0] ?? {};
  return {
    database: first?.database ?? 'embedded',
    log: first?.log ?? 'embedded',
    subgraphs: subgraphs.map(({ name, alive, aliveAt, startedAt, deadLetters }) => ({
      name,
      alive,
      aliveAt,
      startedAt,
      deadLetters,
    })),
    unsent,
    unsentSince: since === null ? null : new Date(since),
  };
}
