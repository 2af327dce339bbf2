import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { FeideMember } from '../source/group-documents.ts';
import type { FeideTables } from './tables.ts';

type Tx = DatabaseTransaction<FeideTables>;

export interface GroupMembers {
  readonly groupId: string;
  readonly members: readonly FeideMember[];
}

/** Keeps who is a member of these groups now, in three statements; a membership Feide does not show any more ends. */
export async function keepMembers(
  tx: Tx,
  lists: readonly GroupMembers[],
  childIds: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  const accounts = new Map(lists.flatMap(({ members }) => members.map((member) => [member.feideId, member.name])));
  const people = [...accounts].map(([feide_id, name]) => ({
    feide_id,
    name,
    child_id: childIds.get(feide_id) ?? null,
  }));
  await sql`insert into feide.account as kept (feide_id, child_id, name, seen_from)
    select a.feide_id, a.child_id, a.name, ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as a(feide_id text, name text, child_id uuid)
    on conflict (feide_id) do update set child_id = excluded.child_id, name = excluded.name, seen_until = null
    where (kept.child_id, kept.name, kept.seen_until) is distinct from (excluded.child_id, excluded.name, null)`.execute(
    tx,
  );
  const rows = JSON.stringify(
    lists.flatMap(({ groupId, members }) =>
      members.map(({ feideId, role, affiliation }) => ({ group_id: groupId, feide_id: feideId, role, affiliation })),
    ),
  );
  await sql`update feide.membership as kept set seen_until = ${now.toISOString()}::timestamptz
    where kept.seen_until is null and kept.group_id = any(${lists.map(({ groupId }) => groupId)}::text[])
      and (kept.group_id, kept.feide_id) not in (
        select m.group_id, m.feide_id from jsonb_to_recordset(${rows}::jsonb) as m(group_id text, feide_id text))`.execute(
    tx,
  );
  await sql`insert into feide.membership as kept (feide_id, group_id, role, affiliation, seen_from)
    select m.feide_id, m.group_id, m.role, m.affiliation, ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as m(group_id text, feide_id text, role text, affiliation text)
    on conflict (feide_id, group_id) where seen_until is null do update set role = excluded.role, affiliation = excluded.affiliation
    where (kept.role, kept.affiliation) is distinct from (excluded.role, excluded.affiliation)`.execute(tx);
}

/** Accounts that are in no group any more, not even the host organisation, are gone. */
export async function endAccounts(tx: Tx, now: Date): Promise<void> {
  await sql`update feide.account as kept set seen_until = ${now.toISOString()}::timestamptz
    where kept.seen_until is null
      and not exists (select from feide.membership as m where m.feide_id = kept.feide_id and m.seen_until is null)`.execute(
    tx,
  );
}

/** Pupils' accounts that school-administration has not been able to say the child of. */
export async function unmatchedAccounts(db: Database<FeideTables>): Promise<readonly string[]> {
  const { rows } = await sql<{ feideId: string }>`select account.feide_id from feide.account
    where account.child_id is null and account.seen_until is null and exists (select from feide.membership as m
      where m.feide_id = account.feide_id and m.affiliation = 'STUDENT' and m.seen_until is null)`.execute(db);
  return rows.map((row) => row.feideId);
}

export async function matchAccounts(tx: Tx, childIds: ReadonlyMap<string, string>): Promise<void> {
  if (childIds.size === 0) return;
  await sql`update feide.account as kept set child_id = m.child_id
    from unnest(${[...childIds.keys()]}::text[], ${[...childIds.values()]}::uuid[]) as m(feide_id, child_id)
    where kept.feide_id = m.feide_id`.execute(tx);
}
