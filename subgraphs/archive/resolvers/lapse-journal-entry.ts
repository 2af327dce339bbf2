import { viewerKey } from '#kit/access/viewer.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { once } from '#kit/events/idempotency.ts';
import type { ArchiveContext } from '../context.ts';
import { changeStatus } from '../domain/journal-entry.ts';
import { changeEntries, findEntries } from '../store/entry-rows.ts';
import { lockRecords } from '../store/record-rows.ts';
import { refusals } from './journalise-document.ts';
import { isUuid } from './uuid.ts';

export interface LapseJournalEntryInput {
  readonly idempotencyKey: string;
  readonly childId: string;
  readonly entryId: string;
}

/** Lets an entry lapse, once per idempotency key. The archive of record elsewhere is told by its own archivist. */
export async function lapseJournalEntry(
  _: unknown,
  { input }: { readonly input: LapseJournalEntryInput },
  context: ArchiveContext,
) {
  const { access, work } = context;
  const viewer = viewerKey(access.viewer);
  const request = { deed: 'lapse-journal-entry', ...input };
  return refusals(async () => {
    const entryId = await work.transact((unit) =>
      once(unit, { subgraph: 'archive', viewer, key: input.idempotencyKey, request }, async () => {
        // The record's lock keeps two changes of one case apart.
        await lockRecords(unit.tx, [input.childId]);
        const [kept] = isUuid(input.entryId) ? await findEntries(unit.tx, [input.entryId]) : [];
        if (!kept || kept.childId !== input.childId)
          throw new HubError('NOT_FOUND', 'There is no such journal entry in the record.');
        await changeEntries(unit.tx, [changeStatus(kept.entry, 'lapsed', { who: viewer, now: access.now })]);
        return kept.entry.systemId;
      }),
    );
    return context.loaders.entry.clear(entryId).load(entryId);
  });
}
