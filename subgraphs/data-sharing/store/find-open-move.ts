import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { DataSharingTables } from './tables.ts';

/**
 * The move to this controller that a child is in the middle of, from one other controller. Whoever asks holds the child until the
 * transaction is over: of two who announce it at the same time only one finds none.
 */
export async function findOpenMove(
  tx: DatabaseTransaction<DataSharingTables>,
  childId: string,
  peer: string,
): Promise<string | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${childId}, 0))`.execute(tx);
  const { rows } = await sql<{ id: string }>`select id from data_sharing.transfer
    where child_id = ${childId} and peer = ${peer} and side = 'RECEIVER' and open limit 1`.execute(tx);
  return rows[0]?.id;
}
