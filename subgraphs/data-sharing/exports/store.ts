import { sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import type { Language } from '#contracts/languages.ts';
import type { Viewer } from '#kit/access/viewer.ts';
import { type Visibility, visibleChild } from '#kit/access/visibility.ts';
import type { Database } from '#kit/database/database.ts';
import type { DataSharingTables } from '../store/tables.ts';

/** Requested, made by the hub, screened by a person, got by the one who asked. */
export type ExportState = 'REQUESTED' | 'MADE' | 'SCREENED' | 'DELIVERED';

/** A section that the screening holds back, and why. */
export interface HeldBack {
  readonly section: string;
  readonly reason: string;
}

export interface ExportRow {
  readonly id: string;
  readonly childId: string;
  readonly viewer: Viewer;
  readonly language: Language;
  readonly state: ExportState;
  readonly requestedAt: Date;
  readonly madeAt: Date | null;
  readonly sealed: string | null;
  readonly heldBack: readonly HeldBack[];
  readonly screenedAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly problem: string | null;
  /** How the one who asked was identified, when they were served at a desk. */
  readonly attended: string | null;
}
type Db = Database<DataSharingTables>;

const columns = sql.raw(
  'e.id, e.child_id, e.viewer, e.language, e.state, e.requested_at, e.made_at, e.sealed, e.held_back, e.screened_at, e.delivered_at, e.problem, e.attended',
);

export async function findExport(db: Db, id: string): Promise<ExportRow | undefined> {
  const { rows } = await sql<ExportRow>`select ${columns} from data_sharing.data_export e where e.id = ${id}`.execute(
    db,
  );
  return rows[0];
}

/** The exports of these children, the newest first. */
export async function exportsOf(db: Db, childIds: readonly string[]): Promise<ExportRow[]> {
  const { rows } = await sql<ExportRow>`select ${columns} from data_sharing.data_export e
    where e.child_id = any(${[...childIds]}::uuid[]) order by e.requested_at desc, e.id`.execute(db);
  return rows;
}

/** Those that wait for a person to look at them, the oldest first. */
export async function listToScreen(db: Db, visibility: Visibility, page: Page): Promise<ExportRow[]> {
  const [requestedAt, id] = page.after ?? [null, null];
  const { rows } = await sql<ExportRow>`select ${columns} from data_sharing.data_export e
    where e.state = 'MADE' and ${visibleChild('data_sharing', 'e.childId', visibility)}
      and (${requestedAt}::timestamptz is null or (e.requested_at, e.id) > (${requestedAt}::timestamptz, ${id}::uuid))
    order by e.requested_at, e.id limit ${page.limit + 1}`.execute(db);
  return rows;
}

/** Takes the next that is to be made; another process does not take it for five minutes. */
export async function claimRequested(db: Db, now: Date): Promise<ExportRow | undefined> {
  const { rows } = await sql<ExportRow>`update data_sharing.data_export e
    set try_at = ${now.toISOString()}::timestamptz + interval '5 minutes'
    where e.id = (select waiting.id from data_sharing.data_export waiting
      where waiting.state = 'REQUESTED' and waiting.try_at <= ${now.toISOString()}::timestamptz
      order by waiting.requested_at limit 1 for update skip locked)
    returning ${columns}`.execute(db);
  return rows[0];
}

export async function noteAttended(db: Db, id: string, how: string): Promise<void> {
  await sql`update data_sharing.data_export set attended = ${how} where id = ${id}`.execute(db);
}
