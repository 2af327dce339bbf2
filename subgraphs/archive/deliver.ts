import type { Database } from '#kit/database/database.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { Transact } from '#kit/events/outbox.ts';
import type { Log } from '#kit/log/log.ts';
import { isUnchanged } from './domain/archive-document.ts';
import { numberEntry } from './domain/journal-entry.ts';
import { numberRecord } from './domain/pupil-record.ts';
import { journalledEvent } from './events.ts';
import type { Archive, ArchiveReceipt } from './source/archive.ts';
import { type Delivery, dueDeliveries, postponeDelivery, removeDelivery } from './store/deliveries.ts';
import { changeEntries, findEntries, type KeptEntry, readContents } from './store/entry-rows.ts';
import { findRecords, lockRecords, saveRecords } from './store/record-rows.ts';
import type { ArchiveTables } from './store/tables.ts';

export interface DeliveryDeps {
  readonly database: Database<ArchiveTables>;
  readonly transact: Transact<ArchiveTables>;
  readonly archive: Archive;
  readonly log: Log;
  now(): Date;
}

const batchSize = 20;

/** One run: hands what is due to the archive of record, a child's entries in order. True when there is more. */
export async function deliverDue(deps: DeliveryDeps): Promise<boolean> {
  const due = await dueDeliveries(deps.database, deps.now(), batchSize);
  for (const delivery of due) {
    try {
      await deliver(deps, delivery);
    } catch (error) {
      const reason = error instanceof HubError ? error.message : 'unexpected error';
      deps.log.warn(
        { err: error, entryId: delivery.entryId, attempts: delivery.attempts },
        'the archive of record has not taken an entry',
      );
      await postponeDelivery(deps.database, delivery, reason, deps.now());
    }
  }
  return due.length > 0;
}

async function deliver(deps: DeliveryDeps, delivery: Delivery): Promise<void> {
  const [[kept], records] = await Promise.all([
    findEntries(deps.database, [delivery.entryId]),
    findRecords(deps.database, [delivery.childId]),
  ]);
  const record = records.get(delivery.childId);
  if (!kept || !record) throw new Error('a delivery without entry or record');
  const files = await contentsOf(deps, kept);
  const receipt = await deps.archive.submit({ record, entry: kept.entry, files });
  await keepReceipt(deps, kept, receipt);
}

async function contentsOf(deps: DeliveryDeps, { entry }: KeptEntry): Promise<Map<string, Uint8Array>> {
  const contents = await readContents(
    deps.database,
    entry.documents.map((document) => document.systemId),
  );
  return new Map(
    entry.documents.map((document) => {
      const content = contents.get(document.systemId);
      if (!content || !isUnchanged(document, content))
        throw new HubError(
          'BROKEN_FILE',
          'A document is not the one that was registered: its checksum is another. An archivist must look.',
        );
      return [document.fileReference, content];
    }),
  );
}

async function keepReceipt(deps: DeliveryDeps, kept: KeptEntry, receipt: ArchiveReceipt): Promise<void> {
  await deps.transact(async ({ tx, emit }) => {
    const record = (await lockRecords(tx, [kept.childId])).get(kept.childId);
    if (!record) throw new Error('a record went away');
    const entry = numberEntry(kept.entry, receipt.caseNumber, receipt.number);
    await saveRecords(tx, [numberRecord(record, receipt.caseNumber)]);
    await changeEntries(tx, [entry]);
    await removeDelivery(tx, entry.systemId);
    await emit(journalledEvent({ ...kept, entry }));
  });
}
