import {
  childNeverStarted,
  permissionAnswered,
  transferClosed,
  transferDocumentMade,
} from '#contracts/events/data-sharing.ts';
import { caseMessageSent } from '#contracts/events/parent-communication.ts';
import { caseDocumentRecorded } from '#contracts/events/school-administration.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { ChildVault } from '#kit/events/child-vault.ts';
import { caseMessage, caseMessageEntry } from './domain/case-documents/case-message.ts';
import { documentAbroadEntry } from './domain/case-documents/document-abroad.ts';
import { moveEntry } from './domain/case-documents/move.ts';
import { neverStartedEntry } from './domain/case-documents/never-started.ts';
import type { OwnSide } from './domain/case-documents/own-side.ts';
import { permissionEntry } from './domain/case-documents/permission-answer.ts';
import { recordedDocument, recordedDocumentEntry } from './domain/case-documents/recorded-document.ts';
import type { WaitingIntake } from './store/intake.ts';
import type { Journalling } from './store/journalling.ts';

/** What the hub journals of a case document that has arisen; a sealed text is opened here, outside any transaction. */
export async function journallingOf(intake: WaitingIntake, own: OwnSide, vault: ChildVault): Promise<Journalling> {
  const { childId, sourceKey, occurredAt: at } = intake;
  switch (intake.eventType) {
    case caseDocumentRecorded.type: {
      const { kind, sealed, category } = caseDocumentRecorded.schema.parse(intake.data);
      const opened = recordedDocument.safeParse(await vault.open(sealed, { child: childId, category }));
      if (!opened.success) throw new HubError('BAD_INPUT', 'The sealed case document has not the form of one.');
      return { childId, ...recordedDocumentEntry(opened.data, { kind, sourceKey, at }, own) };
    }
    case caseMessageSent.type: {
      const { direction, sealed, category } = caseMessageSent.schema.parse(intake.data);
      const opened = caseMessage.safeParse(await vault.open(sealed, { child: childId, category }));
      if (!opened.success) throw new HubError('BAD_INPUT', 'The sealed message has not the form of one.');
      return { childId, kind: 'message', draft: caseMessageEntry(opened.data, direction, sourceKey, own) };
    }
    case permissionAnswered.type:
      return {
        childId,
        kind: 'permission',
        draft: permissionEntry(permissionAnswered.schema.parse(intake.data), sourceKey, own),
      };
    case transferDocumentMade.type: {
      const { sealed, checksum, madeAt } = transferDocumentMade.schema.parse(intake.data);
      const text = await vault.open(sealed, { child: childId, category: 'transfer-documents' });
      if (typeof text !== 'string') throw new HubError('BAD_INPUT', 'The sealed document has not the form of one.');
      return { childId, ...documentAbroadEntry({ text, checksum, madeAt }, sourceKey, intake.graded, own) };
    }
    case transferClosed.type:
      return { childId, ...moveEntry(transferClosed.schema.parse(intake.data), sourceKey, intake.graded, own) };
    case childNeverStarted.type: {
      const move = childNeverStarted.schema.parse(intake.data);
      return { childId, ...neverStartedEntry(move, sourceKey, intake.graded, own) };
    }
    default:
      throw new HubError('BAD_INPUT', `The archive does not know how to journal ${intake.eventType}.`);
  }
}
