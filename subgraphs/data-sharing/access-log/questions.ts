import { sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import { type Visibility, visibleChild } from '#kit/access/visibility.ts';
import type { LookUp } from '#kit/audit/access-log.ts';
import type { Database } from '#kit/database/database.ts';
import type { DataSharingTables } from '../store/tables.ts';

export interface AccessQuestion {
  readonly id: string;
  readonly childId: string;
  readonly askedBy: string;
  readonly lookUp: LookUp;
  readonly question: string;
  readonly askedAt: string;
  readonly answer: string | null;
  readonly answeredAt: string | null;
}
type Db = Database<DataSharingTables>;

const columns = sql.raw('q.id, q.child_id, q.asked_by, q.look_up, q.question, q.asked_at, q.answer, q.answered_at');

export async function findQuestion(db: Db, id: string): Promise<AccessQuestion | undefined> {
  const { rows } = await sql<AccessQuestion>`select ${columns} from data_sharing.access_question q
    where q.id = ${id}`.execute(db);
  return rows[0];
}

/** What one person has asked about these entries, the oldest first. */
export async function questionsAbout(db: Db, entryIds: readonly string[], askedBy: string): Promise<AccessQuestion[]> {
  const { rows } = await sql<AccessQuestion>`select ${columns} from data_sharing.access_question q
    where q.look_up ->> 'id' = any(${[...entryIds]}::text[]) and q.asked_by = ${askedBy} order by q.asked_at, q.id`.execute(
    db,
  );
  return rows;
}

export interface QuestionFilter {
  readonly open: boolean | null;
  /** Whose questions; null for everybody's. */
  readonly askedBy: string | null;
}

/** Questions about the children whom the viewer may know of, the oldest first. */
export async function listQuestions(
  db: Db,
  { open, askedBy }: QuestionFilter,
  visibility: Visibility,
  page: Page,
): Promise<AccessQuestion[]> {
  const [askedAt, id] = page.after ?? [null, null];
  const { rows } = await sql<AccessQuestion>`select ${columns} from data_sharing.access_question q
    where ${visibleChild('data_sharing', 'q.childId', visibility)}
      and (${askedBy}::uuid is null or q.asked_by = ${askedBy}::uuid)
      and (${open}::boolean is null or (q.answered_at is null) = ${open})
      and (${askedAt}::timestamptz is null or (q.asked_at, q.id) > (${askedAt}::timestamptz, ${id}::uuid))
    order by q.asked_at, q.id limit ${page.limit + 1}`.execute(db);
  return rows;
}
