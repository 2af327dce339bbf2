import { sql } from 'kysely';
import type { TransferDirection } from '#contracts/policy/transfer-policy-schema.ts';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { DataSharingTables } from './tables.ts';

type Tx = DatabaseTransaction<DataSharingTables>;

export interface KnownMove {
  readonly id: string;
  readonly form: 'fetch' | 'hand-over';
  readonly direction: TransferDirection;
}

const columns = sql.raw(`id, state->'move'->>'form' as form, state->'move'->>'direction' as direction`);

/** Holds the child until the transaction is over: of two who announce the same move at the same time only one finds none. */
const holdChild = (tx: Tx, childId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${childId}, 0))`.execute(tx);

/** The moves to this controller that a child is in the middle of, from one other controller. */
export async function findOpenMoves(tx: Tx, childId: string, peer: string): Promise<readonly KnownMove[]> {
  await holdChild(tx, childId);
  const { rows } = await sql<KnownMove>`select ${columns} from data_sharing.transfer
    where child_id = ${childId} and peer = ${peer} and side = 'RECEIVER' and open order by created_at, id`.execute(tx);
  return rows;
}

/** How far apart the first day of a move and the day that a roster has for it may be. */
const nearDays = 60;

/** The moves from one other controller that have been carried through for a start about a day, unless the child has gone back there since. */
export async function findCarriedMoves(
  tx: Tx,
  { childId, peer, startsOn }: { readonly childId: string; readonly peer: string; readonly startsOn: string },
): Promise<readonly KnownMove[]> {
  await holdChild(tx, childId);
  const { rows } = await sql<KnownMove>`select ${columns} from data_sharing.transfer came
    where child_id = ${childId} and peer = ${peer} and side = 'RECEIVER' and phase = 'closed'
      and abs((state->'move'->>'startsOn')::date - ${startsOn}::date) <= ${nearDays}::int
      and not exists (select from data_sharing.transfer back where back.child_id = came.child_id and back.peer = came.peer
        and back.side = 'SENDER' and back.phase not in ('cancelled', 'dismissed') and back.created_at > came.created_at)
    order by created_at, id`.execute(tx);
  return rows;
}
