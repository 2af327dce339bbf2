import { sharedWithin, transferClosed } from '#contracts/events/data-sharing.ts';
import { pupilPlacementChanged, rightsChanged, unitChanged } from '#contracts/events/school-administration.ts';
import type { SchoolAdministrationPort } from '#contracts/ports.ts';
import type { SchoolView } from '#contracts/reconciliation.ts';
import type { Situation } from '#contracts/situations.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { placementProjection } from '#kit/access/placement-projection.ts';
import { onEvent } from '#kit/events/consumer.ts';
import { startWorker, type Worker } from '#kit/events/worker.ts';
import type { RequestContext, RunningSubgraph, SubgraphDefinition, SubgraphDeps } from '#kit/serve/subgraph.ts';
import { applyAbsenceReports, keepAbsenceReports } from './absence-reports/apply-reports.ts';
import { applyAdministrators } from './administrators.ts';
import { appointmentsOf } from './appointments.ts';
import { applyApprovals } from './approved-systems.ts';
import { comeToToday, startCalendarWorker } from './calendar-worker.ts';
import { readSchoolAdministrationSettings, schoolAdministrationSettings } from './config.ts';
import type { SchoolAdministrationContext } from './context.ts';
import { settleRequests, startInformationWorker } from './information/settle-requests.ts';
import { createLoaders } from './loaders.ts';
import { settleReceived } from './mergers/settle-received.ts';
import { moveWithin } from './move-within.ts';
import { appointedBy } from './naming/appointed.ts';
import { createChildKey } from './naming/child-key.ts';
import { applyNamings, startNamingWorker } from './naming/naming-worker.ts';
import { endCopiesOfNeverStarted } from './parts/end-copies.ts';
import { sealRequestedParts } from './parts/seal-parts.ts';
import { storeDeliveredParts } from './parts/store-parts.ts';
import { createPort } from './port/create-port.ts';
import { keepMarks } from './protection/keep-marks.ts';
import { restoreMarks } from './protection/restore-marks.ts';
import { readSchoolView } from './reconcile/school-view.ts';
import { type RegisterStatus, readRegisterStatus } from './register/register-status.ts';
import { registerSyncOf, startRegisterWorker } from './register/register-worker.ts';
import type { RegisterReport } from './register/sync-register.ts';
import { resolvers } from './resolvers/index.ts';
import { retained } from './retained.ts';
import type { RollOverReport } from './roll-over/report.ts';
import { rollOver } from './roll-over/roll-over.ts';
import { importRosterHere, type RosterFile } from './roster/import-here.ts';
import { startPickUpWorker } from './roster/pick-up/pick-up-worker.ts';
import type { RosterImportReport } from './roster/report.ts';
import { createRosterUploads } from './roster/uploads/open-uploads.ts';
import { readSituations } from './situations/index.ts';
import { openContactRegister } from './source/contact-register.ts';
import { findChildrenByNationalId, findExpectedStarters } from './store/find-children.ts';
import { listImports, type RosterImportRow } from './store/imports.ts';
import { keepShared } from './store/kindergarten-records.ts';
import { findLeavers, type Leaver } from './store/leavers.ts';
import { migrations } from './store/migrations.ts';
import { createSharedReads } from './store/shared-reads.ts';
import type { SchoolAdministrationTables } from './store/tables.ts';
import { findUnusualLookUps, startUnusualWorker } from './unusual/find-unusual.ts';

export { createPort } from './port/create-port.ts';
export type { RegisterStatus } from './register/register-status.ts';
export type { RegisterReport } from './register/sync-register.ts';
export type { RollOverReport } from './roll-over/report.ts';
export { type RollOverOptions, rollOver } from './roll-over/roll-over.ts';
export { importRoster } from './roster/import-roster.ts';
export type { RosterImportReport } from './roster/report.ts';
export { type FolkeregisteretServer, startFolkeregisteretServer } from './source/folkeregisteret/index.ts';
export { findingKinds } from './source/roster-findings.ts';
export type { RosterImportRow } from './store/imports.ts';
export type { Leaver } from './store/leavers.ts';
export { searchPupils } from './store/pupils.ts';
export type { SchoolAdministrationTables } from './store/tables.ts';

