import { sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import type { Database } from '#kit/database/database.ts';
import type { RosterCounts } from '../roster/report.ts';
import { afterKey } from './list-page.ts';
import type { SchoolAdministrationTables } from './tables.ts';

export type RosterImportState = 'RUNNING' | 'DONE' | 'FAILED' | 'SET_ASIDE';

/** A roster that was taken, by hand or from the watched folder, and what came of it. */
export interface RosterImportRow {
  readonly id: string;
  /** Null when it was imported by the command line. */
  readonly fileName: string | null;
  readonly state: RosterImportState;
  readonly source: string | null;
  readonly format: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly checksum: string | null;
  readonly reason: string | null;
  readonly counts: RosterCounts | null;
  readonly findings: number;
  readonly awaits: boolean;
  /** A person's id; null when it was not uploaded. */
  readonly uploadedBy: string | null;
}

/** When it was taken, as a text that sorts; the newest has the smallest key. */
export const importKey = (row: Pick<RosterImportRow, 'startedAt' | 'id'>): readonly string[] => [
  newestFirst(row.startedAt.getTime()),
  row.id,
];
const newestFirst = (milliseconds: number) => String(9_999_999_999_999 - milliseconds).padStart(13, '0');

/**
 * Imports, the newest first; on wish those alone that await somebody: a file that was set aside, until a later one from the
 * watched folder has been imported.
 */
export async function listImports(
  database: Database<SchoolAdministrationTables>,
  page: Page,
  awaiting: boolean,
): Promise<readonly RosterImportRow[]> {
  const { rows } = await sql<RosterImportRow>`
    with listed as (
      select coalesce(taken.id, import.id) as id, import.id as import_id,
        coalesce(taken.file_name, upload.file_name) as file_name, upload.uploaded_by,
        case taken.state when 'TAKEN' then 'RUNNING' when 'SET_ASIDE' then 'SET_ASIDE' when 'DONE' then 'DONE'
          else import.state end as state,
        import.source, import.format, coalesce(taken.taken_at, import.started_at) as started_at,
        coalesce(taken.ended_at, import.ended_at) as ended_at, coalesce(taken.checksum, import.file_hash) as checksum,
        coalesce(taken.reason, import.reason) as reason, import.counts,
        coalesce(taken.state = 'SET_ASIDE' and not exists (select from school_administration.roster_pick_up later
          where later.state = 'DONE' and later.taken_at > taken.taken_at), false) as awaits
      from school_administration.roster_import import
      full join school_administration.roster_pick_up taken on taken.import_id = import.id
      left join school_administration.roster_upload upload on upload.import_id = import.id and upload.state <> 'CHECKING'),
    keyed as (select listed.*,
      lpad((9999999999999 - floor(extract(epoch from date_trunc('milliseconds', started_at)) * 1000)::bigint)::text, 13, '0') as key
      from listed)
    select keyed.*, (select count(*) from school_administration.roster_finding found
      where found.import_id = keyed.import_id)::int as findings
    from keyed where (${!awaiting}::boolean or awaits) and ${afterKey(page, ['keyed.key'], 'keyed.id')}
    order by keyed.key, keyed.id limit ${page.limit + 1}`.execute(database);
  return rows;
}
