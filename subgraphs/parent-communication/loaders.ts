import DataLoader from 'dataloader';
import type { Page } from '#contracts/graphql/connection.ts';
import type { Database } from '#kit/database/database.ts';
import { type ListLoader, listLoader } from '#kit/serve/list-loader.ts';
import type { PermissionRequest } from './domain/permission-request.ts';
import { type AbsenceReportRow, absenceReportsOfChildren } from './store/absence-reports.ts';
import { permissionRequestsOf } from './store/permission-requests.ts';
import type { ParentCommunicationTables } from './store/tables.ts';
import {
  type MessageRow,
  messagesOfThreads,
  type ThreadRow,
  threadsOfChildren,
  unreadInThreads,
} from './store/threads.ts';

export interface Loaders {
  readonly threads: ListLoader<Page, ThreadRow>;
  readonly messages: ListLoader<Page, MessageRow>;
  /** By thread: how many messages the viewer has got and not read. */
  readonly unread: DataLoader<string, number>;
  readonly absenceReports: ListLoader<Page, AbsenceReportRow>;
  readonly permissionRequests: DataLoader<string, readonly PermissionRequest[]>;
}

/** The loaders of one request: what many parents ask for comes in one statement. */
export function createLoaders(database: Database<ParentCommunicationTables>, viewerId: string): Loaders {
  return {
    threads: listLoader((ids, page: Page) => threadsOfChildren(database, ids, viewerId, page)),
    messages: listLoader((ids, page: Page) => messagesOfThreads(database, ids, viewerId, page)),
    unread: new DataLoader(async (ids) => {
      const found = await unreadInThreads(database, ids, viewerId);
      return ids.map((id) => found.get(id) ?? 0);
    }),
    absenceReports: listLoader((ids, page: Page) => absenceReportsOfChildren(database, ids, page)),
    permissionRequests: new DataLoader(async (ids) => {
      const found = await permissionRequestsOf(database, ids);
      return ids.map((id) => found.get(id) ?? []);
    }),
  };
}
