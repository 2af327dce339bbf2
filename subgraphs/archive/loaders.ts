import DataLoader from 'dataloader';
import type { Page } from '#contracts/graphql/connection.ts';
import type { Database } from '#kit/database/database.ts';
import { type ListLoader, listLoader } from '#kit/serve/list-loader.ts';
import type { PupilRecord } from './domain/pupil-record.ts';
import { listEntries, waitingReasons } from './store/entry-lists.ts';
import { findEntries, type KeptEntry, readContents } from './store/entry-rows.ts';
import { findRecords } from './store/record-rows.ts';
import type { ArchiveTables } from './store/tables.ts';

/** The loaders of one request. */
export interface ArchiveLoaders {
  readonly recordOf: DataLoader<string, PupilRecord | null>;
  readonly entry: DataLoader<string, KeptEntry | null>;
  readonly entryPage: ListLoader<Page, KeptEntry>;
  readonly waitingReason: DataLoader<string, string | null>;
  readonly content: DataLoader<string, Uint8Array | null>;
}

type Db = Database<ArchiveTables>;

export const createLoaders = (db: Db): ArchiveLoaders => ({
  recordOf: createRecordLoader(db),
  entry: createEntryLoader(db),
  entryPage: createEntryPageLoader(db),
  waitingReason: createWaitingReasonLoader(db),
  content: createContentLoader(db),
});

/** Pupil records by child. */
const createRecordLoader = (db: Db) =>
  new DataLoader<string, PupilRecord | null>(async (childIds) => {
    const found = await findRecords(db, childIds);
    return childIds.map((childId) => found.get(childId) ?? null);
  });

/** Entries by systemID. */
const createEntryLoader = (db: Db) =>
  new DataLoader<string, KeptEntry | null>(async (systemIds) => {
    const found = new Map((await findEntries(db, systemIds)).map((kept) => [kept.entry.systemId, kept]));
    return systemIds.map((systemId) => found.get(systemId) ?? null);
  });

/** Pages of a child's entries; one more than asked for tells that more follow. */
const createEntryPageLoader = (db: Db) =>
  listLoader(async (childIds, { limit, after }: Page) => {
    const before = after?.[0];
    const entries = await listEntries(db, childIds, limit + 1, before === undefined ? null : Number(before));
    return Map.groupBy(entries, (kept) => kept.childId);
  });

/** Why an entry waits for the archive of record. */
const createWaitingReasonLoader = (db: Db) =>
  new DataLoader<string, string | null>(async (systemIds) => {
    const found = await waitingReasons(db, systemIds);
    return systemIds.map((systemId) => found.get(systemId) ?? null);
  });

/** The bytes of documents. */
const createContentLoader = (db: Db) =>
  new DataLoader<string, Uint8Array | null>(async (documentIds) => {
    const found = await readContents(db, documentIds);
    return documentIds.map((documentId) => found.get(documentId) ?? null);
  });