export interface RunningSchoolAdministration extends RunningSubgraph<SchoolAdministrationTables> {
  contextFor(request: RequestContext): SchoolAdministrationContext;
  /** What the other subgraphs ask for facts. */
  readonly port: SchoolAdministrationPort;
  /** Catches up with Folkeregisteret now, and says what came of it; undefined where no register is configured. */
  syncRegister(): Promise<RegisterReport | undefined>;
  /** How the hub stands with Folkeregisteret, in numbers alone. */
  registerStatus(): Promise<RegisterStatus>;
  /** What it says of its pupils, for the other subgraphs to hold their own against. */
  schoolView(on: string): Promise<SchoolView>;
  /** Who stands how to which children on a day: for asking what a policy would change. */
  situations(on: string): Promise<readonly Situation[]>;
  /** Does at once what the calendar's worker does every minute. */
  comeToToday(): Promise<void>;
  /** The yearly roll-over to the school year that begins in a calendar year; see `rollOver`. */
  rollOver(ask: { readonly begins: number; readonly apply: boolean }): Promise<RollOverReport>;
  /** Imports a roster by this hub's settings. */
  importRoster(file: RosterFile): Promise<RosterImportReport>;
  /** Child ids by national id, in the order that they were asked for; null where no child, or more than one, has it. */
  findChildren(nationalIds: readonly string[]): Promise<ReadonlyArray<string | null>>;
  /** The children of our kindergartens who begin school in a calendar year. */
  expectedStarters(year: number): Promise<readonly string[]>;
  /** The children who have left, on an ISO date. */
  leavers(on: string): Promise<readonly Leaver[]>;
  /** The latest imports, the newest first; those alone that somebody must see to, on wish. */
  listImports(ask: { readonly limit: number; readonly awaiting: boolean }): Promise<readonly RosterImportRow[]>;
  /** Lets namings for cases take effect for the children who are here; the worker does it by itself. */
  applyNamings(): Promise<number>;
  /** Tells of requests for information that wait and closes those that are past their time; the worker does it by itself. */
  settleRequests(): Promise<number>;
  /** Keeps which look-ups of the last two days stand out; the worker does it by itself. */
  findUnusualLookUps(): Promise<number>;
  /** Makes the absences those that homes have reported; the worker does it by itself. */
  applyAbsenceReports(): Promise<number>;
}

/** The ledger of marks of protection. */
const marksLedger = 'marks-of-protection';

/** Schools, pupils, rights and records; the facts that access is decided on. */
export const schoolAdministration: SubgraphDefinition<SchoolAdministrationTables, RunningSchoolAdministration> = {
  name: 'school-administration',
  schemaFile: new URL('schema.graphql', import.meta.url),
  resolvers,
  migrations,
  retained,
  settings: schoolAdministrationSettings,
  upload: { path: '/uploads/rosters', deed: 'import-roster', largestBytes: 512 * 1024 * 1024 },
  afterRestore: async (tx, ledger, erasures) => void (await restoreMarks(tx, ledger(marksLedger), erasures)),
  create: createSchoolAdministration,
};

