import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { SchoolAdministrationTables } from './tables.ts';

/** Where children live and have lived: what is graded is not held, so that it cannot be disclosed (folkeregisterloven § 10-4). */
export async function forgetPlaces(
  tx: DatabaseTransaction<SchoolAdministrationTables>,
  childIds: readonly string[],
): Promise<void> {
  const ids = sql`any(${[...childIds]}::uuid[])`;
  await sql`update school_administration.person set address = null, postal_address = null
    where id = ${ids} and (address is not null or postal_address is not null)`.execute(tx);
  await sql`delete from school_administration.residence where child_id = ${ids}`.execute(tx);
}
