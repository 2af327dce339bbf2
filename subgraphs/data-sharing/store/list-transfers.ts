import { sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import { type Visibility, visibleChild } from '#kit/access/visibility.ts';
import type { Database } from '#kit/database/database.ts';
import type { EventStamp } from '../domain/actor.ts';
import type { TransferRow } from './find-transfer.ts';
import type { DataSharingTables, TransferSide } from './tables.ts';

type Db = Database<DataSharingTables>;

/** An event as it is stored: its own fields beside what every event carries. */
export interface StoredEvent {
  readonly transferId: string;
  readonly version: number;
  readonly type: string;
  readonly at: string;
  readonly body: EventStamp & Readonly<Record<string, unknown>>;
}

export async function transfersByIds(db: Db, ids: readonly string[]): Promise<readonly TransferRow[]> {
  const { rows } =
    await sql<TransferRow>`select id, side, child_id, peer, phase, open, version, state, waits_for, created_at, updated_at
    from data_sharing.transfer where id = any(${[...ids]}::uuid[])`.execute(db);
  return rows;
}

/** The keys that a cursor carries: newest first. */
export const cursorOf = (row: TransferRow): readonly string[] => [new Date(row.createdAt).toISOString(), row.id];

/** One page of each child's transfers, newest first, in one statement. */
export async function transfersOfChildren(
  db: Db,
  childIds: readonly string[],
  page: Page,
): Promise<readonly TransferRow[]> {
  const [createdAt, id] = page.after ?? [null, null];
  const { rows } = await sql<TransferRow>`select t.* from unnest(${[...childIds]}::uuid[]) as wanted(child_id)
    cross join lateral (
      select id, side, child_id, peer, phase, open, version, state, waits_for, created_at, updated_at from data_sharing.transfer
      where child_id = wanted.child_id
        and (${createdAt}::timestamptz is null or (created_at, id) < (${createdAt}::timestamptz, ${id}::uuid))
      order by created_at desc, id desc limit ${page.limit + 1}) t`.execute(db);
  return rows;
}

export interface TransferFilter {
  readonly side: TransferSide | null;
  readonly phases: readonly string[] | null;
  readonly open: boolean | null;
  /** Only those that wait for somebody. */
  readonly waiting: boolean | null;
  /** Only hand-overs that this controller has begun; false: only the others. */
  readonly handOvers: boolean | null;
}

/** A page of the transfers of children whom the viewer may know of, newest first. */
export async function listTransfers(
  db: Db,
  filter: TransferFilter,
  visibility: Visibility,
  page: Page,
): Promise<readonly TransferRow[]> {
  const [createdAt, id] = page.after ?? [null, null];
  const { rows } = await sql<TransferRow>`
    select id, side, child_id, peer, phase, open, version, state, waits_for, created_at, updated_at from data_sharing.transfer t
    where child_id is not null and ${visibleChild('data_sharing', 't.childId', visibility)}
      and (${filter.side}::text is null or side = ${filter.side})
      and (${filter.phases === null}::boolean or phase = any(${[...(filter.phases ?? [])]}::text[]))
      and (${filter.open}::boolean is null or open = ${filter.open})
      and (${filter.waiting}::boolean is null or (jsonb_array_length(waits_for) > 0) = ${filter.waiting})
      and (${filter.handOvers}::boolean is null or (stage is not null) = ${filter.handOvers})
      and (${createdAt}::timestamptz is null or (created_at, id) < (${createdAt}::timestamptz, ${id}::uuid))
    order by created_at desc, id desc limit ${page.limit + 1}`.execute(db);
  return rows;
}

/** Requests and offers that no child was found for, oldest first. */
export async function listUnmatched(db: Db, page: Page): Promise<readonly TransferRow[]> {
  const [createdAt, id] = page.after ?? [null, null];
  const { rows } = await sql<TransferRow>`
    select id, side, child_id, peer, phase, open, version, state, waits_for, created_at, updated_at from data_sharing.transfer
    where phase = 'unmatched'
      and (${createdAt}::timestamptz is null or (created_at, id) > (${createdAt}::timestamptz, ${id}::uuid))
    order by created_at, id limit ${page.limit + 1}`.execute(db);
  return rows;
}

export async function eventsOf(db: Db, ids: readonly string[]): Promise<readonly StoredEvent[]> {
  const { rows } = await sql<StoredEvent>`select transfer_id, version, type, at, body from data_sharing.transfer_event
    where transfer_id = any(${[...ids]}::uuid[]) order by transfer_id, version`.execute(db);
  return rows;
}
