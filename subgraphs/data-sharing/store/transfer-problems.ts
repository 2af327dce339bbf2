import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { DataSharingTables } from './tables.ts';

/** Something that has failed and is tried again. */
export interface TransferProblemRow {
  readonly transferId: string;
  readonly what: string;
  readonly problem: string;
  readonly attempts: number;
  readonly triedAgainAt: string;
}

/** Why a transfer does not go on although it waits for nobody: steps and messages that fail. */
export async function problemsOf(
  db: Database<DataSharingTables>,
  ids: readonly string[],
): Promise<readonly TransferProblemRow[]> {
  const wanted = [...ids];
  const { rows } = await sql<TransferProblemRow>`
    select transfer_id, step as what, problem, attempts, due_at as tried_again_at from data_sharing.task
    where transfer_id = any(${wanted}::uuid[]) and problem is not null
    union all
    select transfer_id, typ as what, problem, attempts, due_at as tried_again_at from data_sharing.outbound
    where transfer_id = any(${wanted}::uuid[]) and delivered_at is null and problem is not null
    order by transfer_id, what`.execute(db);
  return rows;
}
