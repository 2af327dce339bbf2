import { sql } from 'kysely';
import { homeCapacities } from '#contracts/capacities.ts';
import type { Database } from '#kit/database/database.ts';
import type { AuditTables } from './tables.ts';

/** What one viewer was shown of one child on one day, for one purpose. */
export interface LookUp {
  /** The same for as long as the rows are kept. */
  readonly id: string;
  readonly childId: string;
  /** ISO date in Norway. */
  readonly day: string;
  readonly viewer: string;
  readonly organisation: string | null;
  readonly purpose: string | null;
  readonly capacity: string | null;
  /** How many requests. */
  readonly times: number;
  /** ISO instant. */
  readonly lastAt: string;
  /** Category id → paragraphs, of each different answer. */
  readonly answers: ReadonlyArray<Readonly<Record<string, readonly string[]>>>;
}

export interface LookUpFilter {
  /** `2026-11`; null for every month. */
  readonly month: string | null;
  readonly category: string | null;
  /** Only this one. */
  readonly id: string | null;
  /** Who asks, as `viewerKey` gives it: what others of the home looked at is told to themselves alone. */
  readonly reader: string;
}

/** What is left out of what is told: a viewer's look-ups of a child on some days. */
export interface LeftOut {
  readonly childId: string;
  /** As `viewerKey` gives it. */
  readonly viewer: string;
  /** ISO dates, both counted. */
  readonly from: string;
  readonly to: string;
}

export interface LookUpPage {
  readonly limit: number;
  /** Day and id of the last one seen. */
  readonly after: readonly string[] | undefined;
}

/** Who looked at these children, the newest day first: `limit + 1` of each, in one statement however many they are. */
export async function readLookUps(
  database: Database<AuditTables>,
  childIds: readonly string[],
  filter: LookUpFilter,
  page: LookUpPage,
  leftOut: readonly LeftOut[] = [],
): Promise<readonly LookUp[]> {
  const [afterDay, afterId] = page.after ?? [null, null];
  const { rows } = await sql<LookUp>`
    select log.* from unnest(${[...childIds]}::uuid[]) as asked (child_id)
    cross join lateral (select entry.* from (
      select md5(concat_ws('|', asked.child_id, seen.day, seen.viewer, coalesce(seen.organisation, '-'),
          coalesce(seen.purpose, '-'), coalesce(seen.capacity, '-')))::uuid as id,
        asked.child_id, seen.day::text as day, seen.viewer, seen.organisation, seen.purpose, seen.capacity,
        count(distinct seen.request_id)::integer as times, max(seen.at) as last_at,
        jsonb_agg(distinct seen.categories) as answers
      from (select d.*, (d.at::timestamptz at time zone 'Europe/Oslo')::date as day
        from audit.disclosure d where d.child_id = asked.child_id
          and (d.viewer = ${filter.reader} or d.capacity is null or d.capacity <> all(${[...homeCapacities]}::text[]))) seen
      where not exists (select from unnest(${leftOut.map((one) => one.childId)}::uuid[], ${leftOut.map((one) => one.viewer)}::text[],
          ${leftOut.map((one) => one.from)}::date[], ${leftOut.map((one) => one.to)}::date[]) as apart (child_id, viewer, first_day, last_day)
          where apart.child_id = asked.child_id and apart.viewer = seen.viewer and seen.day between apart.first_day and apart.last_day)
        and (${filter.month}::text is null or to_char(seen.day, 'YYYY-MM') = ${filter.month})
      group by seen.day, seen.viewer, seen.organisation, seen.purpose, seen.capacity
      having (${filter.category}::text is null or bool_or(jsonb_exists(seen.categories, ${filter.category})))) entry
      where (${filter.id}::uuid is null or entry.id = ${filter.id}::uuid)
        and (${afterDay}::text is null or entry.day < ${afterDay} or (entry.day = ${afterDay} and entry.id > ${afterId}::uuid))
      order by entry.day desc, entry.id limit ${page.limit + 1}) log
    order by log.child_id, log.day desc, log.id`.execute(database);
  return rows;
}
