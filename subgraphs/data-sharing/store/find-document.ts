import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { DataSharingTables } from './tables.ts';

/** The document of a move abroad, sealed; undefined when none was made. */
export async function findDocument(db: Database<DataSharingTables>, transferId: string): Promise<string | undefined> {
  const { rows } = await sql<{ sealed: string }>`select sealed from data_sharing.document
    where transfer_id = ${transferId}`.execute(db);
  return rows[0]?.sealed;
}
