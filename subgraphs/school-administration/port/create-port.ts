import type { SchoolAdministrationPort } from '#contracts/ports.ts';
import { dateInNorway } from '#kit/access/access.ts';
import type { Database } from '#kit/database/database.ts';
import { type Appointments, noAppointments } from '../appointments.ts';
import { factsOf, viewerFactsOf } from '../domain/facts.ts';
import { type Appointed, nobodyAppointed } from '../naming/appointed.ts';
import { readExemptLookUps } from '../openings/exempt-look-ups.ts';
import type { ContactRegister } from '../source/contact-register.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import {
  readChildrenByFeideId,
  readIdentity,
  readKnownPerson,
  readMatch,
  readUnitsByNumber,
} from './read-identities.ts';
import { readLookers } from './read-lookers.ts';
import { readNoticeAddresses } from './read-notice-addresses.ts';
import { readPersonScope, readSystemScope } from './read-scope.ts';
import { readTransferStanding, readTransferStandings } from './read-transfer-standing.ts';
import { shareStandings } from './share-standings.ts';
import { readSystemFacts } from './system-facts.ts';

/**
 * The internal port over a controller's database. Facts come from rights, address protection, enrolments, memberships and posts;
 * never from a roster's list of guardians, which gives no right (Bergen 2019).
 *
 * @example const port = createPort(database.as<SchoolAdministrationTables>());
 */
export function createPort(
  database: Database<SchoolAdministrationTables>,
  now: () => Date = () => new Date(),
  appointed: Appointed = nobodyAppointed,
  appointments: Appointments = noAppointments,
  contactRegister: ContactRegister | undefined = undefined,
): SchoolAdministrationPort {
  const standings = shareStandings(database, appointed, appointments);
  return {
    whoIs: (identity) => readKnownPerson(database, identity, dateInNorway(now())),
    scopeOf: (viewer, on) =>
      viewer.kind === 'person'
        ? readPersonScope(database, viewer.personId, on, appointments)
        : readSystemScope(database, viewer.clientId, on),
    async factsFor(viewer, childIds, on) {
      const wanted = childIds.filter(isUuid);
      if (wanted.length === 0) return new Map();
      if (viewer.kind === 'system') return readSystemFacts(database, viewer.clientId, wanted, on);
      const found = await standings.of(viewer.personId, wanted, on);
      return new Map([...found].map(([childId, standing]) => [childId, factsOf(standing, on)]));
    },
    async viewerFacts(viewer, on) {
      if (viewer.kind !== 'person') return [];
      const own = await standings.own(viewer.personId, on);
      return [...viewerFactsOf(own), ...(own.namesStaff ? ['appointedToName' as const] : [])];
    },
    matchChild: (identity) => readMatch(database, identity),
    identityOf: async (childId) => (isUuid(childId) ? readIdentity(database, childId) : null),
    transferStanding: async (childId, on) => (isUuid(childId) ? readTransferStanding(database, childId, on) : null),
    transferStandings: (childIds, on) => readTransferStandings(database, childIds.filter(isUuid), on),
    childrenByFeideId: (feideIds) => readChildrenByFeideId(database, feideIds),
    noticeAddresses: (personIds) =>
      readNoticeAddresses(database, personIds.filter(isUuid), dateInNorway(now()), contactRegister),
    exemptLookUps: (childIds, on) => readExemptLookUps(database, childIds.filter(isUuid), on),
    lookers: (asked) => readLookers(database, asked),
    unitsByOrganisationNumber: (numbers, kind) => readUnitsByNumber(database, numbers, kind),
  };
}

/** An id that is none at all belongs to no child; the database would call it a broken statement. */
const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
