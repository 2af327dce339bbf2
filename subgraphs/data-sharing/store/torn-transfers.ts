import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import { receiving, sending } from '../sides.ts';
import type { DataSharingTables, TransferSide } from './tables.ts';

interface Stored {
  readonly id: string;
  readonly side: TransferSide;
  readonly version: number;
  readonly state: object;
  readonly events: readonly { readonly version: number; readonly body: never }[] | null;
}

/**
 * The transfers whose events, one after another, do not come to the state that is kept, or are not in order without a gap. There are
 * none unless something has been lost or changed outside the hub.
 */
export async function tornTransfers(db: Database<DataSharingTables>): Promise<readonly string[]> {
  const { rows } = await sql<Stored>`select t.id, t.side, t.version, t.state,
      (select jsonb_agg(jsonb_build_object('version', e.version, 'body', e.body) order by e.version)
        from data_sharing.transfer_event e where e.transfer_id = t.id) as events
    from data_sharing.transfer t order by t.id`.execute(db);
  return rows.filter((row) => !isWhole(row)).map((row) => row.id);
}

function isWhole({ side, version, state, events }: Stored): boolean {
  const stream = events ?? [];
  const inOrder = stream.length === version && stream.every((event, index) => event.version === index + 1);
  const { evolve, initialState } = side === 'SENDER' ? sending : receiving;
  const replayed = stream.reduce<object>((known, { body }) => evolve(known as never, body), initialState());
  return inOrder && isDeepStrictEqual(JSON.parse(JSON.stringify(replayed)), state);
}
