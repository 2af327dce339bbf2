import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { SchoolAdministrationTables } from './tables.ts';

/** A child who goes to no unit of ours any more, nor is to. */
export interface Leaver {
  readonly childId: string;
  /** ISO date: the last day at the last unit. */
  readonly leftOn: string;
}

/** Everybody who has left, on an ISO date; a child whose last day is not known is not among them. */
export async function findLeavers(
  database: Database<SchoolAdministrationTables>,
  on: string,
): Promise<readonly Leaver[]> {
  const { rows } =
    await sql<Leaver>`select child_id, max(valid_to)::text as left_on from school_administration.enrolment
    group by child_id having bool_and(valid_to is not null and valid_to < ${on}::date) order by child_id`.execute(
      database,
    );
  return rows;
}
