import type { JournalEntry, JournalNumber } from '../domain/journal-entry.ts';
import type { CaseNumber, PupilRecord } from '../domain/pupil-record.ts';

/** What is handed to the archive of record: an entry, the record it belongs to, and the bytes of its documents. */
export interface Submission {
  readonly record: PupilRecord;
  readonly entry: JournalEntry;
  /** The bytes by `fileReference`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** The archive's answer: the numbers by which record and entry are known there for ever. */
export interface ArchiveReceipt {
  readonly caseNumber: CaseNumber;
  readonly number: JournalNumber;
  /** The archive had the entry from an earlier submission of the same `sourceKey`. */
  readonly existed: boolean;
}

/**
 * The archive of record as the hub sees it. A submission is idempotent per `entry.sourceKey`: after an answer that got lost the
 * same submission is sent again and gives the same numbers.
 */
export interface Archive {
  submit(submission: Submission): Promise<ArchiveReceipt>;
  close(): Promise<void>;
}
