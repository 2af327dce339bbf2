import { z } from 'zod';
import type { JournalDraft } from '../journal-entry.ts';
import { osloDate } from '../oslo-time.ts';
import { family, internalSender, type OwnSide } from './own-side.ts';
import { moment, plainTextDocument } from './plain-text.ts';

/** A message that is a case document, as parent-communication sealed it when it was sent. */
export const caseMessage = z.object({ title: z.string(), text: z.string(), sentAt: z.iso.datetime() });
export type CaseMessage = z.infer<typeof caseMessage>;

export type MessageDirection = 'OUTGOING' | 'INCOMING' | 'INTERNAL';

const types = { OUTGOING: 'outgoing', INCOMING: 'incoming', INTERNAL: 'internal-note' } as const;

/** A message between home and school as a journal entry; the public journal says no more than that it is a message. */
export function caseMessageEntry(
  message: CaseMessage,
  direction: MessageDirection,
  sourceKey: string,
  own: OwnSide,
): JournalDraft {
  const type = types[direction];
  return {
    sourceKey,
    title: message.title,
    publicTitle: 'Melding mellom hjem og skole',
    type,
    createdBy: own.journalledBy,
    documentDate: osloDate(new Date(message.sentAt)),
    ...(type === 'incoming' ? { receivedAt: message.sentAt } : {}),
    ...(type === 'outgoing' ? { sentAt: message.sentAt } : {}),
    correspondents:
      type === 'incoming'
        ? [family('sender')]
        : type === 'outgoing'
          ? [internalSender(own), family('receiver')]
          : [internalSender(own)],
    documents: [
      plainTextDocument(message.title, 'message', 'melding.txt', [['Sendt', moment(message.sentAt)], '', message.text]),
    ],
  };
}
