import { type RawBuilder, sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { SchoolAdministrationTables } from './tables.ts';

/** How a viewer looks at a child's records. */
export interface RecordSight {
  /** Sees what the kindergarten recorded, whether or not it is permitted: the child and its home. */
  readonly whole: boolean;
  /** ISO date. */
  readonly on: string;
}

/**
 * True for a row that the viewer may be shown once the child has begun at school: what a kindergarten of ours recorded before is the
 * kindergarten's, and opens to the school as far as the parents have permitted (barnehageloven § 2 a). `day` and `category` are SQL.
 */
export function opensToSchool(
  child: string,
  day: string,
  category: RawBuilder<string>,
  { whole, on }: RecordSight,
): RawBuilder<boolean> {
  const [id, date] = [sql.raw(child), sql.raw(day)];
  const enrolled = (kind: 'SCHOOL' | 'KINDERGARTEN') =>
    sql`school_administration.enrolment place join school_administration.unit at on at.id = place.unit_id and at.kind = ${kind}
      where place.child_id = ${id}`;
  return sql<boolean>`(${whole}::boolean
    or not exists (select from ${enrolled('KINDERGARTEN')})
    or ${date} >= coalesce((select min(coalesce(place.valid_from, '-infinity'::date)) from ${enrolled('SCHOOL')}
      and (place.valid_from is null or place.valid_from <= ${on}::date)), '-infinity'::date)
    or exists (select from school_administration.shared_within shared
      where shared.child_id = ${id} and shared.category = ${category}))`;
}

export interface SharedWithin {
  readonly transferId: string;
  readonly childId: string;
  readonly categories: readonly string[];
  readonly legalBasis: string;
  readonly sharedAt: string;
}

/** Keeps what those who decide have permitted the school to see. */
export async function keepShared(
  tx: DatabaseTransaction<SchoolAdministrationTables>,
  events: readonly SharedWithin[],
): Promise<void> {
  const rows = events.flatMap(({ childId, transferId, categories, legalBasis, sharedAt }) =>
    categories.map((category) => ({
      child_id: childId,
      category,
      transfer_id: transferId,
      legal_basis: legalBasis,
      shared_at: sharedAt,
    })),
  );
  await sql`insert into school_administration.shared_within (child_id, category, transfer_id, legal_basis, shared_at)
    select s.child_id, s.category, s.transfer_id, s.legal_basis, s.shared_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(child_id uuid, category text, transfer_id uuid, legal_basis text,
      shared_at timestamptz)
    on conflict do nothing`.execute(tx);
}
