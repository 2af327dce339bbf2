import type { Database } from '#kit/database/database.ts';
import { shareReads } from '#kit/database/shared-reads.ts';
import { findPupils } from './pupils.ts';
import type { SchoolAdministrationTables } from './tables.ts';
import { findGroups, findUnits, unitsOfChildren } from './units.ts';

type Reader = Database<SchoolAdministrationTables>;
type OfChild = { readonly on: string; readonly childId: string };

/**
 * What nearly every request reads, shared among those that ask at the same time; made once. It holds nothing between statements, and
 * the guard decides of each request what it may see.
 */
export function createSharedReads(db: Reader) {
  const unitsOf = shareReads(
    perDay(async (asked: readonly OfChild[], on) => {
      const children = asked.map(({ childId }) => childId);
      return Map.groupBy(await unitsOfChildren(db, children, on), ({ childId }) => childId);
    }),
    ({ on, childId }) => `${on} ${childId}`,
  );
  return {
    units: things((ids) => findUnits(db, ids)),
    groups: things((ids) => findGroups(db, ids)),
    pupils: things((ids) => findPupils(db, ids)),
    unitsOfChildren: async (childIds: readonly string[], on: string) =>
      [...(await unitsOf(childIds.map((childId) => ({ on, childId })))).values()].flat(),
  };
}
export type SharedReads = ReturnType<typeof createSharedReads>;

function things<Row extends { readonly id: string }>(fetch: (ids: readonly string[]) => Promise<readonly Row[]>) {
  const read = shareReads(
    async (ids: readonly string[]) => new Map((await fetch(ids)).map((row) => [row.id, row])),
    (id) => id,
  );
  return async (ids: readonly string[]) => [...(await read(ids)).values()];
}

/** Around midnight two days may be asked about at once; a statement is about one. Names what it found `<day> <name>`. */
export function perDay<Key extends { readonly on: string }, Found>(
  read: (keys: readonly Key[], on: string) => Promise<ReadonlyMap<string, Found>>,
): (keys: readonly Key[]) => Promise<ReadonlyMap<string, Found>> {
  return async (keys) => {
    const days = Map.groupBy(keys, ({ on }) => on);
    const found = await Promise.all(
      [...days].map(async ([on, some]) =>
        [...(await read(some, on))].map(([name, value]) => [`${on} ${name}`, value] as const),
      ),
    );
    return new Map(found.flat());
  };
}
