import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { DataSharingTables } from './tables.ts';

/** How messages go between this hub and another one, in numbers alone. */
export interface PeerHealth {
  /** Messages to it that it has not taken. */
  readonly waiting: number;
  /** Of those, how many it has failed to take before. */
  readonly failing: number;
  readonly waitingSince: Date | null;
  readonly deliveredAt: Date | null;
  readonly receivedAt: Date | null;
}

/** By the peer's organisation number. */
export async function readPeerHealth<Tables extends DataSharingTables>(
  database: Database<Tables>,
): Promise<ReadonlyMap<string, PeerHealth>> {
  const { rows } = await sql<PeerHealth & { readonly peer: string }>`
    with sent as (select peer, (count(*) filter (where delivered_at is null))::int as waiting,
        (count(*) filter (where delivered_at is null and attempts > 0))::int as failing,
        min(due_at) filter (where delivered_at is null) as waiting_since, max(delivered_at) as delivered_at
      from data_sharing.outbound group by peer),
    received as (select peer, max(received_at) as received_at from data_sharing.inbound group by peer)
    select coalesce(sent.peer, received.peer) as peer, coalesce(waiting, 0) as waiting, coalesce(failing, 0) as failing,
      waiting_since, delivered_at, received_at from sent full join received on received.peer = sent.peer`.execute(
    database,
  );
  return new Map(rows.map(({ peer, ...health }) => [peer, health]));
}
