import DataLoader from 'dataloader';
import type { Page } from '#contracts/graphql/connection.ts';
import type { Access } from '#kit/access/access.ts';
import { viewerKey } from '#kit/access/viewer.ts';
import type { LookUp, LookUpFilter } from '#kit/audit/access-log.ts';
import type { Database } from '#kit/database/database.ts';
import { type ClosedData, closedDataOf } from '#kit/retention/closed-data.ts';
import { type ListLoader, listLoader } from '#kit/serve/list-loader.ts';
import { type AccessLogEntry, describeLookUps, readEntries } from './access-log/entries.ts';
import { type AccessQuestion, questionsAbout } from './access-log/questions.ts';
import { type Correction, correctionsOf } from './corrections/store.ts';
import { type ExportRow, exportsOf } from './exports/store.ts';
import type { Process } from './process/process.ts';
import type { TransferRow } from './store/find-transfer.ts';
import { eventsOf, type StoredEvent, transfersByIds, transfersOfChildren } from './store/list-transfers.ts';
import type { DataSharingTables } from './store/tables.ts';
import { problemsOf, type TransferProblemRow } from './store/transfer-problems.ts';

type Db = Database<DataSharingTables>;

/** The loaders of one request. */
export interface DataSharingLoaders {
  readonly transfer: DataLoader<string, TransferRow | null>;
  readonly transferPage: ListLoader<Page, TransferRow>;
  readonly events: DataLoader<string, readonly StoredEvent[]>;
  readonly problems: DataLoader<string, readonly TransferProblemRow[]>;
  readonly accessLogPage: ListLoader<Page & LogAsk, AccessLogEntry>;
  readonly lookUpEntry: DataLoader<LookUp, AccessLogEntry>;
  /** Exports by child. */
  readonly exports: DataLoader<string, readonly ExportRow[]>;
  /** What retention has closed or disposed of, by child. */
  readonly closedData: DataLoader<string, readonly ClosedData[]>;
  /** What the viewer has asked, by the entry that it is about. */
  readonly corrections: DataLoader<string, readonly Correction[]>;
  readonly ownQuestions: DataLoader<string, readonly AccessQuestion[]>;
}
type LogAsk = Omit<LookUpFilter, 'id'>;

export const createLoaders = (process: Process, access: Access): DataSharingLoaders => ({
  ...transferLoaders(process.database),
  accessLogPage: createAccessLogLoader(process),
  lookUpEntry: new DataLoader((lookUps) => describeLookUps(process, lookUps, viewerKey(access.viewer))),
  exports: createExportLoader(process.database),
  closedData: createClosedDataLoader(process.database),
  corrections: createCorrectionLoader(process.database),
  ownQuestions: createOwnQuestionLoader(process.database, access),
});

const transferLoaders = (db: Db) => ({
  transfer: createTransferLoader(db),
  transferPage: createTransferPageLoader(db),
  events: createEventLoader(db),
  problems: createProblemLoader(db),
});

/** Transfers by id. */
const createTransferLoader = (db: Db) =>
  new DataLoader<string, TransferRow | null>(async (ids) => {
    const found = new Map((await transfersByIds(db, ids)).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });

/** Pages of a child's transfers. */
const createTransferPageLoader = (db: Db) =>
  listLoader(async (childIds, page: Page) => {
    const rows = await transfersOfChildren(db, childIds, page);
    return Map.groupBy(rows, (row) => row.childId ?? '');
  });

/** A transfer's events, oldest first. */
const createEventLoader = (db: Db) =>
  new DataLoader<string, readonly StoredEvent[]>(async (ids) => {
    const found = Map.groupBy(await eventsOf(db, ids), (event) => event.transferId);
    return ids.map((id) => found.get(id) ?? []);
  });

/** What has failed and is tried again: steps and messages. */
const createProblemLoader = (db: Db) =>
  new DataLoader<string, readonly TransferProblemRow[]>(async (ids) => {
    const found = Map.groupBy(await problemsOf(db, ids), (problem) => problem.transferId);
    return ids.map((id) => found.get(id) ?? []);
  });

/** Pages of children's access logs. */
const createAccessLogLoader = (process: Process) =>
  listLoader(async (childIds, { limit, after, ...filter }: Page & LogAsk) => {
    const entries = await readEntries(process, childIds, { ...filter, id: null }, { limit, after });
    return Map.groupBy(entries, ({ childId }) => childId);
  });

const createOwnQuestionLoader = (db: Db, { viewer }: Access) =>
  new DataLoader<string, readonly AccessQuestion[]>(async (entryIds) => {
    const asked = viewer.kind === 'person' ? await questionsAbout(db, entryIds, viewer.personId) : [];
    const byEntry = Map.groupBy(asked, ({ lookUp }) => lookUp.id);
    return entryIds.map((id) => byEntry.get(id) ?? []);
  });

const createClosedDataLoader = (db: Db) =>
  new DataLoader<string, readonly ClosedData[]>(async (childIds) => {
    const byChild = Map.groupBy(await closedDataOf(db as never, childIds), ({ childId }) => childId);
    return childIds.map((childId) => byChild.get(childId) ?? []);
  });

const createCorrectionLoader = (db: Db) =>
  new DataLoader<string, readonly Correction[]>(async (childIds) => {
    const byChild = Map.groupBy(await correctionsOf(db, childIds), ({ childId }) => childId);
    return childIds.map((childId) => byChild.get(childId) ?? []);
  });

const createExportLoader = (db: Db) =>
  new DataLoader<string, readonly ExportRow[]>(async (childIds) => {
    const byChild = Map.groupBy(await exportsOf(db, childIds), ({ childId }) => childId);
    return childIds.map((childId) => byChild.get(childId) ?? []);
  });
