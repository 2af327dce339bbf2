import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { Delivery, PendingNotice } from '../domain/notice.ts';
import type { NoticeKind } from '../domain/notice-texts.ts';
import type { NotificationPreferences } from '../domain/preferences.ts';
import type { ParentCommunicationTables } from './tables.ts';

type Tables = ParentCommunicationTables;
type Db = Database<Tables> | DatabaseTransaction<Tables>;

export interface NewNotice {
  readonly id: string;
  readonly recipient: string;
  readonly childId: string | null;
  readonly kind: NoticeKind;
  readonly about: string;
  readonly cameUp: string;
}

/** Adds notices in one statement; the same thing is told to a person once. */
export async function addNotices(database: Db, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return;
  await sql`insert into parent_communication.notice (id, recipient, child_id, kind, about, came_up)
    select * from unnest(${notices.map((each) => each.id)}::uuid[], ${notices.map((each) => each.recipient)}::text[],
      ${notices.map((each) => each.childId)}::uuid[], ${notices.map((each) => each.kind)}::text[],
      ${notices.map((each) => each.about)}::text[], ${notices.map((each) => each.cameUp)}::timestamptz[])
    on conflict (recipient, about) do nothing`.execute(database);
}

/** Tells once more of what still waits; what has not been told yet needs no reminder. */
export async function remindOfQuestions(
  database: Db,
  recipients: readonly string[],
  abouts: readonly string[],
  at: string,
): Promise<void> {
  await sql`update parent_communication.notice set told_at = null, came_up = ${at} where told_at is not null
    and recipient = any(${[...recipients]}::text[]) and about = any(${[...abouts]}::text[])`.execute(database);
}

/** What a person has read or answered waits no more. */
export async function forgetNotices(database: Db, recipient: string, about: string): Promise<void> {
  await sql`delete from parent_communication.notice where recipient = ${recipient} and about = ${about}`.execute(
    database,
  );
}

const mostPending = 2_000;
interface NoticeRow extends Omit<PendingNotice, 'noticeId' | 'cameUp'> {
  readonly id: string;
  readonly cameUp: Date;
}
const asPending = ({ id, recipient, childId, kind, cameUp }: NoticeRow): PendingNotice => ({
  noticeId: id,
  recipient,
  childId,
  kind,
  cameUp: cameUp.toISOString(),
});

/** Notices that have not been told, oldest first. */
export async function pendingNotices(database: Db): Promise<readonly PendingNotice[]> {
  const { rows } = await sql<NoticeRow>`select id, recipient, child_id, kind, came_up from parent_communication.notice
    where told_at is null order by came_up, id limit ${mostPending}`.execute(database);
  return rows.map(asPending);
}

/** What of a child waits for a person to read or answer here, told or not. */
export async function waitingFor(
  database: Db,
  recipient: string,
): Promise<ReadonlyArray<{ readonly childId: string; readonly kind: NoticeKind }>> {
  const { rows } = await sql<{
    childId: string;
    kind: NoticeKind;
  }>`select child_id, kind from parent_communication.notice
    where recipient = ${recipient} and child_id is not null and kind in ('MESSAGE', 'QUESTION') order by came_up, id limit ${mostPending}`.execute(
    database,
  );
  return rows;
}

export async function preferencesOf(
  database: Db,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, NotificationPreferences>> {
  const { rows } = await sql<{ personId: string; preferences: NotificationPreferences }>`select person_id, preferences
    from parent_communication.preferences where person_id = any(${[...personIds]}::text[])`.execute(database);
  return new Map(rows.map((row) => [row.personId, row.preferences]));
}

export async function keepPreferences(database: Db, personId: string, preferences: NotificationPreferences) {
  await sql`insert into parent_communication.preferences (person_id, preferences) values (${personId}, ${JSON.stringify(preferences)}::jsonb)
    on conflict (person_id) do update set preferences = excluded.preferences`.execute(database);
}

/** Keeps what was told, and forgets what was dropped; a task and an answer are read elsewhere, and wait no more once they are told. */
export async function keepDeliveries(
  tx: DatabaseTransaction<Tables>,
  deliveries: ReadonlyArray<Delivery & { readonly id: string }>,
  dropped: readonly string[],
  at: string,
): Promise<void> {
  const told = deliveries.flatMap(({ noticeIds }) => noticeIds);
  await sql`delete from parent_communication.notice where id = any(${[...dropped]}::uuid[])
    or (child_id is null and id = any(${told}::uuid[]))`.execute(tx);
  await sql`update parent_communication.notice set told_at = ${at}
    where id = any(${told}::uuid[])`.execute(tx);
  await sql`insert into parent_communication.delivery (id, recipient, text, made_at)
    select d.id, d.recipient, d.text, ${at} from unnest(${deliveries.map(({ id }) => id)}::uuid[],
      ${deliveries.map(({ recipient }) => recipient)}::text[], ${deliveries.map(({ text }) => text)}::text[])
      as d(id, recipient, text)`.execute(tx);
}
