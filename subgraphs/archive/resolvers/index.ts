import { archiveDocumentResolvers } from './archive-document.ts';
import { exportArkivmelding } from './export-arkivmelding.ts';
import { journalEntryResolvers, queryResolvers } from './journal-entry.ts';
import { journaliseDocument } from './journalise-document.ts';
import { lapseJournalEntry } from './lapse-journal-entry.ts';
import { pupilRecordResolvers, pupilResolvers } from './pupil-record.ts';

import { unjournalledDocuments, unjournalledResolvers } from './unjournalled.ts';

export const resolvers = {
  Query: { ...queryResolvers, unjournalledDocuments },
  Mutation: { journaliseDocument, lapseJournalEntry, exportArkivmelding },
  Pupil: pupilResolvers,
  PupilRecord: pupilRecordResolvers,
  JournalEntry: journalEntryResolvers,
  ArchiveDocument: archiveDocumentResolvers,
  UnjournalledDocument: unjournalledResolvers,
};
