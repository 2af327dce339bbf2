import type { JSONColumnType } from 'kysely';

/** Units that become one or close, and where their children went. */
export interface UnitChangeTables {
  /** Schools that become one on a day, under a new organisation number. */
  'schoolAdministration.schoolMerger': {
    id: string;
    unitIds: string[];
    organisationNumber: string;
    name: string;
    takesEffectOn: string;
    leaderIds: string[];
    reason: string;
    decidedBy: string;
    decidedAt: string;
    state: 'RECORDED' | 'DONE' | 'CANCELLED';
    intoUnitId: string | null;
    settledReason: string | null;
    settledAt: string | null;
  };
  /** A unit that closes and names no successor, with what ended with it, as it was before. */
  'schoolAdministration.unitClosing': {
    id: string;
    unitId: string;
    lastDay: string;
    endedOnBefore: string | null;
    rowsBefore: JSONColumnType<object>;
    reason: string;
    decidedBy: string;
    decidedAt: string;
    state: 'RECORDED' | 'CANCELLED';
    settledReason: string | null;
    settledBy: string | null;
    settledAt: string | null;
  };
  /** It is known where a child went after its last day here. */
  'schoolAdministration.departureSettled': {
    childId: string;
    leftOn: string;
    reason: string;
    decidedBy: string;
    decidedAt: string;
  };
}
