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
 * the children whose number somebody else here has: whether the two are one is for a person to say, never for a program. Where the other's
 * address is or was graded and the child's is not, it is the other who is given: only those who are named for that case may learn of it.
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
  const graded = (column: string) =>
    sql`exists (select from school_administration.address_protection mark where mark.child_id = ${sql.raw(column)})`;
  const { rows } = await sql<{ childId: string; toTell: string }>`select w.child_id,
      case when ${graded('other.id')} and not ${graded('w.child_id')} then other.id else w.child_id end as to_tell
    from ${wanted} join school_administration.person other on other.id <> w.child_id
      and (other.national_id = w.national_id or other.national_id_claimed = w.national_id)`.execute(tx);
  const taken = [...new Set(rows.map(({ childId }) => childId))];
  await sql`update school_administration.person child set national_id = w.national_id from ${wanted}
    where child.id = w.child_id and child.national_id = any(w.former) and not child.id = any(${taken}::uuid[])`.execute(
    tx,
  );
  return new Set(rows.map(({ toTell }) => toTell));
}
