import type { SchoolAdministrationPort } from '#contracts/ports.ts';
import type { Database } from '#kit/database/database.ts';
import type { Journalling } from './store/journalling.ts';
import { findRecords } from './store/record-rows.ts';
import type { ArchiveTables } from './store/tables.ts';

/** Gives what is to be journalled the names of the children whose record is not opened yet. */
export type NameNewRecords = (items: readonly Journalling[]) => Promise<readonly Journalling[]>;

/** Asks school-administration, outside any transaction; a child it does not know gets a record without a name. */
export function createNameNewRecords(
  database: Database<ArchiveTables>,
  port: Pick<SchoolAdministrationPort, 'identityOf'>,
): NameNewRecords {
  return async (items) => {
    const children = [...new Set(items.map(({ childId }) => childId))];
    const records = await findRecords(database, children);
    const names = new Map(
      await Promise.all(
        children
          .filter((childId) => !records.has(childId))
          .map(async (childId) => {
            const identity = await port.identityOf(childId);
            return [childId, identity ? `${identity.givenName} ${identity.familyName}` : undefined] as const;
          }),
      ),
    );
    return items.map((item) => ({ ...item, pupilName: names.get(item.childId) }));
  };
}
