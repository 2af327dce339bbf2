import { sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import { type Visibility, visibleChild } from '#kit/access/visibility.ts';
import type { Database } from '#kit/database/database.ts';
import type { ArchiveTables } from './tables.ts';

/** A case document that is not in the archive of record yet although it was tried, and why. */
export interface Unjournalled {
  readonly id: string;
  readonly childId: string;
  /** ISO instant, to the microsecond: also the sort key. */
  readonly since: string;
  readonly attempts: number;
  readonly reason: string;
  readonly givenUp: boolean;
}

/** Of the children that the viewer may know of, oldest first: what could not be journalled, and what waits for the archive of record. */
export async function listUnjournalled(
  db: Database<ArchiveTables>,
  page: Page,
  visibility: Visibility,
): Promise<Unjournalled[]> {
  const [since, id] = page.after ?? [null, null];
  const { rows } = await sql<Unjournalled>`
    select * from (
      select source_key as id, child_id, to_char(occurred_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as since,
        attempts, reason, given_up
      from archive.intake where reason is not null
      union all
      select entry.source_key, waiting.child_id, to_char((entry.body ->> 'createdAt')::timestamptz at time zone 'utc',
        'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), waiting.attempts, waiting.reason, false
      from archive.delivery as waiting join archive.journal_entry as entry on entry.system_id = waiting.entry_id
      where waiting.reason is not null) as unjournalled
    where ${visibleChild('archive', 'unjournalled.childId', visibility)}
      and (${since}::text is null or (since, id) > (${since}::text, ${id}::text))
    order by since, id limit ${page.limit + 1}`.execute(db);
  return rows;
}
