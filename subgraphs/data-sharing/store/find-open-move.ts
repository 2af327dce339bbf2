import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { DataSharingTables } from './tables.ts';

export interface OpenMove {
  readonly id: string;
  readonly form: 'fetch' | 'hand-over';
}

/**
 * The moves to this controller that a child is in the middle of, from one other controller. Whoever asks holds the child until the
 * transaction is over: of two who announce it at the same time only one finds none.
 */
export async function findOpenMoves(
  tx: DatabaseTransaction<DataSharingTables>,
  childId: string,
  peer: string,
): Promise<readonly OpenMove[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${childId}, 0))`.execute(tx);
  const { rows } =
    await sql<OpenMove>`select id, coalesce(state->'move'->>'form', 'fetch') as form from data_sharing.transfer
    where child_id = ${childId} and peer = ${peer} and side = 'RECEIVER' and open order by created_at, id`.execute(tx);
  return rows;
}

export const findOpenMove = async (
  tx: DatabaseTransaction<DataSharingTables>,
  childId: string,
  peer: string,
): Promise<string | undefined> => (await findOpenMoves(tx, childId, peer))[0]?.id;
