import { HubError } from '#kit/errors/hub-error.ts';
import { type ArchiveDocument, type DocumentDraft, describeDocument } from './archive-document.ts';
import { optionalText, requiredText } from './archive-text.ts';
import type { JournalEntryType, JournalStatus } from './code-lists.ts';
import { type Correspondent, keptCorrespondent } from './correspondent.ts';
import { osloDate } from './oslo-time.ts';
import { type CaseNumber, caseNumberText, type PupilRecord } from './pupil-record.ts';
import { keptScreening, type Screening } from './screening.ts';

/** The numbers of a journal entry, from one archive's series. */
export interface JournalNumber {
  /** M013 journalaar. */
  readonly year: number;
  /** M014 journalsekvensnummer: without gaps within the year. */
  readonly sequence: number;
  /** M015 journalpostnummer: without gaps within the case. */
  readonly entryInCase: number;
}

/** A journal entry (journalpost) of a pupil record, with its documents. */
export interface JournalEntry {
  /** M001 systemID. */
  readonly systemId: string;
  /** M017 noekkel, with M016 fagsystem `oppvekst-hub`: what in the hub gave rise to it; journalling is idempotent on this. */
  readonly sourceKey: string;
  /** Given by the archive of record; absent until it has answered. */
  readonly number?: JournalNumber;
  /** M004 registreringsID: case number and number in the case, 2026/17-3. */
  readonly registrationId?: string;
  /** M020 tittel. */
  readonly title: string;
  /** M025 offentligTittel. */
  readonly publicTitle: string;
  /** M600 opprettetDato: an instant. */
  readonly createdAt: string;
  /** M601 opprettetAv. */
  readonly createdBy: string;
  /** M604 arkivertDato and M605 arkivertAv: when the entry was final. */
  readonly archived?: { readonly at: string; readonly by: string };
  /** M082 journalposttype. */
  readonly type: JournalEntryType;
  /** M053 journalstatus. */
  readonly status: JournalStatus;
  /** M101 journaldato: an ISO date. */
  readonly journalDate: string;
  /** M103 dokumentetsDato: an ISO date. */
  readonly documentDate: string;
  /** M104 mottattDato: an instant, of an incoming document. */
  readonly receivedAt?: string;
  /** M105 sendtDato: an instant, of an outgoing document. */
  readonly sentAt?: string;
  readonly screening?: Screening;
  readonly correspondents: readonly Correspondent[];
  readonly documents: readonly ArchiveDocument[];
}

/** What a caller says when something is journalled. */
export interface JournalDraft {
  readonly sourceKey: string;
  readonly title: string;
  readonly publicTitle: string;
  readonly type: JournalEntryType;
  readonly createdBy: string;
  readonly documentDate: string;
  readonly receivedAt?: string;
  readonly sentAt?: string;
  readonly screening?: Screening;
  readonly correspondents: readonly Correspondent[];
  readonly documents: readonly DocumentDraft[];
}

/** Registers an entry in a record; it is journalled when the archive of record has given its numbers (`numberEntry`). */
export function registerEntry(
  record: PupilRecord,
  draft: JournalDraft,
  by: { readonly newId: () => string; readonly now: Date },
): JournalEntry {
  if (record.status === 'closed')
    throw new HubError('CONFLICT', 'The pupil record is closed. Open it again before something is journalled in it.');
  if (draft.documents.length === 0)
    throw new HubError('BAD_INPUT', `A journal entry needs at least one document (${draft.sourceKey} has none).`);
  const createdAt = by.now.toISOString();
  const createdBy = requiredText(draft.createdBy, 'who journals (opprettetAv)');
  const screening = draft.screening ?? record.screening;
  return {
    systemId: by.newId(),
    sourceKey: requiredText(draft.sourceKey, 'the source of a journal entry'),
    title: requiredText(draft.title, 'the title of a journal entry (tittel)'),
    publicTitle: optionalText(draft.publicTitle) ?? 'Unntatt offentlighet',
    createdAt,
    createdBy,
    type: draft.type,
    status: 'registered',
    journalDate: osloDate(by.now),
    documentDate: draft.documentDate,
    ...(draft.receivedAt ? { receivedAt: draft.receivedAt } : {}),
    ...(draft.sentAt ? { sentAt: draft.sentAt } : {}),
    screening: keptScreening(screening),
    correspondents: draft.correspondents.map(keptCorrespondent),
    documents: draft.documents.map((document, index) =>
      describeDocument(document, index + 1, { id: by.newId(), at: createdAt, who: createdBy }),
    ),
  };
}

/** The entry with the archive's numbers: now it is journalled (journalført). */
export function numberEntry(entry: JournalEntry, caseNumber: CaseNumber, number: JournalNumber): JournalEntry {
  if (entry.number)
    throw new HubError(
      'CONFLICT',
      `The entry is ${entry.registrationId} in the journal already: a number is given once.`,
    );
  return {
    ...entry,
    number,
    registrationId: `${caseNumberText(caseNumber)}-${number.entryInCase}`,
    status: entry.status === 'registered' ? 'journalled' : entry.status,
  };
}

/** What may become of an entry. Nothing leads back, and a mistaken entry lapses (utgår) with its number: it is never removed. */
const nextStatuses: Readonly<Record<JournalStatus, readonly JournalStatus[]>> = {
  registered: ['journalled'],
  journalled: ['dispatched', 'archived', 'lapsed'],
  dispatched: ['archived'],
  archived: [],
  lapsed: [],
};

/** Moves an entry on: dispatched (outgoing only), archived (final), or lapsed. */
export function changeStatus(
  entry: JournalEntry,
  status: 'dispatched' | 'archived' | 'lapsed',
  by: { readonly who: string; readonly now: Date },
): JournalEntry {
  if (!nextStatuses[entry.status].includes(status))
    throw new HubError('CONFLICT', `A journal entry that is ${entry.status} cannot become ${status}.`);
  if (status === 'dispatched' && entry.type !== 'outgoing')
    throw new HubError('CONFLICT', 'Only an outgoing document can be dispatched.');
  if (status !== 'archived') return { ...entry, status };
  return {
    ...entry,
    status,
    archived: { at: by.now.toISOString(), by: requiredText(by.who, 'who archives (arkivertAv)') },
  };
}
