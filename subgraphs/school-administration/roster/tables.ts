/** The importer's own tables; the staged ones are reached by SQL only. */
import type { Generated } from 'kysely';

export type ImportState = 'RUNNING' | 'DONE' | 'FAILED';

export interface RosterTables {
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
  'schoolAdministration.rosterLink': { source: string; of: 'person' | 'unit'; sourceId: string; targetId: string };
}
