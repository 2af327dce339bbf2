import { sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import { type Visibility, visibleChild } from '#kit/access/visibility.ts';
import type { Database } from '#kit/database/database.ts';
import type { HandOverStage } from '../domain/sending/hand-over/stage.ts';
import type { TransferRow } from './find-transfer.ts';
import type { DataSharingTables } from './tables.ts';

type Db = Database<DataSharingTables>;

export interface HandOverFilter {
  /** Our unit that the children come from. */
  readonly unitId: string | null;
  readonly stages: readonly HandOverStage[] | null;
}

/** A page of the hand-overs of children whom the viewer may know of, newest first. */
export async function listHandOvers(
  db: Db,
  { unitId, stages }: HandOverFilter,
  visibility: Visibility,
  page: Page,
): Promise<readonly TransferRow[]> {
  const [createdAt, id] = page.after ?? [null, null];
  const { rows } = await sql<TransferRow>`
    select id, side, child_id, peer, phase, open, version, state, waits_for, created_at, updated_at from data_sharing.transfer t
    where stage is not null and ${visibleChild('data_sharing', 't.childId', visibility)}
      and (${unitId}::uuid is null or from_unit = ${unitId})
      and (${stages === null}::boolean or stage = any(${[...(stages ?? [])]}::text[]))
      and (${createdAt}::timestamptz is null or (created_at, id) < (${createdAt}::timestamptz, ${id}::uuid))
    order by created_at desc, id desc limit ${page.limit + 1}`.execute(db);
  return rows;
}

export interface HandOverCount {
  readonly fromUnit: string | null;
  readonly stage: HandOverStage;
  readonly count: number;
  /** The earliest moment at which silence withholds, of those that wait for a permission. */
  readonly answerBy: string | null;
}

/** How many hand-overs stand where, by our unit, of children whom the viewer may know of. */
export async function countHandOvers(db: Db, visibility: Visibility): Promise<readonly HandOverCount[]> {
  const { rows } = await sql<HandOverCount>`
    select from_unit, stage, count(*)::integer as count, min(waits.until) as answer_by from data_sharing.transfer t
    left join lateral (select min((wait->>'until')::timestamptz) as until from jsonb_array_elements(t.waits_for) wait
      where wait->>'what' = 'permission') waits on true
    where stage is not null and ${visibleChild('data_sharing', 't.childId', visibility)}
    group by from_unit, stage order by from_unit, stage`.execute(db);
  return rows;
}
