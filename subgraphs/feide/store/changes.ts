import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { GroupRef, Movement, OpenChange } from '../domain/decide-changes.ts';
import type { DirectoryChange } from '../source/directory.ts';
import type { FeideTables } from './tables.ts';

type Tx = DatabaseTransaction<FeideTables>;

export interface FollowUp {
  readonly transferId: string;
  readonly childId: string;
  readonly movement: Movement;
  readonly closedAt: Date;
}

/** A transfer has closed: memberships are to follow, now or as soon as Feide shows an account. */
export async function keepFollowUps(tx: Tx, followUps: readonly FollowUp[]): Promise<void> {
  await sql`insert into feide.follow_up (transfer_id, child_id, movement, closed_at)
    select * from unnest(${followUps.map((one) => one.transferId)}::uuid[], ${followUps.map((one) => one.childId)}::uuid[],
      ${followUps.map((one) => one.movement)}::text[], ${followUps.map((one) => one.closedAt.toISOString())}::timestamptz[])
    on conflict (transfer_id) do nothing`.execute(tx);
}

export interface MergerFollowUp {
  readonly mergerId: string;
  readonly childId: string;
  readonly fromUnitId: string;
  readonly toUnitId: string;
  readonly closedAt: Date;
}

/**
 * A child's school has become another: its memberships are to follow within the controller. A follow-up of a merger has an id of its own
 * for each child, the same however often it is told of; the new school is wanted from now on, before the placement says so too.
 */
export async function keepMergerFollowUps(tx: Tx, followUps: readonly MergerFollowUp[]): Promise<void> {
  const merged = sql`unnest(${followUps.map((one) => one.mergerId)}::uuid[], ${followUps.map((one) => one.childId)}::uuid[],
      ${followUps.map((one) => one.fromUnitId)}::uuid[], ${followUps.map((one) => one.toUnitId)}::uuid[],
      ${followUps.map((one) => one.closedAt.toISOString())}::timestamptz[]) as m(merger_id, child_id, from_unit_id, to_unit_id, closed_at)`;
  await sql`update feide.child_placement p set unit_ids = array_replace(p.unit_ids, m.from_unit_id, m.to_unit_id)
    from ${merged} where p.child_id = m.child_id`.execute(tx);
  await sql`insert into feide.follow_up (transfer_id, child_id, movement, closed_at)
    select md5(m.merger_id::text || m.child_id::text)::uuid, m.child_id, 'WITHIN', m.closed_at from ${merged}
    on conflict (transfer_id) do nothing`.execute(tx);
}

/** Follow-ups that are not done, from behind the one named; another replica's are left to it. */
export async function openFollowUps(tx: Tx, after: string | null, limit: number): Promise<readonly FollowUp[]> {
  const { rows } = await sql<FollowUp>`select transfer_id, child_id, movement, closed_at from feide.follow_up
    where done_at is null and (${after}::uuid is null or transfer_id > ${after}::uuid)
    order by transfer_id limit ${limit} for update skip locked`.execute(tx);
  return rows;
}

