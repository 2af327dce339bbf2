import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { DataSharingTables } from './tables.ts';

export interface KeptRequest {
  readonly compact: string;
  readonly receivedAt: string;
}

/** A request as it came, sealed; undefined when its child has been found, and it is not kept any more. */
export async function findRequest(
  db: Database<DataSharingTables>,
  transferId: string,
): Promise<KeptRequest | undefined> {
  const { rows } = await sql<KeptRequest>`select compact, received_at from data_sharing.request
    where transfer_id = ${transferId}`.execute(db);
  return rows[0];
}

/** It said who the child is: when that is known, or of no use any more, it goes. */
export async function forgetRequest(tx: DatabaseTransaction<DataSharingTables>, transferId: string): Promise<void> {
  await sql`delete from data_sharing.request where transfer_id = ${transferId}`.execute(tx);
}
