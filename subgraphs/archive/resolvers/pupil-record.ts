import { connectionOf, type PageArguments, readPage } from '#contracts/graphql/connection.ts';
import type { ArchiveContext } from '../context.ts';
import { caseNumberText, type PupilRecord } from '../domain/pupil-record.ts';
import { enumName } from './enum-name.ts';

export const pupilResolvers = {
  pupilRecord: (pupil: { readonly id: string }, _: unknown, context: ArchiveContext) =>
    context.loaders.recordOf.load(pupil.id),
};

export const pupilRecordResolvers = {
  id: (record: PupilRecord) => record.systemId,
  pupil: (record: PupilRecord) => ({ id: record.childId }),
  caseNumber: (record: PupilRecord) => (record.caseNumber ? caseNumberText(record.caseNumber) : null),
  status: (record: PupilRecord) => enumName(record.status),
  openedOn: (record: PupilRecord) => record.caseDate,
  closedAt: (record: PupilRecord) => record.closed?.at ?? null,
  journalEntries: async ({ childId }: PupilRecord, args: PageArguments, context: ArchiveContext) => {
    const page = readPage(args, 1);
    const rows = await context.loaders.entryPage.load({ of: childId, ask: page });
    return connectionOf(rows, page.limit, (kept) => [String(kept.position)]);
  },
};
