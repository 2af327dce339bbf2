import { categories, isCategoryId } from '#contracts/categories.ts';
import type { JournalDraft } from '../journal-entry.ts';
import { osloDate } from '../oslo-time.ts';
import { family, internalSender, type OwnSide } from './own-side.ts';
import { moment, plainTextDocument } from './plain-text.ts';

/** An answer to whether a category may follow a child, or the silence that counts as none (opplæringslova § 25-1 (4)). */
export interface PermissionAnswer {
  readonly transferId: string;
  readonly category: string;
  /** Null when the time passed for all who had not answered. */
  readonly personId: string | null;
  readonly answer: 'PERMITTED' | 'REFUSED' | 'WITHDRAWN' | 'SILENT';
  readonly answeredAt: string;
}

const answers: Readonly<Record<PermissionAnswer['answer'], string>> = {
  PERMITTED: 'Tillatt',
  REFUSED: 'Ikke tillatt',
  WITHDRAWN: 'Tillatelsen er trukket tilbake',
  SILENT: 'Ikke besvart innen fristen',
};

export const categoryLabel = (category: string): string =>
  isCategoryId(category) ? categories[category].label.nb : category;

/** The answer as a journal entry: incoming, or a note when nobody answered. */
export function permissionEntry(answer: PermissionAnswer, sourceKey: string, own: OwnSide): JournalDraft {
  const title = 'Svar på spørsmål om å dele opplysninger';
  const silent = answer.answer === 'SILENT';
  return {
    sourceKey,
    title,
    publicTitle: title,
    type: silent ? 'internal-note' : 'incoming',
    createdBy: own.journalledBy,
    documentDate: osloDate(new Date(answer.answeredAt)),
    ...(silent ? {} : { receivedAt: answer.answeredAt }),
    correspondents: silent ? [internalSender(own)] : [family('sender')],
    documents: [
      plainTextDocument(title, 'message', 'svar.txt', [
        ['Opplysninger', categoryLabel(answer.category)],
        ['Svar', answers[answer.answer]],
        ['Tidspunkt', moment(answer.answeredAt)],
        ...(answer.personId ? [['Svart av (nøkkel i huben)', answer.personId] as const] : []),
        ['Overføring', answer.transferId],
      ]),
    ],
  };
}
