import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { DataSharingTables } from './tables.ts';

/** A transfer from this controller that a child is in the middle of. */
export interface OpenSending {
  readonly id: string;
  readonly childId: string;
  readonly peer: string;
  /** This controller began it; otherwise the receiver asked. */
  readonly handedOver: boolean;
  readonly offered: boolean;
}

/**
 * The open transfers of these children from this controller, in one statement. Whoever asks holds the children until the transaction is
 * over: of two who begin the same hand-over at the same time only one finds none.
 */
export async function findOpenSendings(
  tx: DatabaseTransaction<DataSharingTables>,
  childIds: readonly string[],
): Promise<readonly OpenSending[]> {
  const children = [...new Set(childIds)].sort();
  await sql`select pg_advisory_xact_lock(hashtextextended(id, 0)) from unnest(${children}::text[]) as child(id)`.execute(
    tx,
  );
  const { rows } =
    await sql<OpenSending>`select id, child_id, peer, (state->'handOver' is not null or state->'abroad' is not null) as handed_over,
    state->'handOver'->>'offerMessageId' is not null as offered from data_sharing.transfer
    where child_id = any(${children}::uuid[]) and side = 'SENDER' and open order by created_at, id`.execute(tx);
  return rows;
}
