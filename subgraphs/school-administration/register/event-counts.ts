import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import { isLookedUp } from '../domain/register-events.ts';
import type { RegisterEvent } from '../source/folkeregisteret/index.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';

/** What became of the events of one type since the feed was first read. */
export interface RegisterEventCount {
  /** Folkeregisteret's own `hendelsetype`. */
  readonly type: string;
  /** About somebody here, and looked up. */
  readonly handled: number;
  /** About somebody here, of a type that the hub has no purpose for. */
  readonly ignored: number;
  /** About nobody here: the feed is of the whole country. */
  readonly ofNobody: number;
  readonly lastReadAt: Date;
}

/** Counted with the pointer in one transaction: an event that is read again after a crash counts once. */
export async function countEvents(
  tx: DatabaseTransaction<SchoolAdministrationTables>,
  events: readonly RegisterEvent[],
  isKnown: (nationalId: string) => boolean,
  now: Date,
): Promise<void> {
  const counts = [...Map.groupBy(events, ({ type }) => type)].map(([type, ofType]) => {
    const known = ofType.filter(({ nationalId }) => isKnown(nationalId)).length;
    const [handled, ignored] = isLookedUp(type) ? [known, 0] : [0, known];
    return { type, handled, ignored, of_nobody: ofType.length - known };
  });
  await sql`insert into school_administration.register_event_count as c (type, handled, ignored, of_nobody, last_read_at)
    select w.*, ${now.toISOString()}::timestamptz from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb)
      as w(type text, handled bigint, ignored bigint, of_nobody bigint)
    on conflict (type) do update set handled = c.handled + excluded.handled, ignored = c.ignored + excluded.ignored,
      of_nobody = c.of_nobody + excluded.of_nobody, last_read_at = excluded.last_read_at`.execute(tx);
}

export async function readEventCounts(
  database: Database<SchoolAdministrationTables>,
): Promise<readonly RegisterEventCount[]> {
  const { rows } = await sql<RegisterEventCount>`select type, handled, ignored, of_nobody, last_read_at
    from school_administration.register_event_count order by type`.execute(database);
  return rows;
}
