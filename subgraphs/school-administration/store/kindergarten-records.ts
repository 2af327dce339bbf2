import { type RawBuilder, sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { inForce } from './periods.ts';
import type { SchoolAdministrationTables } from './tables.ts';

/** How a viewer looks at a child's records. */
export interface RecordSight {
  /** Sees what the kindergarten recorded, whether or not it is permitted: the child and its home. */
  readonly whole: boolean;
  /** ISO date. */
  readonly on: string;
  /** Who looks, where it is a person: whoever works in a kindergarten sees what it recorded itself. */
  readonly personId: string | null;
}

/**
 * True for a row that the viewer may be shown. What a kindergarten of ours recorded is the kindergarten's: at each line that the child
 * has crossed since, to the next kindergarten (barnehageloven § 47 a) and to school (§ 2 a), it opens as far as the parents have permitted
 * for that change. `day` and `category` are SQL. Where a roster gives no dates no line can be drawn.
 */
export function opensAcrossLines(
  child: string,
  day: string,
  category: RawBuilder<string>,
  { whole, on, personId }: RecordSight,
): RawBuilder<boolean> {
  const [id, date] = [sql.raw(child), sql.raw(day)];
  const own = sql`exists (${places('KINDERGARTEN', id)}
    and exists (select from school_administration.employment post where post.unit_id = place.unit_id
      and post.person_id = ${personId}::uuid and ${inForce('post', on)})
    and (place.valid_from is null or place.valid_from <= ${date}) and (place.valid_to is null or place.valid_to >= ${date}))`;
  const permitted = (line: RawBuilder<unknown>) => sql`exists (select from school_administration.shared_within shared
    where shared.child_id = ${id} and shared.category = ${category}
      and (shared.recorded_before is null or ${date} < shared.recorded_before) and ${line})`;
  return sql<boolean>`(${whole}::boolean
    or not exists (${places('KINDERGARTEN', id)})
    or ${own}
    or not (
      (${date} < (${firstDayAtSchool(id, on)}) and not ${permitted(sql`shared.direction = 'kindergarten-to-school'`)})
      or exists (select from (${nextKindergartens(id)}) line where ${date} < line.day and line.day <= ${on}::date
        and not ${permitted(sql`shared.direction = 'kindergarten-to-kindergarten' and shared.unit_id = line.unit_id`)})))`;
}

const places = (kind: 'SCHOOL' | 'KINDERGARTEN', id: RawBuilder<unknown>) =>
  sql`select from school_administration.enrolment place join school_administration.unit at on at.id = place.unit_id and at.kind = ${kind}
    where place.child_id = ${id}`;

/** The day from which a school of ours records; none of it where the child has not begun. */
const firstDayAtSchool = (id: RawBuilder<unknown>, on: string) =>
  sql`select coalesce(min(coalesce(place.valid_from, '-infinity'::date)), '-infinity'::date)
    from school_administration.enrolment place join school_administration.unit at on at.id = place.unit_id and at.kind = 'SCHOOL'
    where place.child_id = ${id} and (place.valid_from is null or place.valid_from <= ${on}::date)`;

/**
 * Each kindergarten that the child came to from another of ours, and the day from which it records: the one after the last at the other,
 * for what is noted before the first day is noted for the new one. A place that goes on is no change, nor a kindergarten that was merged.
 */
const nextKindergartens = (id: RawBuilder<unknown>) =>
  sql`select later.unit_id, least(later.valid_from, max(coalesce(earlier.valid_to, 'infinity'::date)) + 1) as day
    from school_administration.enrolment later join school_administration.unit at on at.id = later.unit_id and at.kind = 'KINDERGARTEN'
    join school_administration.enrolment earlier on earlier.child_id = later.child_id and earlier.unit_id <> later.unit_id
      and coalesce(earlier.valid_from, '-infinity'::date) < later.valid_from
    join school_administration.unit other on other.id = earlier.unit_id and other.kind = 'KINDERGARTEN'
    where later.child_id = ${id}
      and not exists (select from school_administration.school_merger merger
        where merger.into_unit_id = later.unit_id and earlier.unit_id = any(merger.unit_ids))
      and not exists (select from school_administration.enrolment same where same.child_id = later.child_id
        and same.unit_id = later.unit_id and coalesce(same.valid_from, '-infinity'::date) < later.valid_from
        and (same.valid_to is null or same.valid_to >= later.valid_from - 1))
    group by later.id, later.unit_id, later.valid_from`;

export interface SharedWithin {
  readonly transferId: string;
  readonly childId: string;
  readonly categories: readonly string[];
  readonly direction?: string | undefined;
  readonly unit?: string | null | undefined;
  readonly startsOn?: string | undefined;
  readonly legalBasis: string;
  readonly sharedAt: string;
}

/** Keeps what those who decide have permitted the school, or the next kindergarten, to see. */
export async function keepShared(
  tx: DatabaseTransaction<SchoolAdministrationTables>,
  events: readonly SharedWithin[],
): Promise<void> {
  const rows = events.flatMap(({ childId, transferId, categories, direction, unit, startsOn, legalBasis, sharedAt }) =>
    categories.map((category) => ({
      child_id: childId,
      category,
      transfer_id: transferId,
      direction: direction ?? 'kindergarten-to-school',
      unit: unit ?? null,
      recorded_before: startsOn ?? null,
      legal_basis: legalBasis,
      shared_at: sharedAt,
    })),
  );
  await sql`insert into school_administration.shared_within
      (child_id, category, transfer_id, direction, unit_id, recorded_before, legal_basis, shared_at)
    select s.child_id, s.category, s.transfer_id, s.direction, (select unit.id from school_administration.unit
      where unit.organisation_number = s.unit order by unit.ended_on desc nulls first, unit.id limit 1), s.recorded_before, s.legal_basis, s.shared_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(child_id uuid, category text, transfer_id uuid, direction text, unit text,
      recorded_before date, legal_basis text, shared_at timestamptz)
    on conflict do nothing`.execute(tx);
}
