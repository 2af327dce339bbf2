import { sql } from 'kysely';
import { type Visibility, visibleChild } from '#kit/access/visibility.ts';
import type { Database } from '#kit/database/database.ts';
import { ownNumber } from '../store/claimed-numbers.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { type RegisterEventCount, readEventCounts } from './event-counts.ts';

/** How the hub stands with Folkeregisteret, in numbers alone. */
export interface RegisterStatus {
  /** When the feed was read last, and the number of the last event dealt with; null before the first time. */
  readonly readAt: Date | null;
  readonly sequence: number;
  readonly neverLookedUp: number;
  readonly notInRegister: number;
  readonly openCases: number;
  readonly eventTypes: readonly RegisterEventCount[];
}

/** @param visibility Whose cases are counted; all of them, where nobody in particular asks. */
export async function readRegisterStatus(
  database: Database<SchoolAdministrationTables>,
  visibility?: Visibility,
): Promise<RegisterStatus> {
  const visible = visibility ? visibleChild('school_administration', 'c.childId', visibility) : sql<boolean>`true`;
  const { rows } = await sql<Omit<RegisterStatus, 'eventTypes'>>`select
      (select read_at from school_administration.register_pointer where register = 'folkeregisteret') as read_at,
      coalesce((select seq from school_administration.register_pointer where register = 'folkeregisteret'), 0) as sequence,
      (select count(*) from school_administration.person child where child.is_pupil and ${sql.raw(ownNumber('child'))} is not null and not exists (
        select from school_administration.register_look_up done where done.child_id = child.id))::int as never_looked_up,
      (select count(*) from school_administration.register_look_up where not found)::int as not_in_register,
      (select count(*) from school_administration.register_case c where c.state = 'OPEN' and ${visible})::int as open_cases`.execute(
    database,
  );
  const [numbers] = rows;
  const none = { readAt: null, sequence: 0, neverLookedUp: 0, notInRegister: 0, openCases: 0 };
  return { ...(numbers ?? none), eventTypes: await readEventCounts(database) };
}