export async function countFollowUps(db: Database<FeideTables>): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::integer as count from feide.follow_up where done_at is null`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function finishFollowUps(tx: Tx, transferIds: readonly string[], now: Date): Promise<void> {
  await sql`update feide.follow_up set done_at = ${now.toISOString()}::timestamptz
    where transfer_id = any(${transferIds}::uuid[])`.execute(tx);
}

export interface ChildStanding {
  readonly childId: string;
  /** The account that Feide shows now; the newest, should there be two. */
  readonly feideId: string | null;
  readonly current: readonly GroupRef[];
  readonly wanted: readonly GroupRef[];
  readonly open: readonly OpenChange[];
}

/** What Feide shows of children, what their placement wants, and what is asked for already: one statement for all of them. */
export async function standingsOf(tx: Tx, childIds: readonly string[], on: string): Promise<readonly ChildStanding[]> {
  const { rows } = await sql<ChildStanding>`
    select child.id as child_id, account.feide_id,
      coalesce((select jsonb_agg(jsonb_build_object('groupId', g.id, 'type', g.type)) from feide.membership as m
        join feide.feide_group as g on g.id = m.group_id
        where m.feide_id = account.feide_id and m.seen_until is null), '[]') as current,
      coalesce((select jsonb_agg(jsonb_build_object('groupId', g.id, 'type', g.type)) from feide.child_placement as p
        join feide.feide_group as g on g.unit_id = any(p.unit_ids) and g.seen_until is null and coalesce(g.valid_to, ${on}::date) >= ${on}::date
        where p.child_id = child.id and p.active and (g.type = 'SCHOOL' or exists (select from feide.school_group as s
          where s.group_id = any(p.group_ids) and s.unit_id = g.unit_id and lower(s.name) = lower(g.display_name)))), '[]') as wanted,
      coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'groupId', c.group_id, 'kind', c.kind,
        'handedOver', c.handed_over_at is not null)) from feide.membership_change as c
        where c.feide_id = account.feide_id and c.settled_at is null), '[]') as open
    from unnest(${childIds}::uuid[]) as child(id)
    left join lateral (select feide_id from feide.account where account.child_id = child.id and account.seen_until is null
      order by seen_from desc, feide_id limit 1) as account on true`.execute(tx);
  return rows;
}

export interface NewChange extends DirectoryChange {
  readonly transferId: string | null;
}

export async function addChanges(tx: Tx, changes: readonly NewChange[], now: Date): Promise<void> {
  if (changes.length === 0) return;
  await sql`insert into feide.membership_change (id, feide_id, group_id, kind, transfer_id, asked_at, due_at)
    select c.*, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz
    from unnest(${changes.map((one) => one.id)}::uuid[], ${changes.map((one) => one.feideId)}::text[],
      ${changes.map((one) => one.groupId)}::text[], ${changes.map((one) => one.kind)}::text[],
      ${changes.map((one) => one.transferId)}::uuid[]) as c
    on conflict (feide_id, group_id) where settled_at is null do nothing`.execute(tx);
}

export async function withdrawChanges(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await sql`update feide.membership_change set settled_at = ${now.toISOString()}::timestamptz, outcome = 'WITHDRAWN'
    where id = any(${ids}::uuid[]) and settled_at is null`.execute(tx);
}

/**
 * Changes that Feide's answers show now are settled. Where there is a directory, only those it has taken: one that undoes an earlier
 * change must reach it even if Feide does not show the earlier one yet.
 */
export async function settleChanges(tx: Tx, now: Date, hasDirectory: boolean): Promise<void> {
  await sql`update feide.membership_change as change set settled_at = ${now.toISOString()}::timestamptz, outcome = 'SHOWN'
    where change.settled_at is null and (change.handed_over_at is not null or not ${hasDirectory}::boolean) and (change.kind = 'JOIN') = exists (select from feide.membership as m
      where m.feide_id = change.feide_id and m.group_id = change.group_id and m.seen_until is null)`.execute(tx);
}

/** Changes the directory has not taken yet, oldest first. */
export async function changesToHandOver(
  db: Database<FeideTables>,
  now: Date,
  limit: number,
): Promise<readonly DirectoryChange[]> {
  const { rows } = await sql<DirectoryChange>`select id, feide_id, group_id, kind from feide.membership_change
    where settled_at is null and handed_over_at is null and due_at <= ${now.toISOString()}::timestamptz
    order by asked_at, id limit ${limit}`.execute(db);
  return rows;
}

/** The directory took some; those it did not take, or could not be reached for, are due again later. */
export async function noteHandOver(
  tx: Tx,
  changes: readonly DirectoryChange[],
  taken: ReadonlySet<string>,
  now: Date,
  lookEverySeconds: number,
): Promise<void> {
  const [handedOver, left] = [changes.filter(({ id }) => taken.has(id)), changes.filter(({ id }) => !taken.has(id))];
  await sql`update feide.membership_change set handed_over_at = ${now.toISOString()}::timestamptz, attempts = 0,
      due_at = ${now.toISOString()}::timestamptz + make_interval(secs => ${lookEverySeconds})
    where id = any(${handedOver.map(({ id }) => id)}::uuid[])`.execute(tx);
  await putOff(
    tx,
    left.map(({ id }) => id),
    now,
    30,
  );
}

/** Twice as long each time, at most an hour. */
export async function putOff(tx: Tx, ids: readonly string[], now: Date, seconds: number): Promise<void> {
  if (ids.length === 0) return;
  await sql`update feide.membership_change set attempts = attempts + 1,
      due_at = ${now.toISOString()}::timestamptz + make_interval(secs => least(3600, ${seconds} * power(2, least(attempts, 20))))
    where id = any(${ids}::uuid[]) and settled_at is null`.execute(tx);
}

/** Handed-over changes whose time it is to look for in Feide's answers. */
export async function changesToLookFor(
  db: Database<FeideTables>,
  dueBefore: Date | null,
  limit: number,
): Promise<readonly DirectoryChange[]> {
  const { rows } = await sql<DirectoryChange>`select id, feide_id, group_id, kind from feide.membership_change
    where settled_at is null and handed_over_at is not null
      and (${dueBefore?.toISOString() ?? null}::timestamptz is null or due_at <= ${dueBefore?.toISOString() ?? null}::timestamptz)
    order by due_at, id limit ${limit}`.execute(db);
  return rows;
}
