/** The importer's own tables; the staged ones are reached by SQL only. */
import type { Generated } from 'kysely';
import type { UploadTables } from './uploads/tables.ts';

export type ImportState = 'RUNNING' | 'DONE' | 'FAILED';

export type PickUpState = 'TAKEN' | 'DONE' | 'SET_ASIDE';

export interface RosterTables extends UploadTables {
  'schoolAdministration.rosterImport': {
    id: string;
    source: string;
    format: string;
    state: ImportState;
    fileHash: string | null;
    /** As the file says it. */
    fileMadeAt: string | null;
    counts: unknown;
    /** Why it failed, in the words that the caller was told. */
    reason: string | null;
    startedAt: string;
    endedAt: string | null;
    /** The last sign of life of one that runs. */
    aliveAt: Generated<string>;
  };
  'schoolAdministration.rosterFinding': {
    id: Generated<number>;
    importId: string;
    line: number;
    kind: string;
    what: string;
    why: string;
    done: string;
  };
  /** A file taken from the watched folder, and what came of it. */
  'schoolAdministration.rosterPickUp': {
    id: string;
    fileName: string;
    state: PickUpState;
    settled: Generated<boolean>;
    attempts: Generated<number>;
    checksum: string | null;
    importId: string | null;
    reason: string | null;
    takenAt: string;
    endedAt: string | null;
    holder: string | null;
    heldUntil: string | null;
  };
  'schoolAdministration.rosterLink': { source: string; of: 'person' | 'unit'; sourceId: string; targetId: string };
}
