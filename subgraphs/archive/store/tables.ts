import type { Generated, JSONColumnType } from 'kysely';
import type { JournalEntry } from '../domain/journal-entry.ts';
import type { Provenance } from '../domain/provenance.ts';
import type { PupilRecord } from '../domain/pupil-record.ts';

/** The tables of `migrations.ts` as Kysely knows them. `body` is the domain object; the columns beside it are what SQL asks for. */
export interface ArchiveTables {
  'archive.pupilRecord': {
    systemId: string;
    childId: string;
    caseYear: number | null;
    caseSequence: number | null;
    status: string;
    body: JSONColumnType<PupilRecord & object>;
  };
  'archive.journalEntry': {
    systemId: string;
    childId: string;
    sourceKey: string;
    kind: string;
    position: Generated<number>;
    journalYear: number | null;
    journalSequence: number | null;
    entryInCase: number | null;
    status: string;
    body: JSONColumnType<JournalEntry & object>;
    provenance: JSONColumnType<Provenance & object> | null;
  };
  'archive.documentContent': { documentId: string; entryId: string; content: Buffer };
  'archive.numberSeries': { series: string; last: number };
  'archive.intake': {
    sourceKey: string;
    position: Generated<number>;
    childId: string;
    eventType: string;
    occurredAt: string;
    data: unknown;
    dueAt: string;
    attempts: Generated<number>;
    reason: string | null;
    givenUp: Generated<boolean>;
  };
  'archive.delivery': {
    entryId: string;
    position: number;
    childId: string;
    dueAt: string;
    attempts: Generated<number>;
    reason: string | null;
  };
}
