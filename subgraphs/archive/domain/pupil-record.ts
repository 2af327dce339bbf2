import { HubError } from '#kit/errors/hub-error.ts';
import { optionalText, requiredText } from './archive-text.ts';
import type { RecordStatus } from './code-lists.ts';
import { osloDate } from './oslo-time.ts';
import { keptScreening, type Screening, screeningFor } from './screening.ts';

/** Noark 5's class in a classification system (klassifikasjon): a pupil record is classified by the pupil. */
export interface Classification {
  /** M806 klassifikasjonssystemID. */
  readonly system: string;
  /** M002 klasseID. */
  readonly classId: string;
  /** M020 tittel of the class. */
  readonly title?: string;
  /** M509 erSkjermet. */
  readonly screened: boolean;
}

/** A case number: M011 saksaar and M012 sakssekvensnummer, written 2026/17. */
export interface CaseNumber {
  readonly year: number;
  readonly sequence: number;
}

/**
 * A pupil record (elevmappe): one saksmappe per child and controller, that gathers the case documents about the child
 * (arkivlova § 5). It is found by our own key, never by a national id.
 */
export interface PupilRecord {
  /** M001 systemID. */
  readonly systemId: string;
  /** M017 noekkel, with M016 fagsystem `oppvekst-hub`: the child's pseudonymous id. */
  readonly childId: string;
  /** Given by the archive of record; absent until it has answered. */
  readonly caseNumber?: CaseNumber;
  /** M020 tittel. */
  readonly title: string;
  /** M025 offentligTittel: what the public journal shows. */
  readonly publicTitle: string;
  /** M600 opprettetDato: an instant. */
  readonly openedAt: string;
  /** M601 opprettetAv. */
  readonly openedBy: string;
  /** M100 saksdato: an ISO date. */
  readonly caseDate: string;
  /** M052 saksstatus. */
  readonly status: RecordStatus;
  /** M602 avsluttetDato and M603 avsluttetAv. */
  readonly closed?: { readonly at: string; readonly by: string };
  /** M305 administrativEnhet: the unit that keeps the record. */
  readonly unit: string;
  /** M306 saksansvarlig: a role, not a name, so that it stays true. */
  readonly responsible: string;
  /** arkivdel: the part of the archive that the record belongs to. */
  readonly series: string;
  readonly screening: Screening;
  readonly classification: readonly Classification[];
}

/** What a caller says when a record is opened. */
export interface PupilRecordDraft {
  readonly childId: string;
  readonly unit: string;
  readonly responsible: string;
  readonly openedBy: string;
  readonly series?: string;
  /** The pupil's name when the record is opened, so that the archive is understood without the hub (arkivlova § 5). Never a national id. */
  readonly pupilName?: string | undefined;
}

/** Opens a pupil record: screened from its first moment, classified by the pupil, without number until the archive gives one. */
export function openPupilRecord(draft: PupilRecordDraft, by: { readonly id: string; readonly now: Date }): PupilRecord {
  const caseDate = osloDate(by.now);
  const childId = requiredText(draft.childId, 'the child of a pupil record');
  const pupilName = optionalText(draft.pupilName);
  return {
    systemId: by.id,
    childId,
    title: pupilName ? `Elevmappe – ${pupilName}` : 'Elevmappe',
    publicTitle: 'Elevmappe',
    openedAt: by.now.toISOString(),
    openedBy: requiredText(draft.openedBy, 'who opens the record (opprettetAv)'),
    caseDate,
    status: 'open',
    unit: requiredText(draft.unit, 'the unit that keeps the record (administrativEnhet)'),
    responsible: requiredText(draft.responsible, 'who is responsible for the record (saksansvarlig)'),
    series: optionalText(draft.series) ?? 'ELEV',
    screening: keptScreening(screeningFor('personal', caseDate)),
    classification: [{ system: 'ELEV', classId: childId, screened: true }],
  };
}

/** The record with the number that the archive of record gave it; another number later would be another case. */
export function numberRecord(record: PupilRecord, caseNumber: CaseNumber): PupilRecord {
  const had = record.caseNumber;
  if (had && (had.year !== caseNumber.year || had.sequence !== caseNumber.sequence))
    throw new HubError(
      'CONFLICT',
      `The pupil record is case ${caseNumberText(had)} and cannot become ${caseNumberText(caseNumber)}.`,
    );
  return { ...record, caseNumber };
}

/** Closes a record, for example when the child has left; it is kept, and may be opened again. */
export const closeRecord = (record: PupilRecord, by: { readonly who: string; readonly now: Date }): PupilRecord =>
  record.status === 'closed'
    ? record
    : {
        ...record,
        status: 'closed',
        closed: { at: by.now.toISOString(), by: requiredText(by.who, 'who closes the record') },
      };

/** Opens a closed record again: a child who comes back goes on in the same elevmappe. */
export function reopenRecord(record: PupilRecord): PupilRecord {
  const { closed: _, ...rest } = record;
  return { ...rest, status: 'open' };
}

export const caseNumberText = (number: CaseNumber): string => `${number.year}/${number.sequence}`;
