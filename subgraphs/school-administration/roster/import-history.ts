/** The history of imports, which is also the lock: one import of a source at a time. */
import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { RosterHeader } from '../source/roster-records.ts';
import { clearStaging } from './clear-staging.ts';
import type { RosterTables } from './tables.ts';

/** An import gives a sign of life with every batch; one that has been silent for so long is taken to be dead. */
const silenceSeconds = 60;

export interface StartedImport {
  readonly id: string;
  /** No import from this source has ended well before: nobody it names has "arrived". */
  readonly isFirst: boolean;
}

export async function startImport<Tables extends RosterTables>(
  database: Database<Tables>,
  header: Pick<RosterHeader, 'source' | 'createdAt'> & { readonly format: string },
  options: { readonly id: string; readonly now: Date },
): Promise<StartedImport> {
  return database.transaction().execute(async (tx) => {
    await sql`update school_administration.roster_import set state = 'FAILED', ended_at = ${options.now.toISOString()},
      reason = 'it was interrupted' where state = 'RUNNING' and source = ${header.source}
      and alive_at < clock_timestamp() - make_interval(secs => ${silenceSeconds})`.execute(tx);
    await clearStaging(tx);
    const { rows } = await sql<{ id: string }>`insert into school_administration.roster_import
      (id, source, format, state, file_made_at, started_at)
      values (${options.id}, ${header.source}, ${header.format}, 'RUNNING', ${header.createdAt ?? null}, ${options.now.toISOString()})
      on conflict (source) where state = 'RUNNING' do nothing returning id`.execute(tx);
    if (rows.length === 0)
      throw new HubError(
        'CONFLICT',
        `Another import from "${header.source}" is running. Nothing was imported: wait until it has ended and try again.`,
        { details: { source: header.source } },
      );
    const { rows: before } = await sql`select from school_administration.roster_import
      where source = ${header.source} and state = 'DONE' limit 1`.execute(tx);
    return { id: options.id, isFirst: before.length === 0 };
  });
}

/** A sign of life, and the check that nobody has taken this import for dead. */
export async function keepAlive<Tables>(tx: DatabaseTransaction<Tables>, importId: string): Promise<void> {
  const { rows } = await sql`update school_administration.roster_import set alive_at = clock_timestamp()
    where id = ${importId} and state = 'RUNNING' returning id`.execute(tx);
  if (rows.length === 0)
    throw new HubError(
      'CONFLICT',
      'This import was silent for so long that another one took its place. Nothing was imported.',
    );
}

export async function finishImport<Tables>(
  tx: DatabaseTransaction<Tables>,
  importId: string,
  result: {
    readonly counts: unknown;
    readonly format: string;
    readonly fileHash: string;
    readonly now: Date;
    /** What the next import of the same file needs, where that may be said again without comparing. */
    readonly settled?: object | undefined;
  },
): Promise<void> {
  await sql`update school_administration.roster_import set state = 'DONE', counts = ${JSON.stringify(result.counts)}::jsonb,
    format = ${result.format}, file_hash = ${result.fileHash},
    settled = ${result.settled ? JSON.stringify(result.settled) : null}::jsonb, ended_at = ${result.now.toISOString()} where id = ${importId}`.execute(
    tx,
  );
}

/** Keeps why an import failed, for the history; a dry run leaves no trace at all. */
export async function failImport<Tables extends RosterTables>(
  database: Database<Tables>,
  importId: string,
  options: { readonly reason: string; readonly now: Date; readonly forget: boolean },
): Promise<void> {
  await database.transaction().execute(async (tx) => {
    if (options.forget) await sql`delete from school_administration.roster_import where id = ${importId}`.execute(tx);
    else
      await sql`update school_administration.roster_import set state = 'FAILED', reason = ${options.reason},
        ended_at = ${options.now.toISOString()} where id = ${importId} and state = 'RUNNING'`.execute(tx);
    await clearStaging(tx, importId);
  });
}

/** For a hub that starts and is alone with its database: what a crash has left running runs no more. */
export async function endInterruptedImports<Tables extends RosterTables>(
  database: Database<Tables>,
  now: Date,
): Promise<void> {
  await sql`update school_administration.roster_import set state = 'FAILED', reason = 'it was interrupted',
    ended_at = ${now.toISOString()} where state = 'RUNNING'`.execute(database);
}
