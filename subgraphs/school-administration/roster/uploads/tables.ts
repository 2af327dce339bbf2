import type { RosterImportReport } from '../report.ts';

/**
 * What has become of an uploaded roster: looked through (`CHECKING`), awaits a person's word (`CHECKED`), is being taken
 * (`IMPORTING`), or has ended in one of the other ways.
 */
export type UploadState = 'CHECKING' | 'CHECKED' | 'IMPORTING' | 'IMPORTED' | 'REFUSED' | 'DISCARDED' | 'EXPIRED';

/** What a file would change, and what it is wrong about: of a refused one, the latter alone. */
export type UploadReport = Pick<RosterImportReport, 'findings' | 'findingCounts'> &
  Partial<Pick<RosterImportReport, 'format' | 'source' | 'counts' | 'removals'>>;

export interface UploadTables {
  'schoolAdministration.rosterUpload': {
    id: string;
    fileName: string;
    bytes: number;
    checksum: string;
    state: UploadState;
    /** Ids of persons. */
    uploadedBy: string;
    uploadedAt: string;
    decidedBy: string | null;
    decidedAt: string | null;
    acceptRemovals: boolean;
    endedAt: string | null;
    bytesRead: number;
    waits: boolean;
    attempts: number;
    report: UploadReport | null;
    reason: string | null;
    importId: string | null;
    holder: string | null;
    heldUntil: string | null;
  };
}
