import { sql } from 'kysely';
import { type Visibility, visibleChild } from '#kit/access/visibility.ts';
import type { Database } from '#kit/database/database.ts';
import type { FeideTables } from './tables.ts';

type Db = Database<FeideTables>;
export type GroupRow = FeideTables['feide.feideGroup'];
export type GroupKindName = 'ORGANISATION' | 'SCHOOL' | 'BASIC' | 'TEACHING' | 'OTHER';

/** A pupil's membership as it stands, open changes included (the view `feide.belonging`). */
export interface Belonging {
  readonly childId: string;
  readonly groupId: string;
  readonly entryId: string;
  readonly affiliation: string;
  readonly state: 'CURRENT' | 'JOINING' | 'LEAVING' | 'ENDED';
  readonly seenFrom: Date | null;
  readonly seenUntil: Date | null;
  readonly askedAt: Date | null;
  readonly transferId: string | null;
}

export interface ListPage {
  /** How many to fetch. */
  readonly limit: number;
  /** The sort key of the last row seen. */
  readonly after: readonly string[] | undefined;
}

/** Memberships of many children, `limit` for each, by group; one statement. */
export async function belongingsOfChildren(
  db: Db,
  childIds: readonly string[],
  { limit, after }: ListPage,
  history: boolean,
): Promise<readonly Belonging[]> {
  const [group = null, entry = null] = after ?? [];
  const { rows } = await sql<Belonging>`select listed.* from unnest(${childIds}::uuid[]) as asked(child_id)
    cross join lateral (select * from feide.belonging as b where b.child_id = asked.child_id and (${history} or b.state <> 'ENDED')
      and (${group}::text is null or (b.group_id, b.entry_id) > (${group}::text, ${entry}::text))
      order by b.group_id, b.entry_id limit ${limit}) as listed
    order by listed.group_id, listed.entry_id`.execute(db);
  return rows;
}

/** Pupils of many groups, as far as the viewer may know of them, `limit` for each. */
export async function belongingsOfGroups(
  db: Db,
  groupIds: readonly string[],
  { limit, after }: ListPage,
  visibility: Visibility,
): Promise<readonly Belonging[]> {
  const [child = null, entry = null] = after ?? [];
  const { rows } = await sql<Belonging>`select listed.* from unnest(${groupIds}::text[]) as asked(group_id)
    cross join lateral (select * from feide.belonging as b where b.group_id = asked.group_id and b.state <> 'ENDED'
      and ${visibleChild('feide', 'b.childId', visibility)}
      and (${child}::uuid is null or (b.child_id, b.entry_id) > (${child}::uuid, ${entry}::text))
      order by b.child_id, b.entry_id limit ${limit}) as listed
    order by listed.child_id, listed.entry_id`.execute(db);
  return rows;
}

export interface StaffRow {
  readonly groupId: string;
  readonly feideId: string;
  readonly displayName: string;
  readonly affiliation: string;
}

/** Members who are no pupils, by name. */
export async function staffOfGroups(
  db: Db,
  groupIds: readonly string[],
  { limit, after }: ListPage,
): Promise<readonly StaffRow[]> {
  const [name = null, feideId = null] = after ?? [];
  const { rows } = await sql<StaffRow>`select listed.* from unnest(${groupIds}::text[]) as asked(group_id)
    cross join lateral (select m.group_id, m.feide_id, account.name as display_name, m.affiliation
      from feide.membership as m join feide.account using (feide_id)
      where m.group_id = asked.group_id and m.seen_until is null and m.affiliation in ('FACULTY', 'EMPLOYEE') and account.child_id is null
        and (${name}::text is null or (account.name, m.feide_id) > (${name}::text, ${feideId}::text))
      order by account.name, m.feide_id limit ${limit}) as listed
    order by listed.display_name, listed.feide_id`.execute(db);
  return rows;
}

/** Groups of many schools that Feide shows now, by name, `limit` for each. */
export async function groupsOfSchools(
  db: Db,
  unitIds: readonly string[],
  { limit, after }: ListPage,
  kind: GroupKindName | null,
): Promise<readonly GroupRow[]> {
  const [name = null, id = null] = after ?? [];
  const { rows } = await sql<GroupRow>`select listed.* from unnest(${unitIds}::uuid[]) as asked(unit_id)
    cross join lateral (select * from feide.feide_group as g where g.unit_id = asked.unit_id and g.seen_until is null
      and (${kind}::text is null or coalesce(g.kind, g.type) = ${kind}::text)
      and (${name}::text is null or (g.display_name, g.id) > (${name}::text, ${id}::text))
      order by g.display_name, g.id limit ${limit}) as listed
    order by listed.display_name, listed.id`.execute(db);
  return rows;
}

export async function groupsById(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, GroupRow>> {
  const { rows } = await sql<GroupRow>`select * from feide.feide_group where id = any(${ids}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

export interface AccountRow {
  readonly childId: string;
  readonly feideId: string;
  readonly name: string;
  readonly seenFrom: Date;
  readonly seenUntil: Date | null;
}

/** The account of each child: the one Feide shows now, else the one it showed last. */
export async function accountsOfChildren(
  db: Db,
  childIds: readonly string[],
): Promise<ReadonlyMap<string, AccountRow>> {
  const { rows } = await sql<AccountRow>`select distinct on (child_id) child_id, feide_id, name, seen_from, seen_until
    from feide.account where child_id = any(${childIds}::uuid[])
    order by child_id, seen_until desc nulls first, seen_from desc, feide_id`.execute(db);
  return new Map(rows.map((row) => [row.childId, row]));
}
