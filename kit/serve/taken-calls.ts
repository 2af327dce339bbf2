import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { SchemaMigrations } from '#kit/database/migrate.ts';

/** Takes a call once: false when it was taken before, by whichever process of the subgraph. `expires` in seconds since 1970. */
export type TakeCall = (id: string, expires: number) => boolean | Promise<boolean>;

export interface CallTables {
  'calls.taken': { id: string; expiresAt: Date };
}

/** Unlogged: what is lost with a crash of PostgreSQL could be made again for half a minute, if the call was one that it saw. */
export const callMigrations: SchemaMigrations = {
  schema: 'calls',
  migrations: [
    {
      name: '001-taken',
      sql: `
create unlogged table calls.taken (id uuid primary key, expires_at timestamptz not null);
create index taken_expires on calls.taken (expires_at);`,
    },
  ],
};

const pruneEveryMs = 60_000;

/** Remembers which calls this process has taken, for as long as each could be made again. */
export function takeInMemory(now: () => Date): TakeCall {
  const taken = new Map<string, number>();
  return (id, expires) => {
    const seconds = now().getTime() / 1_000;
    // They are in the order they came in, nearly that in which they run out.
    for (const [old, until] of taken) {
      if (until > seconds) break;
      taken.delete(old);
    }
    if (taken.has(id)) return false;
    taken.set(id, expires);
    return true;
  };
}

/** The same for all processes of a subgraph: the database says who was first. One statement a call. */
export function takeInDatabase(database: Database<CallTables>, now: () => Date): TakeCall {
  const isFirstHere = takeInMemory(now);
  let prunedAt = 0;
  return async (id, expires) => {
    if (!isFirstHere(id, expires)) return false;
    const at = now().getTime();
    const prunes = at - prunedAt >= pruneEveryMs;
    if (prunes) prunedAt = at;
    const { rows } = await sql`with gone as (
        delete from calls.taken where ${prunes} and expires_at < ${new Date(at - pruneEveryMs).toISOString()}::timestamptz)
      insert into calls.taken (id, expires_at) values (${id}::uuid, ${new Date(expires * 1_000).toISOString()}::timestamptz)
      on conflict do nothing returning id`.execute(database);
    return rows.length === 1;
  };
}
