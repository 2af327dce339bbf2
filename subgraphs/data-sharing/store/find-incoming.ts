import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import { isComing, type ReceivingState } from '../domain/receiving/state.ts';
import type { DataSharingTables } from './tables.ts';

/** The controllers, beside one, from which data of the child is on its way here: it has been asked for, and has not all come. */
export async function findIncoming(
  db: Database<DataSharingTables>,
  childId: string,
  beside: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ state: ReceivingState }>`select state from data_sharing.transfer
    where child_id = ${childId} and side = 'RECEIVER' and open and peer <> ${beside} order by created_at, id`.execute(
    db,
  );
  return rows.flatMap(({ state }) => (state.move && isComing(state) ? [state.move.peerName] : []));
}

/** Something has come of children: what waits to be handed on is looked at again at once. */
export async function hastenHandingOn(
  tx: DatabaseTransaction<DataSharingTables>,
  transferIds: readonly string[],
  now: string,
): Promise<void> {
  await sql`update data_sharing.task t set due_at = ${now} from data_sharing.transfer own
    join data_sharing.transfer came on came.child_id = own.child_id and came.id = any(${[...transferIds]}::uuid[])
    where own.side = 'SENDER' and own.open and t.transfer_id = own.id and t.step = 'gather-parts'`.execute(tx);
}
