import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { NoticeKind } from '../domain/notice-texts.ts';
import type { ParentCommunicationTables } from '../store/tables.ts';

type Tables = ParentCommunicationTables;

/** A notice that a mail tells of. What it is about stays in the hub. */
export interface MailPart {
  readonly noticeId: string;
  /** Null: a task of no child in particular. */
  readonly childId: string | null;
  readonly kind: NoticeKind;
}

/** A mail that waits to be sent: to a person, not yet to an address. */
export interface WaitingMail {
  readonly deliveryId: string;
  readonly recipient: string;
  readonly parts: readonly MailPart[];
  readonly madeAt: Date;
}

export async function keepMails(
  tx: DatabaseTransaction<Tables>,
  mails: ReadonlyArray<Omit<WaitingMail, 'madeAt'>>,
  at: string,
): Promise<void> {
  if (mails.length === 0) return;
  await sql`insert into parent_communication.mail (delivery_id, recipient, parts, made_at, try_at)
    select m.id, m.recipient, m.parts, ${at}, ${at} from unnest(${mails.map((mail) => mail.deliveryId)}::uuid[],
      ${mails.map(({ recipient }) => recipient)}::text[], ${mails.map(({ parts }) => JSON.stringify(parts))}::jsonb[])
      as m(id, recipient, parts)`.execute(tx);
}

/** Takes some that are due; another process does not take them for five minutes, which is the pause before they are tried again, too. */
export async function claimMails(db: Database<Tables>, now: string, most: number): Promise<readonly WaitingMail[]> {
  const { rows } = await sql<WaitingMail>`update parent_communication.mail m
    set try_at = ${now}::timestamptz + interval '5 minutes'
    where m.delivery_id in (select w.delivery_id from parent_communication.mail w
      where w.try_at <= ${now}::timestamptz order by w.try_at limit ${most} for update skip locked)
    returning m.delivery_id, m.recipient, m.parts, m.made_at`.execute(db);
  return rows;
}

export async function forgetMail(db: Database<Tables>, deliveryId: string): Promise<void> {
  await sql`delete from parent_communication.mail where delivery_id = ${deliveryId}`.execute(db);
}

/** Of these notices, those that still wait: what was read or answered, or may be told no more, is gone. */
export async function stillWaiting(db: Database<Tables>, noticeIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select id from parent_communication.notice
    where id = any(${[...noticeIds]}::uuid[])`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
