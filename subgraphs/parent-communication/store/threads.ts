import { sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { Participant, PersonRole } from '../domain/telling.ts';
import { type ClosingReason, initialThread, type ThreadMessage, type ThreadState } from '../domain/thread.ts';
import type { ParentCommunicationTables } from './tables.ts';

type Tables = ParentCommunicationTables;
type Db = Database<Tables> | DatabaseTransaction<Tables>;

export interface ThreadRow {
  readonly id: string;
  readonly childId: string;
  readonly unitId: string;
  readonly subject: string;
  readonly status: 'OPEN' | 'CLOSED';
  readonly closedBecause: ClosingReason | null;
  readonly openedAt: Date;
  readonly lastMessageAt: Date;
}
export interface MessageRow {
  readonly id: string;
  readonly position: number;
  readonly threadId: string;
  readonly childId: string;
  readonly authorId: string;
  readonly authorRole: PersonRole;
  readonly recipients: readonly Participant[];
  readonly text: string;
  readonly sentAt: Date;
  readonly inReplyTo: string | null;
  readonly caseDocument: boolean;
  readonly readBy: readonly string[];
  readonly retractedAt: Date | null;
}

export const isUuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

const messageColumns =
  sql.raw(`m.id, m.position, m.thread_id, m.child_id, m.author_id, m.author_role, m.recipients, m.text, m.sent_at,
  m.in_reply_to, m.case_document, array(select r.person_id from parent_communication.message_read r where r.message_id = m.id) as read_by,
  (select r.retracted_at from parent_communication.message_retraction r where r.message_id = m.id) as retracted_at`);

/** A message of which a person is author or recipient: all that this person may ever see of a thread. */
const isParty = (viewer: string) => sql<boolean>`(m.author_id = ${viewer} or ${viewer} = any(m.recipient_ids))`;

export async function threadById(database: Db, id: string): Promise<ThreadRow | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await sql<ThreadRow>`select * from parent_communication.thread where id = ${id}`.execute(database);
  return rows[0];
}

export async function messageById(database: Db, id: string): Promise<MessageRow | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } =
    await sql<MessageRow>`select ${messageColumns} from parent_communication.message m where m.id = ${id}`.execute(
      database,
    );
  return rows[0];
}

/** A thread as the domain knows it, locked until the transaction ends. */
export async function lockThread(tx: DatabaseTransaction<Tables>, id: string): Promise<ThreadState> {
  const { rows } = await sql<ThreadRow>`select * from parent_communication.thread where id = ${id} for update`.execute(
    tx,
  );
  const [thread] = rows;
  if (!thread) return initialThread();
  const { rows: messages } = await sql<MessageRow>`select ${messageColumns} from parent_communication.message m
    where m.thread_id = ${id} order by m.position`.execute(tx);
  return {
    status: thread.status,
    threadId: thread.id,
    childId: thread.childId,
    unitId: thread.unitId,
    subject: thread.subject,
    messages: messages.map(asDomain),
    ...(thread.closedBecause ? { closedBecause: thread.closedBecause } : {}),
  };
}

const asDomain = (row: MessageRow): ThreadMessage => ({
  messageId: row.id,
  author: { personId: row.authorId, role: row.authorRole },
  recipients: row.recipients,
  text: row.text,
  sentAt: row.sentAt.toISOString(),
  ...(row.inReplyTo ? { inReplyTo: row.inReplyTo } : {}),
  caseDocument: row.caseDocument,
  readBy: row.readBy,
  ...(row.retractedAt ? { retracted: true } : {}),
});

/** The threads of many children in which a viewer wrote or was written to, newest first, a page of each. */
export async function threadsOfChildren(database: Db, childIds: readonly string[], viewer: string, page: Page) {
  const [at, id] = page.after ?? [];
  const { rows } =
    await sql<ThreadRow>`select t.* from unnest(${[...childIds]}::uuid[]) as child(id) cross join lateral (
      select * from parent_communication.thread t where t.child_id = child.id
      and (${at === undefined} or (t.last_message_at, t.id) < (${at ?? null}::timestamptz, ${id ?? null}::uuid))
      and exists (select from parent_communication.message m where m.thread_id = t.id and ${isParty(viewer)})
      order by t.last_message_at desc, t.id desc limit ${page.limit + 1}) t
    order by t.last_message_at desc, t.id desc`.execute(database);
  return Map.groupBy(rows, (row) => row.childId);
}

/** The messages of many threads that a viewer wrote or got, oldest first, a page of each. */
export async function messagesOfThreads(database: Db, threadIds: readonly string[], viewer: string, page: Page) {
  const [position] = page.after ?? [];
  const { rows } =
    await sql<MessageRow>`select m.* from unnest(${[...threadIds]}::uuid[]) as thread(id) cross join lateral (
      select ${messageColumns} from parent_communication.message m where m.thread_id = thread.id and ${isParty(viewer)}
      and (${position === undefined} or m.position > ${position ?? null}::bigint)
      order by m.position limit ${page.limit + 1}) m
    order by m.position`.execute(database);
  return Map.groupBy(rows, (row) => row.threadId);
}

/** How many messages in each of many threads a viewer got and has not read; a thread without one is not in it. */
export async function unreadInThreads(database: Db, threadIds: readonly string[], viewer: string) {
  const { rows } = await sql<{ threadId: string; unread: number }>`select m.thread_id, count(*)::int as unread
    from parent_communication.message m where m.thread_id = any(${[...threadIds]}::uuid[])
    and ${viewer} = any(m.recipient_ids) and not exists (select from parent_communication.message_read r
      where r.message_id = m.id and r.person_id = ${viewer})
    group by m.thread_id`.execute(database);
  return new Map(rows.map(({ threadId, unread }) => [threadId, unread]));
}

/** Whether a viewer wrote or got a message in a thread. */
export async function takesPart(database: Db, threadId: string, viewer: string): Promise<boolean> {
  if (!isUuid(threadId)) return false;
  const { rows } = await sql<{ found: boolean }>`select exists (select from parent_communication.message m
    where m.thread_id = ${threadId} and ${isParty(viewer)}) as found`.execute(database);
  return rows[0]?.found ?? false;
}

/** The units where a child is placed now. */
export async function unitsOfChild(database: Db, childId: string): Promise<readonly string[]> {
  const { rows } = await sql<{
    unitIds: string[];
  }>`select unit_ids::text[] as unit_ids from parent_communication.child_placement
    where child_id = ${childId} and active`.execute(database);
  return rows[0]?.unitIds ?? [];
}
