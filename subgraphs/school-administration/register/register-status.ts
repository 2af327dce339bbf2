import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
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

export async function readRegisterStatus(database: Database<SchoolAdministrationTables>): Promise<RegisterStatus> {
  const { rows } = await sql<Omit<RegisterStatus, 'eventTypes'>>`select
      (select read_at from school_administration.register_pointer where register = 'folkeregisteret') as read_at,
      coalesce((select seq from school_administration.register_pointer where register = 'folkeregisteret'), 0) as sequence,
      (select count(*) from school_administration.person child where child.is_pupil and child.national_id is not null and not exists (
        select from school_administration.register_look_up done where done.child_id = child.id))::int as never_looked_up,
      (select count(*) from school_administration.register_look_up where not found)::int as not_in_register,
      (select count(*) from school_administration.register_case where state = 'OPEN')::int as open_cases`.execute(
    database,
  );
  const [numbers] = rows;
  const none = { readAt: null, sequence: 0, neverLookedUp: 0, notInRegister: 0, openCases: 0 };
  return { ...(numbers ?? none), eventTypes: await readEventCounts(database) };
}
