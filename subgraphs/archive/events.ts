import { entryJournalled } from '#contracts/events/archive.ts';
import {
  childNeverStarted,
  permissionAnswered,
  transferClosed,
  transferDocumentMade,
} from '#contracts/events/data-sharing.ts';
import { caseMessageSent } from '#contracts/events/parent-communication.ts';
import { caseDocumentRecorded } from '#contracts/events/school-administration.ts';
import { placementProjection } from '#kit/access/placement-projection.ts';
import { type EventHandler, onEvent } from '#kit/events/consumer.ts';
import { type Envelope, type EventType, type NewEvent, newEvent } from '#kit/events/envelope.ts';
import type { NewEntry } from './store/entry-rows.ts';
import { takeIn } from './store/intake.ts';
import type { ArchiveTables } from './store/tables.ts';

/** The key by which a source is journalled once: the thing that happened, not the message that told of it. */
export const sourceKeys = {
  recordedDocument: (recordId: string) => `school-administration/${recordId}`,
  message: (messageId: string) => `parent-communication/${messageId}`,
  permission: (eventId: string) => `data-sharing/permission/${eventId}`,
  /** A transfer that was asked for more after it was closed is closed again: another hand-over, with an entry of its own. */
  closedMove: (transferId: string, side: string, closing = 1) =>
    `data-sharing/${transferId}/${side.toLowerCase()}${closing > 1 ? `/${closing}` : ''}`,
  documentAbroad: (transferId: string) => `data-sharing/document/${transferId}`,
  neverStarted: (transferId: string) => `data-sharing/never-started/${transferId}`,
} as const;

/** Takes events of one type in, to be journalled as soon as the consumer's transaction is over. */
function takesIn<Data extends { readonly childId: string }>(
  event: EventType<string, Data>,
  keyOf: (envelope: Envelope<Data>) => string,
  wake: () => void,
): EventHandler<ArchiveTables> {
  return onEvent<ArchiveTables, Data>(event, async ({ tx }, envelopes) => {
    const items = envelopes.map((envelope) => ({
      sourceKey: keyOf(envelope),
      childId: envelope.data.childId,
      eventType: envelope.type,
      occurredAt: envelope.time,
      data: envelope.data,
    }));
    await takeIn(tx, items);
    wake();
  });
}

/** What the archive listens to: case documents as they arise (innebygd arkivering), and where children are. */
export const createHandlers = (wake: () => void): readonly EventHandler<ArchiveTables>[] => [
  placementProjection<ArchiveTables>('archive'),
  takesIn(caseDocumentRecorded, ({ data }) => sourceKeys.recordedDocument(data.recordId), wake),
  takesIn(caseMessageSent, ({ data }) => sourceKeys.message(data.messageId), wake),
  takesIn(permissionAnswered, ({ id }) => sourceKeys.permission(id), wake),
  takesIn(transferClosed, ({ data }) => sourceKeys.closedMove(data.transferId, data.side, data.closing), wake),
  takesIn(transferDocumentMade, ({ data }) => sourceKeys.documentAbroad(data.transferId), wake),
  takesIn(childNeverStarted, ({ data }) => sourceKeys.neverStarted(data.transferId), wake),
];

/** Says that the archive of record has an entry; nothing while it has not. */
export function journalledEvent({ childId, kind, entry }: Pick<NewEntry, 'childId' | 'kind' | 'entry'>): NewEvent[] {
  if (!entry.number || !entry.registrationId) return [];
  const data = {
    childId,
    entryId: entry.systemId,
    sourceKey: entry.sourceKey,
    kind,
    transferId:
      /^data-sharing\/([0-9a-f-]{36})\/(?:sender|receiver|within)(?:\/\d+)?$/.exec(entry.sourceKey)?.[1] ?? null,
    registrationId: entry.registrationId,
  };
  return [newEvent(entryJournalled, data, childId)];
}
