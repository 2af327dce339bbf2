import { sql } from 'kysely';
import type { ExemptLookUp } from '#contracts/ports.ts';
import type { Database } from '#kit/database/database.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';

/** Whose look-ups of children a leader keeps from the family on a day: one statement, whether there are any or none. */
export async function readExemptLookUps(
  database: Database<SchoolAdministrationTables>,
  childIds: readonly string[],
  on: string,
): Promise<readonly ExemptLookUp[]> {
  const { rows } =
    await sql<ExemptLookUp>`select opening.child_id, opening.person_id, opening.valid_from::text as "from",
      opening.valid_to::text as "to"
    from school_administration.record_opening opening
    where opening.child_id = any(${[...childIds]}::uuid[]) and opening.exempt_to >= ${on}::date
    order by opening.opened_at, opening.id`.execute(database);
  return rows;
}
