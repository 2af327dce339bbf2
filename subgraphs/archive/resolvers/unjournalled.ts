import { connectionOf, type PageArguments, readPage } from '#contracts/graphql/connection.ts';
import type { ArchiveContext } from '../context.ts';
import { listUnjournalled, type Unjournalled } from '../store/unjournalled.ts';

/** What is not in the archive of record yet although it was tried, of the children that the viewer may know of. */
export async function unjournalledDocuments(_: unknown, args: PageArguments, { access, work }: ArchiveContext) {
  const page = readPage(args);
  const rows = await listUnjournalled(work.database, page, await access.visibility());
  return connectionOf(rows, page.limit, ({ since, id }) => [since, id]);
}

export const unjournalledResolvers = {
  pupil: ({ childId }: Unjournalled) => ({ id: childId }),
};