function createSchoolAdministration(deps: SubgraphDeps<SchoolAdministrationTables>): RunningSchoolAdministration {
  const settings = readSchoolAdministrationSettings(deps.settings);
  const database = deps.database as unknown as SchoolAdministrationContext['database'];
  const reads = createSharedReads(database);
  const register = registerSyncOf(deps, settings);
  let registerWorker: Worker | undefined;
  let namingWorker: Worker | undefined;
  let absenceWorker: Worker | undefined;
  let informationWorker: Worker | undefined;
  const childKey = createChildKey(deps.keyFor('case-namings'));
  const { transact, now, log } = deps;
  const namingWork = { database, transact, now, log, childKey };
  const naming = {
    childKey,
    appointed: appointedBy(settings),
    longestDays: settings.caseNaming.longestDays,
    applySoon: () => namingWorker?.wake(),
  };
  const appointments = appointmentsOf(settings.appointments);
  const port = createPort(
    database,
    deps.now,
    naming.appointed,
    appointments,
    settings.contactRegister && openContactRegister(settings.contactRegister),
  );
  const unusual = {
    database,
    transact,
    now,
    log,
    newId: deps.newId,
    appointments,
    thresholds: settings.unusualLookUps,
  };
  const marks = deps.ledger(marksLedger);
  const uploads = createRosterUploads(deps, settings);
  let administratorWorker: Worker | undefined;
  const nameAdministrators = () => applyAdministrators(database, settings, deps.controller, dateInNorway(deps.now()));
  return {
    takeUpload: uploads.take,
    importRoster: (file) => importRosterHere(deps, settings, file),
    listImports: ({ limit, awaiting }) => listImports(database, { limit, after: undefined }, awaiting),
    syncRegister: async () => register?.syncRegister(),
    registerStatus: () => readRegisterStatus(database),
    schoolView: (on) => readSchoolView(database, on),
    situations: (on) =>
      readSituations({
        database,
        on,
        appointed: naming.appointed,
        appointments: appointmentsOf(settings.appointments),
        registered: deps.clients.map(({ clientId }) => clientId),
      }),
    comeToToday: () => comeToToday(deps),
    rollOver: (ask) => rollOver({ ...ask, transact: deps.transact, policyRoot: deps.policyRoot, now: deps.now }),
    port,
    settleRequests: () => settleRequests({ ...deps, port }),
    applyAbsenceReports: () => applyAbsenceReports(deps),
    async findChildren(nationalIds) {
      const found = await findChildrenByNationalId(database, nationalIds);
      return nationalIds.map((nationalId) => found.get(nationalId) ?? null);
    },
    expectedStarters: (year) => findExpectedStarters(database, year, dateInNorway(deps.now())),
    leavers: (on) => findLeavers(database, on),
    applyNamings: () => applyNamings(namingWork),
    findUnusualLookUps: () => findUnusualLookUps(unusual),
    contextFor: ({ access }) => ({
      access,
      database,
      loaders: createLoaders(database, reads, access.on),
      naming,
      information: { factsFor: port.factsFor, settleSoon: () => informationWorker?.wake() },
      opening: settings.openings,
      appointments,
      wakeUploads: uploads.wake,
      deps,
    }),
    handlers: [
      placementProjection('school_administration'),
      // Whoever is new here is looked up at once: until then nobody knows that an address is graded.
      onEvent(pupilPlacementChanged, async () => registerWorker?.wake()),
      // It may be a child for whose case somebody was named before it came.
      onEvent(pupilPlacementChanged, async () => namingWorker?.wake()),
      keepAbsenceReports(() => absenceWorker?.wake()),
      // Received elsewhere: the child is between two schools no more.
      onEvent(transferClosed, (unit, events) => settleReceived(unit, events, deps.now())),
      moveWithin(deps),
      endCopiesOfNeverStarted(deps, settings.receivedCopies.disposal),
      sealRequestedParts(deps),
      storeDeliveredParts(deps),
      onEvent(sharedWithin, ({ tx }, events) =>
        keepShared(
          tx,
          events.map(({ data }) => data),
        ),
      ),
      // A unit that is new may be one that the settings name.
      onEvent(unitChanged, ({ tx }) => applyApprovals(tx, settings)),
      // And a roster may have brought whom the settings name.
      onEvent(unitChanged, async () => administratorWorker?.wake()),
    ],
    async committed(types) {
      if (types.has(pupilPlacementChanged.type) || types.has(rightsChanged.type)) await keepMarks(database, marks);
    },
    async startWorkers(): Promise<readonly Worker[]> {
      await applyApprovals(database, settings);
      // What a process that was killed has left, and what has changed without an event.
      const marksWorker = startWorker({
        name: 'marks of protection',
        everyMs: 60_000,
        log: deps.log,
        run: async () => (await keepMarks(database, marks)) > 0,
      });
      await nameAdministrators();
      absenceWorker = startWorker({
        name: 'absence reports',
        everyMs: 60_000,
        log: deps.log,
        run: async () => (await applyAbsenceReports(deps)) > 0,
      });
      administratorWorker = startWorker({
        name: 'administrators',
        everyMs: 60_000,
        log: deps.log,
        run: async () => {
          await nameAdministrators();
          return false;
        },
      });
      namingWorker = startNamingWorker(namingWork);
      informationWorker = startInformationWorker({ ...deps, port });
      const workers = [
        informationWorker,
        marksWorker,
        administratorWorker,
        startCalendarWorker(deps),
        namingWorker,
        absenceWorker,
      ];
      workers.push(startUnusualWorker(unusual));
      workers.push(uploads.startWorker());
      if (register && settings.register) {
        registerWorker = startRegisterWorker(register, deps, settings.register.everySeconds);
        workers.push(registerWorker);
      }
      const { pickUp } = settings.roster;
      if (pickUp) workers.push(startPickUpWorker(deps, settings, pickUp));
      return workers;
    },
  };
}
