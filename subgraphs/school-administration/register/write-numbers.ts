import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { RegisteredPerson } from '../source/folkeregisteret/index.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';

interface LookedUp {
  readonly childId: string;
  readonly document: RegisteredPerson;
}

/**
 * A child who has got another number (D-number → national id, a corrected one) keeps its pseudonymous id and all that hangs on it. Gives
 * the children whose new number somebody else here has: whether the two are one is for a person to say, never for a program.
 */
export async function writeNumbers(
  tx: DatabaseTransaction<SchoolAdministrationTables>,
  found: readonly LookedUp[],
): Promise<ReadonlySet<string>> {
  const changed = found.map(({ childId, document }) => ({
    child_id: childId,
    national_id: document.nationalId,
    former: document.formerNationalIds,
  }));
  const wanted = sql`jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as w(child_id uuid, national_id text, former text[])`;
  const { rows } = await sql<{ childId: string }>`select w.child_id from ${wanted}
    join school_administration.person other on other.national_id = w.national_id and other.id <> w.child_id
    group by w.child_id`.execute(tx);
  const taken = rows.map(({ childId }) => childId);
  await sql`update school_administration.person child set national_id = w.national_id from ${wanted}
    where child.id = w.child_id and child.national_id = any(w.former) and not child.id = any(${taken}::uuid[])`.execute(
    tx,
  );
  return new Set(taken);
}
