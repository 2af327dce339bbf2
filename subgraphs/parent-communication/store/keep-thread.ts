import { sql } from 'kysely';
import { caseMessageSent, threadClosed } from '#contracts/events/parent-communication.ts';
import { newEvent } from '#kit/events/envelope.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import type { ThreadEvent, ThreadMessage, ThreadState } from '../domain/thread.ts';
import { addNotices, forgetNotices } from './notices.ts';
import type { ParentCommunicationTables } from './tables.ts';

type Unit = UnitOfWork<ParentCommunicationTables>;

export interface KeepOptions {
  newId(): string;
  /** The text of a case document, sealed for the archive before the transaction began. */
  readonly sealed?: string;
}

/** Keeps what happened in a thread, with the notices and events that follow of it. `state` is the thread after the events. */
export async function keepThreadEvents(
  unit: Unit,
  state: ThreadState,
  events: readonly ThreadEvent[],
  options: KeepOptions,
): Promise<void> {
  for (const event of events) {
    switch (event.type) {
      case 'ThreadOpened':
        await sql`insert into parent_communication.thread (id, child_id, unit_id, subject, status, opened_at, last_message_at)
          values (${event.threadId}, ${event.childId}, ${event.unitId}, ${event.subject}, 'OPEN', ${event.at}, ${event.at})`.execute(
          unit.tx,
        );
        break;
      case 'MessageSent':
        await keepMessage(unit, state, event.message, options);
        break;
      case 'MessageRead':
        await sql`insert into parent_communication.message_read (message_id, person_id, read_at)
          values (${event.messageId}, ${event.by}, ${event.at}) on conflict do nothing`.execute(unit.tx);
        await forgetNotices(unit.tx, event.by, event.messageId);
        break;
      case 'ThreadClosed':
        await sql`update parent_communication.thread set status = 'CLOSED', closed_because = ${event.reason}
          where id = ${state.threadId}`.execute(unit.tx);
        await unit.emit([
          newEvent(
            threadClosed,
            { childId: state.childId, threadId: state.threadId, reason: event.reason },
            state.childId,
          ),
        ]);
        break;
    }
  }
}

async function keepMessage(
  unit: Unit,
  state: ThreadState,
  message: ThreadMessage,
  options: KeepOptions,
): Promise<void> {
  const { messageId, author, recipients, text, sentAt, inReplyTo, caseDocument } = message;
  const { threadId, childId } = state;
  await unit.tx
    .insertInto('parentCommunication.message')
    .values({
      id: messageId,
      threadId,
      childId,
      authorId: author.personId,
      authorRole: author.role,
      recipients: JSON.stringify(recipients),
      recipientIds: recipients.map(({ personId }) => personId),
      text,
      sentAt,
      inReplyTo: inReplyTo ?? null,
      caseDocument,
    })
    .execute();
  await sql`update parent_communication.thread set last_message_at = ${sentAt} where id = ${threadId}`.execute(unit.tx);
  await addNotices(
    unit.tx,
    recipients.map(({ personId }) => ({
      id: options.newId(),
      recipient: personId,
      childId,
      kind: 'MESSAGE' as const,
      about: messageId,
      cameUp: sentAt,
    })),
  );
  if (!caseDocument || options.sealed === undefined) return;
  const direction =
    author.role !== 'STAFF' ? 'INCOMING' : recipients.every(({ role }) => role === 'STAFF') ? 'INTERNAL' : 'OUTGOING';
  const { sealed } = options;
  await unit.emit([
    newEvent(
      caseMessageSent,
      { childId, messageId, threadId, direction, sentAt, sealed, category: 'messages' },
      childId,
    ),
  ]);
}

/** Closes the open threads of children at units where they no longer are. */
export async function closeThreadsOfLeavers(
  unit: Unit,
  /** Where each child still is; a thread at any other unit closes. */
  stillAt: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const children = [...stillAt].map(([childId, unitIds]) => ({ child_id: childId, unit_ids: unitIds }));
  const { rows } = await sql<{ id: string; childId: string }>`update parent_communication.thread t
    set status = 'CLOSED', closed_because = 'MOVED'
    from jsonb_to_recordset(${JSON.stringify(children)}::jsonb) as c(child_id uuid, unit_ids jsonb)
    where t.child_id = c.child_id and t.status = 'OPEN' and not c.unit_ids ? t.unit_id::text
    returning t.id, t.child_id`.execute(unit.tx);
  await unit.emit(
    rows.map(({ id, childId }) => newEvent(threadClosed, { childId, threadId: id, reason: 'MOVED' }, childId)),
  );
}

/** The threads of children at a school that has become another are with that one. */
export async function moveThreads(
  tx: Unit['tx'],
  moved: readonly { readonly childId: string; readonly fromUnitId: string; readonly toUnitId: string }[],
): Promise<void> {
  await sql`update parent_communication.thread t set unit_id = m.to_unit_id
    from unnest(${moved.map((one) => one.childId)}::uuid[], ${moved.map((one) => one.fromUnitId)}::uuid[],
      ${moved.map((one) => one.toUnitId)}::uuid[]) as m(child_id, from_unit_id, to_unit_id)
    where t.child_id = m.child_id and t.unit_id = m.from_unit_id and t.status = 'OPEN'`.execute(tx);
}
