import type { Database } from '#kit/database/database.ts';
import { shareReads } from '#kit/database/shared-reads.ts';
import type { Appointments } from '../appointments.ts';
import type { Standing } from '../domain/facts.ts';
import type { Appointed } from '../naming/appointed.ts';
import { perDay } from '../store/shared-reads.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { type Asked, askedName, type OwnStanding, readOwnStandings, readStandings } from './read-standings.ts';

/** What persons are to children, and alone: requests that ask at the same time share a statement, whoever they are for. */
export function shareStandings(
  database: Database<SchoolAdministrationTables>,
  appointed: Appointed,
  appointments: Appointments,
) {
  const ofChildren = shareReads(
    perDay((asked: readonly (Asked & { readonly on: string })[], on) =>
      readStandings(database, asked, on, appointments),
    ),
    (asked) => `${asked.on} ${askedName(asked)}`,
  );
  const alone = shareReads(
    perDay((asked: readonly { readonly personId: string; readonly on: string }[], on) =>
      readOwnStandings(
        database,
        asked.map(({ personId }) => personId),
        on,
        appointed,
        appointments,
      ),
    ),
    ({ on, personId }) => `${on} ${personId}`,
  );
  return {
    /** By the child's id; those who are no children here are absent. */
    async of(personId: string, childIds: readonly string[], on: string): Promise<ReadonlyMap<string, Standing>> {
      const found = await ofChildren(childIds.map((childId) => ({ personId, childId, on })));
      const standings = new Map<string, Standing>();
      for (const childId of childIds) {
        const standing = found.get(`${on} ${askedName({ personId, childId })}`);
        if (standing) standings.set(childId, standing);
      }
      return standings;
    },
    async own(personId: string, on: string): Promise<OwnStanding> {
      const found = await alone([{ personId, on }]);
      return found.get(`${on} ${personId}`) ?? { posts: [], appointedAs: [], namesStaff: false };
    },
  };
}
