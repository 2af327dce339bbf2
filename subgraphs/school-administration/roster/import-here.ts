import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import type { SchoolAdministrationSettings } from '../config.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { importRoster, type RosterImportOptions } from './import-roster.ts';
import type { RosterImportReport } from './report.ts';

/** A file, and what is said of it by the one who brings it. */
export type RosterFile = Pick<
  RosterImportOptions<SchoolAdministrationTables>,
  'file' | 'dryRun' | 'acceptRemovals' | 'onProgress' | 'onRefused'
>;

/** Imports a roster into the hub that the subgraph runs in, by its settings. */
export const importRosterHere = (
  deps: SubgraphDeps<SchoolAdministrationTables>,
  { roster }: SchoolAdministrationSettings,
  file: RosterFile,
): Promise<RosterImportReport> =>
  importRoster({
    database: deps.database as unknown as RosterImportOptions<SchoolAdministrationTables>['database'],
    transact: deps.transact,
    mode: deps.controller.demo ? 'test' : 'production',
    municipalityNumber: deps.controller.municipalityNumber,
    largestRemovalShare: roster.largestRemovalShare,
    now: deps.now,
    newId: deps.newId,
    ...file,
  });
