import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { RegisterNotice } from '../source/folkeregisteret/index.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';

export type RegisterCaseKind = RegisterNotice | 'NUMBER_TAKEN';

/**
 * Puts what the register says of children before a person, and takes away what it says no more: a death that was annulled, a family
 * that has come back. What a person has closed is not opened again while it lasts. Gives how many are new.
 */
export async function writeCases(
  tx: DatabaseTransaction<SchoolAdministrationTables>,
  children: readonly { readonly childId: string; readonly kinds: readonly RegisterCaseKind[] }[],
  now: Date,
): Promise<number> {
  const ids = children.map(({ childId }) => childId);
  const wanted = children.flatMap(({ childId, kinds }) => kinds.map((kind) => ({ child_id: childId, kind })));
  const rows = sql`jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(child_id uuid, kind text)`;
  await sql`update school_administration.register_case c set state = 'GONE', settled_at = ${now.toISOString()}
    where c.child_id = any(${ids}::uuid[]) and c.state <> 'GONE'
      and not exists (select from ${rows} where w.child_id = c.child_id and w.kind = c.kind)`.execute(tx);
  const { numAffectedRows } =
    await sql`insert into school_administration.register_case (id, child_id, kind, state, noted_at)
    select gen_random_uuid(), w.child_id, w.kind, 'OPEN', ${now.toISOString()} from ${rows}
    on conflict do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** Puts before a person, of each of these children, that somebody else here has its number; what else is open of it stays. */
export async function openTakenNumbers(
  tx: DatabaseTransaction<SchoolAdministrationTables>,
  childIds: readonly string[],
  now: Date,
): Promise<number> {
  const { numAffectedRows } =
    await sql`insert into school_administration.register_case (id, child_id, kind, state, noted_at)
    select gen_random_uuid(), child.id, 'NUMBER_TAKEN', 'OPEN', ${now.toISOString()} from unnest(${[...childIds]}::uuid[]) as child(id)
    join school_administration.person on person.id = child.id and person.is_pupil
    on conflict do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
