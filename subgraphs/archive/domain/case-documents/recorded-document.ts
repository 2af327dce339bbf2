import { z } from 'zod';
import type { CaseDocumentKind } from '../case-document-kind.ts';
import type { JournalDraft } from '../journal-entry.ts';
import { family, internalSender, type OwnSide } from './own-side.ts';
import { plainTextDocument } from './plain-text.ts';

/** A case document as school-administration sealed it when it was recorded. */
export const recordedDocument = z.object({
  title: z.string(),
  text: z.string(),
  decidedOn: z.iso.date(),
  legalBasis: z.string().nullish(),
});
export type RecordedDocument = z.infer<typeof recordedDocument>;

export type RecordedKind = 'INDIVIDUAL_DECISION' | 'PLAN' | 'SCHOOL_ENVIRONMENT';

const forms: Readonly<Record<RecordedKind, { kind: CaseDocumentKind; publicTitle: string; fileName: string }>> = {
  INDIVIDUAL_DECISION: { kind: 'individual-decision', publicTitle: 'Enkeltvedtak', fileName: 'vedtak.txt' },
  PLAN: { kind: 'plan', publicTitle: 'Plan', fileName: 'plan.txt' },
  SCHOOL_ENVIRONMENT: { kind: 'school-environment', publicTitle: 'Skolemiljøsak', fileName: 'skolemiljo.txt' },
};

/**
 * A decision, plan or school-environment document as a journal entry. A decision goes out to those it concerns (forvaltningsloven
 * § 27); the others document the school's own work (opplæringslova §§ 11-10, 12-4).
 */
export function recordedDocumentEntry(
  document: RecordedDocument,
  recorded: { readonly kind: RecordedKind; readonly sourceKey: string; readonly at: string },
  own: OwnSide,
): { readonly kind: CaseDocumentKind; readonly draft: JournalDraft } {
  const { kind, publicTitle, fileName } = forms[recorded.kind];
  const isDecision = recorded.kind === 'INDIVIDUAL_DECISION';
  return {
    kind,
    draft: {
      sourceKey: recorded.sourceKey,
      title: document.title,
      publicTitle,
      type: isDecision ? 'outgoing' : 'internal-note',
      createdBy: own.journalledBy,
      documentDate: document.decidedOn,
      ...(isDecision ? { sentAt: recorded.at } : {}),
      correspondents: isDecision ? [internalSender(own), family('receiver')] : [internalSender(own)],
      documents: [
        plainTextDocument(document.title, isDecision ? 'decision' : 'report', fileName, [
          ['Dato', document.decidedOn],
          ...(document.legalBasis ? [['Hjemmel', document.legalBasis] as const] : []),
          '',
          document.text,
        ]),
      ],
    },
  };
}
