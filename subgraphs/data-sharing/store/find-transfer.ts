import type { Database } from '#kit/database/database.ts';
import type { DataSharingTables } from './tables.ts';

/** A transfer as it stands. */
export type TransferRow = NonNullable<Awaited<ReturnType<typeof findTransfer>>>;

export const findTransfer = (database: Database<DataSharingTables>, transferId: string) =>
  database
    .selectFrom('dataSharing.transfer')
    .select([
      'id',
      'side',
      'childId',
      'peer',
      'phase',
      'open',
      'version',
      'state',
      'waitsFor',
      'createdAt',
      'updatedAt',
    ])
    .where('id', '=', transferId)
    .executeTakeFirst();
