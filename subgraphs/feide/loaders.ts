import DataLoader from 'dataloader';
import type { Page } from '#contracts/graphql/connection.ts';
import type { Visibility } from '#kit/access/visibility.ts';
import type { Database } from '#kit/database/database.ts';
import { type ListLoader, listLoader } from '#kit/serve/list-loader.ts';
import {
  type AccountRow,
  accountsOfChildren,
  type Belonging,
  belongingsOfChildren,
  belongingsOfGroups,
  type GroupKindName,
  type GroupRow,
  groupsById,
  groupsOfSchools,
  type ListPage,
  type StaffRow,
  staffOfGroups,
} from './store/lists.ts';
import type { FeideTables } from './store/tables.ts';

/** A page of a list, and what narrows it. */
interface Narrowed<Option> {
  readonly page: Page;
  readonly option: Option;
}

/** The loaders of one request. */
export interface FeideLoaders {
  readonly group: DataLoader<string, GroupRow | null>;
  readonly account: DataLoader<string, AccountRow | null>;
  readonly childPage: ListLoader<Narrowed<boolean>, Belonging>;
  readonly groupPage: ListLoader<Narrowed<null>, Belonging>;
  readonly staffPage: ListLoader<Narrowed<null>, StaffRow>;
  readonly schoolPage: ListLoader<Narrowed<GroupKindName | null>, GroupRow>;
}

type Db = Database<FeideTables>;

export const createLoaders = (db: Db, visibility: () => Promise<Visibility>): FeideLoaders => ({
  group: createGroupLoader(db),
  account: createAccountLoader(db),
  childPage: createPageLoader(
    (ids, page, history) => belongingsOfChildren(db, ids, page, history),
    (row) => row.childId,
  ),
  groupPage: createPageLoader(
    async (ids, page) => belongingsOfGroups(db, ids, page, await visibility()),
    (row) => row.groupId,
  ),
  staffPage: createPageLoader(
    (ids, page) => staffOfGroups(db, ids, page),
    (row) => row.groupId,
  ),
  schoolPage: createPageLoader(
    (ids, page, kind) => groupsOfSchools(db, ids, page, kind),
    (row) => row.unitId ?? '',
  ),
});

const createGroupLoader = (db: Db) =>
  new DataLoader<string, GroupRow | null>(async (ids) => {
    const found = await groupsById(db, ids);
    return ids.map((id) => found.get(id) ?? null);
  });

const createAccountLoader = (db: Db) =>
  new DataLoader<string, AccountRow | null>(async (childIds) => {
    const found = await accountsOfChildren(db, childIds);
    return childIds.map((childId) => found.get(childId) ?? null);
  });

/** Pages by parent; one row more than asked for tells that more follow. */
const createPageLoader = <Row, Option>(
  list: (of: readonly string[], page: ListPage, option: Option) => Promise<readonly Row[]>,
  parentOf: (row: Row) => string,
) =>
  listLoader(async (of, { page, option }: Narrowed<Option>) =>
    Map.groupBy(await list(of, { limit: page.limit + 1, after: page.after }, option), parentOf),
  );
