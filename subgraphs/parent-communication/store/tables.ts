import type { Generated, JSONColumnType } from 'kysely';
import type { ReportedAbsence } from '../domain/absence-report.ts';
import type { NoticeKind } from '../domain/notice-texts.ts';
import type { PermissionRequest } from '../domain/permission-request.ts';
import type { NotificationPreferences } from '../domain/preferences.ts';
import type { Participant, PersonRole } from '../domain/telling.ts';
import type { ClosingReason } from '../domain/thread.ts';
import type { MailPart } from '../mail/mail-store.ts';

/** Schema `parent_communication`. */
export interface ParentCommunicationTables {
  'parentCommunication.thread': {
    id: string;
    childId: string;
    unitId: string;
    subject: string;
    status: 'OPEN' | 'CLOSED';
    closedBecause: ClosingReason | null;
    openedAt: string;
    lastMessageAt: string;
  };
  'parentCommunication.message': {
    id: string;
    /** The order in which messages were sent, also within one millisecond. */
    position: Generated<number>;
    threadId: string;
    childId: string;
    authorId: string;
    authorRole: PersonRole;
    recipients: JSONColumnType<readonly Participant[] & object>;
    recipientIds: string[];
    text: string;
    sentAt: string;
    inReplyTo: string | null;
    caseDocument: boolean;
  };
  /** What is kept of a message that was taken back; its text is sealed here and gone from the message. */
  'parentCommunication.messageRetraction': {
    messageId: string;
    childId: string;
    aboutChildId: string | null;
    reason: string;
    retractedBy: string;
    retractedAt: string;
    foundOutAt: string;
    sealed: string;
  };
  'parentCommunication.messageRead': { messageId: string; personId: string; readAt: string };
  'parentCommunication.absenceReport': {
    id: string;
    childId: string;
    status: 'REPORTED' | 'RETRACTED';
    reportedBy: JSONColumnType<Participant & object>;
    absence: JSONColumnType<ReportedAbsence & object>;
    reportedAt: string;
    changedAt: string;
  };
  'parentCommunication.permissionRequest': {
    transferId: string;
    category: string;
    childId: string;
    askedAt: string;
    body: JSONColumnType<PermissionRequest & object>;
  };
  'parentCommunication.notice': {
    id: string;
    recipient: string;
    /** Null: it is told of no child in particular. */
    childId: string | null;
    kind: NoticeKind;
    /** What waits: a message's id, or `<transfer>/<category>` of a question. It never leaves the hub. */
    about: string;
    cameUp: string;
    /** Told to the recipient in a delivery; null while it waits for its time. */
    toldAt: string | null;
  };
  'parentCommunication.delivery': { id: string; recipient: string; text: string; madeAt: string };
  'parentCommunication.mail': {
    deliveryId: string;
    recipient: string;
    parts: JSONColumnType<readonly MailPart[] & object>;
    madeAt: string;
    tryAt: string;
  };
  'parentCommunication.preferences': {
    personId: string;
    preferences: JSONColumnType<NotificationPreferences & object>;
  };
  /** Children whose rights have changed, and whose threads and notices are to be checked again. */
  'parentCommunication.recheck': { childId: string };
  'parentCommunication.childPlacement': {
    childId: string;
    unitIds: string[];
    groupIds: string[];
    graded: boolean;
    active: boolean;
  };
}
