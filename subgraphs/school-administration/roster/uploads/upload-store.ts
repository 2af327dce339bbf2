/** What has been uploaded, and how far each file has come; every step is kept before the next one is taken. */
import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { SchoolAdministrationTables } from '../../store/tables.ts';
import type { UploadReport, UploadState } from './tables.ts';

type Store = Database<SchoolAdministrationTables>;
type Transaction = DatabaseTransaction<SchoolAdministrationTables>;

export interface UploadRow {
  readonly id: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly state: UploadState;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
  readonly acceptRemovals: boolean;
  readonly bytesRead: number;
  /** Another import of the same source runs, and this one comes after it. */
  readonly waits: boolean;
  readonly attempts: number;
  readonly report: UploadReport | null;
  readonly reason: string | null;
  readonly importId: string | null;
}

const columns =
  sql.raw(`id, file_name, bytes, state, uploaded_by, uploaded_at, accept_removals, bytes_read, waits, attempts,
  report, reason, import_id`);
/** A process that is at work on a file renews its hold on it; one that has been silent for so long is taken to be gone. */
const heldSeconds = 60;
const held = sql`clock_timestamp() + make_interval(secs => ${heldSeconds})`;

/** The newest first. */
export async function listUploads(database: Store, limit: number): Promise<readonly UploadRow[]> {
  const { rows } = await sql<UploadRow>`select ${columns} from school_administration.roster_upload
    order by uploaded_at desc, id limit ${limit}`.execute(database);
  return rows;
}

export async function findUpload(database: Store, id: string): Promise<UploadRow | undefined> {
  const { rows } = await sql<UploadRow>`select ${columns} from school_administration.roster_upload
    where id = ${id}`.execute(database);
  return rows[0];
}

/** One that nobody else decides on meanwhile. */
export async function lockUpload(tx: Transaction, id: string): Promise<UploadRow | undefined> {
  const { rows } = await sql<UploadRow>`select ${columns} from school_administration.roster_upload
    where id = ${id} for update`.execute(tx);
  return rows[0];
}

/** A person's word on a file that was looked through. */
export async function decideUpload(
  tx: Transaction,
  id: string,
  word: {
    readonly state: 'IMPORTING' | 'DISCARDED';
    readonly acceptRemovals: boolean;
    readonly by: string;
    readonly now: Date;
  },
): Promise<void> {
  const at = word.now.toISOString();
  await sql`update school_administration.roster_upload set state = ${word.state}, accept_removals = ${word.acceptRemovals},
    decided_by = ${word.by}, decided_at = ${at}, bytes_read = 0, attempts = 0,
    ended_at = case when ${word.state} = 'DISCARDED' then ${at}::timestamptz end,
    report = case when ${word.state} = 'DISCARDED' then null else report end where id = ${id}`.execute(tx);
}

export const createUploadStore = (database: Store, holder: string) => ({
  /** Keeps a new one; false when so many await somebody already. */
  async add(
    upload: Pick<UploadRow, 'id' | 'fileName' | 'bytes' | 'uploadedBy'> & { readonly checksum: string },
    { now, most }: { readonly now: Date; readonly most: number },
  ): Promise<boolean> {
    const { id, fileName, bytes, checksum, uploadedBy } = upload;
    const { rows } = await sql`insert into school_administration.roster_upload
        (id, file_name, bytes, checksum, state, uploaded_by, uploaded_at, holder, held_until)
      select ${id}, ${fileName}, ${bytes}, ${checksum}, 'CHECKING', ${uploadedBy}, ${now.toISOString()}, ${holder}, ${held}
      where (select count(*) from school_administration.roster_upload
        where state in ('CHECKING','CHECKED','IMPORTING')) < ${most} returning id`.execute(database);
    return rows.length > 0;
  },

  /** Those that are not over, the oldest first; `mine` is what this process holds, or nobody any more. */
  async open(): Promise<readonly (UploadRow & { readonly mine: boolean })[]> {
    const { rows } = await sql<UploadRow & { readonly mine: boolean }>`
      select ${columns}, (holder = ${holder} or held_until < clock_timestamp()) as mine
      from school_administration.roster_upload where state in ('CHECKING','CHECKED','IMPORTING')
      order by uploaded_at, id`.execute(database);
    return rows;
  },

  /** Takes hold of it, or renews the hold; false when another process was first. */
  async hold(id: string, bytesRead?: number): Promise<boolean> {
    const { rows } = await sql`update school_administration.roster_upload set holder = ${holder}, held_until = ${held},
      bytes_read = coalesce(${bytesRead ?? null}::int, bytes_read)
      where id = ${id} and (holder = ${holder} or held_until < clock_timestamp()) returning id`.execute(database);
    return rows.length > 0;
  },

  /** Another try, as an import of its own. */
  async attempt(id: string, importId: string): Promise<void> {
    await sql`update school_administration.roster_upload set attempts = attempts + 1, waits = false, import_id = ${importId}
      where id = ${id}`.execute(database);
  },

  /** The try does not count: nothing was wrong with the file, it comes after another one. */
  async postpone(id: string): Promise<void> {
    await sql`update school_administration.roster_upload set attempts = attempts - 1, waits = true, import_id = null
      where id = ${id}`.execute(database);
  },

  async checked(id: string, report: UploadReport): Promise<void> {
    await sql`update school_administration.roster_upload set state = 'CHECKED', report = ${JSON.stringify(report)}::jsonb,
      waits = false, attempts = 0, import_id = null where id = ${id} and state = 'CHECKING'`.execute(database);
  },

  async end(
    id: string,
    end: {
      readonly state: 'IMPORTED' | 'REFUSED' | 'EXPIRED';
      readonly now: Date;
      readonly reason?: string;
      readonly report?: UploadReport;
    },
  ): Promise<void> {
    const report = end.report ? JSON.stringify(end.report) : null;
    await sql`update school_administration.roster_upload set state = ${end.state}, reason = ${end.reason ?? null},
      report = ${report}::jsonb, waits = false, ended_at = ${end.now.toISOString()},
      import_id = case when ${end.state} = 'IMPORTED' then import_id end where id = ${id}`.execute(database);
  },

  async isImported(importId: string): Promise<boolean> {
    const { rows } = await sql`select from school_administration.roster_import
      where id = ${importId} and state = 'DONE'`.execute(database);
    return rows.length > 0;
  },

  /** Forgets what came to nothing long ago; what was imported stays with the history of imports. */
  async prune(now: Date, days: number): Promise<void> {
    await sql`delete from school_administration.roster_upload where state in ('REFUSED','DISCARDED','EXPIRED')
      and ended_at < ${now.toISOString()}::timestamptz - make_interval(days => ${days})`.execute(database);
  },
});
export type UploadStore = ReturnType<typeof createUploadStore>;
