import DataLoader from 'dataloader';
import type { Page } from '#contracts/graphql/connection.ts';
import type { Visibility } from '#kit/access/visibility.ts';
import type { Database } from '#kit/database/database.ts';
import { listLoader } from '#kit/serve/list-loader.ts';
import { coversOf } from './covers/covers.ts';
import { openingsOf } from './openings/openings.ts';
import { sharesOf } from './sharing/shares.ts';
import { absenceTotals, listAbsences } from './store/absences.ts';
import { enrolmentsOf, type MembershipAsk, membershipsOf, teachersOf } from './store/belonging.ts';
import { betweenSchoolsOf } from './store/between-schools.ts';
import { findEmployees, listEmployees, postsOf, staffOfGroups } from './store/employees.ts';
import { candidatesFor, matchDecisionsOf } from './store/identity-queue.ts';
import type { RecordSight } from './store/kindergarten-records.ts';
import { isUuid } from './store/list-page.ts';
import { listPupilsOf } from './store/pupils.ts';
import {
  allergiesOf,
  listAssessments,
  listRecords,
  type RecordAsk,
  receivedOf,
  writtenFormsOf,
} from './store/records.ts';
import { guardiansOf, marksOf, mayFetch, namesOf, rightsOf } from './store/rights.ts';
import type { SharedReads } from './store/shared-reads.ts';
import { approvalsOf, decisionsOf } from './store/system-decisions.ts';
import type { SchoolAdministrationTables } from './store/tables.ts';
import { listGroups } from './store/units.ts';

type Reader = Database<SchoolAdministrationTables>;

/** Lists by parent, from the rows of many parents. */
const rowsLoader = <Ask, Row>(
  fetch: (parentIds: readonly string[], ask: Ask) => Promise<readonly Row[]>,
  parentOf: (row: Row) => string,
) => listLoader(async (parentIds, ask: Ask) => Map.groupBy(await fetch(parentIds, ask), parentOf));

/** Things by their ids; what does not exist, or has an id that is none, is null. */
function thingLoader<Row extends { readonly id: string }>(fetch: (ids: readonly string[]) => Promise<readonly Row[]>) {
  return new DataLoader<string, Row | null>(async (ids) => {
    const asked = ids.filter(isUuid);
    const found = new Map((asked.length > 0 ? await fetch(asked) : []).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

const byParent = (row: { readonly parentId: string }) => row.parentId;
const byChild = (row: { readonly childId: string }) => row.childId;

/** The loaders of one request; `on` is the day it is asked on. */
export function createLoaders(db: Reader, reads: SharedReads, on: string) {
  return {
    unit: thingLoader(reads.units),
    group: thingLoader(reads.groups),
    pupil: thingLoader(reads.pupils),
    employee: thingLoader((ids) => findEmployees(db, ids, on)),
    systemApprovals: rowsLoader(
      (ids, _: null) => approvalsOf(db, ids, on),
      (row) => row.unitId,
    ),
    systemDecisions: rowsLoader(
      (ids, _: null) => decisionsOf(db, ids),
      (row) => row.unitId,
    ),
    groupsOfUnit: rowsLoader((ids, page: Page) => listGroups(db, ids, page, on), byParent),
    employeesOfUnit: rowsLoader((ids, page: Page) => listEmployees(db, ids, page, on), byParent),
    pupilsOfUnit: rowsLoader(
      (ids, ask: { page: Page; visibility: Visibility }) => listPupilsOf(db, 'unit', ids, ask),
      byParent,
    ),
    pupilsOfGroup: rowsLoader(
      (ids, ask: { page: Page; visibility: Visibility }) => listPupilsOf(db, 'group', ids, ask),
      byParent,
    ),
    identityCandidates: rowsLoader(
      (ids, _: null) => candidatesFor(db, ids),
      (row) => row.of,
    ),
    betweenSchools: rowsLoader((ids, _: null) => betweenSchoolsOf(db, ids, on), byChild),
    matchDecisions: rowsLoader((ids, _: null) => matchDecisionsOf(db, ids), byChild),
    postsOfEmployee: rowsLoader(
      (ids, _: null) => postsOf(db, ids, on),
      (row) => row.personId,
    ),
    staffOfGroup: rowsLoader(
      (ids, _: null) => staffOfGroups(db, ids, on),
      (row) => row.groupId,
    ),
    unitsOfChild: rowsLoader((ids, _: null) => reads.unitsOfChildren(ids, on), byChild),
    enrolments: rowsLoader((ids, _: null) => enrolmentsOf(db, ids), byChild),
    memberships: rowsLoader((ids, ask: MembershipAsk) => membershipsOf(db, ids, ask), byParent),
    teachers: rowsLoader((ids, _: null) => teachersOf(db, ids, on), byChild),
    guardians: rowsLoader((ids, _: null) => guardiansOf(db, ids, on), byChild),
    rights: rowsLoader((ids, ask: { ended: boolean }) => rightsOf(db, ids, { ...ask, on }), byChild),
    personName: rowsLoader(
      (ids, _: null) => namesOf(db, ids),
      (row) => row.id,
    ),
    shares: rowsLoader((ids, _: null) => sharesOf(db, ids), byChild),
    openings: rowsLoader((ids, _: null) => openingsOf(db, ids, on), byChild),
    covers: rowsLoader(
      (ids, _: null) => coversOf(db, ids, on),
      (row) => row.groupId,
    ),
    mayFetch: rowsLoader((ids, _: null) => mayFetch(db, ids, on), byChild),
    allergies: rowsLoader((ids, sight: RecordSight) => allergiesOf(db, ids, sight), byChild),
    marks: rowsLoader((ids, _: null) => marksOf(db, ids, on), byChild),
    absences: rowsLoader(
      (ids, { page, ...sight }: { page: Page } & RecordSight) => listAbsences(db, ids, page, sight),
      byParent,
    ),
    absenceTotals: rowsLoader(
      (ids, ask: { certificate: boolean } & RecordSight) => absenceTotals(db, ids, ask),
      byChild,
    ),
    assessments: rowsLoader((ids, ask: RecordAsk) => listAssessments(db, ids, ask), byParent),
    records: rowsLoader((ids, ask: RecordAsk) => listRecords(db, ids, ask), byParent),
    writtenForms: rowsLoader((ids, _: null) => writtenFormsOf(db, ids, on), byChild),
    received: rowsLoader((ids, sight: RecordSight) => receivedOf(db, ids, sight), byChild),
  };
}
export type SchoolAdministrationLoaders = ReturnType<typeof createLoaders>;
