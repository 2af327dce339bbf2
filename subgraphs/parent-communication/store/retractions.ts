import { sql } from 'kysely';
import type { AuditTables } from '#kit/audit/tables.ts';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { Participant } from '../domain/telling.ts';
import type { ParentCommunicationTables } from './tables.ts';

type Db = Database<ParentCommunicationTables>;

/** A message that was taken back, and what is kept of it for the case. */
export interface RetractionRow {
  readonly messageId: string;
  /** The child whose thread it was in. */
  readonly childId: string;
  /** The child that it is about, where that is another. */
  readonly aboutChildId: string | null;
  readonly reason: string;
  readonly retractedBy: string;
  readonly retractedAt: Date;
  /** When it was found out: the 72 hours run from then (GDPR art. 33 (1)). */
  readonly foundOutAt: Date;
  /** JWE of `{ subject, text }` under the key of the thread's child. */
  readonly sealed: string;
  readonly sentAt: Date;
  readonly authorId: string;
  readonly recipients: readonly Participant[];
}

export type NewRetraction = Omit<RetractionRow, 'sentAt' | 'authorId' | 'recipients'>;

/** Takes the content from everybody who got it, and keeps it for the case; notices of it that wait go out to nobody. */
export async function keepRetraction(
  tx: DatabaseTransaction<ParentCommunicationTables>,
  { messageId, childId, aboutChildId, reason, retractedBy, retractedAt, foundOutAt, sealed }: NewRetraction,
): Promise<void> {
  await sql`insert into parent_communication.message_retraction
    (message_id, child_id, about_child_id, reason, retracted_by, retracted_at, found_out_at, sealed)
    values (${messageId}, ${childId}, ${aboutChildId}, ${reason}, ${retractedBy}, ${retractedAt.toISOString()},
      ${foundOutAt.toISOString()}, ${sealed})`.execute(tx);
  await sql`update parent_communication.message set text = '' where id = ${messageId}`.execute(tx);
  // What a thread is about was written with its first message.
  await sql`update parent_communication.thread t set subject = '' where t.id = (select m.thread_id from parent_communication.message m
      where m.id = ${messageId} and m.position = (select min(first.position) from parent_communication.message first
        where first.thread_id = m.thread_id))`.execute(tx);
  await sql`delete from parent_communication.notice where about = ${messageId}`.execute(tx);
}

export async function retractionOf(database: Db, messageId: string): Promise<RetractionRow | undefined> {
  const { rows } = await sql<RetractionRow>`select r.*, m.sent_at, m.author_id, m.recipients
    from parent_communication.message_retraction r join parent_communication.message m on m.id = r.message_id
    where r.message_id = ${messageId}`.execute(database);
  return rows[0];
}

/** When a person marked a message as read, and when the hub showed them messages about the child while it could be read. */
export interface Opening {
  readonly personId: string;
  readonly readAt: Date | null;
  readonly shownAt: Date | null;
}

/** Who has opened a message that was taken back, by what they marked and by the trail of who was shown what. */
export async function openingsOf(
  database: Db,
  { messageId, childId, sentAt, retractedAt }: RetractionRow,
): Promise<readonly Opening[]> {
  const { rows } = await sql<Opening>`select got.person_id, (select r.read_at from parent_communication.message_read r
        where r.message_id = m.id and r.person_id = got.person_id) as read_at,
      (select min(d.at::timestamptz) from audit.disclosure d where d.child_id = ${childId}::uuid
        and d.viewer = 'person:' || got.person_id and jsonb_exists(d.categories, 'messages')
        and d.at::timestamptz between ${sentAt.toISOString()}::timestamptz and ${retractedAt.toISOString()}::timestamptz) as shown_at
    from parent_communication.message m cross join lateral unnest(m.recipient_ids) with ordinality as got(person_id, place)
    where m.id = ${messageId} order by got.place`.execute(database.withTables<AuditTables>());
  return rows;
}
