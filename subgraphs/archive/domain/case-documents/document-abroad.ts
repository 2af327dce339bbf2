import { HubError } from '#kit/errors/hub-error.ts';
import { sha256 } from '../archive-document.ts';
import type { CaseDocumentKind } from '../case-document-kind.ts';
import type { JournalDraft } from '../journal-entry.ts';
import { osloDate } from '../oslo-time.ts';
import { screeningFor } from '../screening.ts';
import { family, internalSender, type OwnSide } from './own-side.ts';

/** The document that the family of a child who moves abroad brings, as it was made. */
export interface DocumentAbroad {
  /** HTML. */
  readonly text: string;
  /** SHA-256 over the text in UTF-8, hexadecimal, as the family can check it. */
  readonly checksum: string;
  readonly madeAt: string;
}

/** The document as an outgoing journal entry; it is kept byte for byte, so that its checksum is the family's. */
export function documentAbroadEntry(
  { text, checksum, madeAt }: DocumentAbroad,
  sourceKey: string,
  addressIsGraded: boolean,
  own: OwnSide,
): { readonly kind: CaseDocumentKind; readonly draft: JournalDraft } {
  const content = new TextEncoder().encode(text);
  if (sha256(content) !== checksum)
    throw new HubError(
      'BROKEN_FILE',
      'The document for a move abroad is not the one that was made: its checksum is another.',
    );
  const title = 'Dokumentasjon til familien ved flytting til utlandet';
  const date = osloDate(new Date(madeAt));
  return {
    kind: 'handover',
    draft: {
      sourceKey,
      title,
      publicTitle: 'Dokumentasjon',
      type: 'outgoing',
      createdBy: own.journalledBy,
      documentDate: date,
      sentAt: madeAt,
      screening: screeningFor(addressIsGraded ? 'graded-address' : 'personal', date),
      correspondents: [internalSender(own), family('receiver')],
      documents: [
        {
          title,
          type: 'report',
          variant: 'archive',
          format: 'HTML',
          mimeType: 'text/html; charset=utf-8',
          fileName: 'dokumentasjon.html',
          content,
        },
      ],
    },
  };
}
