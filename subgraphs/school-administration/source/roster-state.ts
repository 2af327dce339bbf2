/** What the checks remember of a roster while it streams by: ids and lines, never records. */
import type { ReportFinding } from './roster-findings.ts';
import type { UnitKind } from './roster-records.ts';

export interface RosterCheckOptions {
  /** `test`: only synthetic national ids (month + 80) are kept, as a demo or test hub must (GDPR art. 5 (1) c). */
  readonly mode: 'test' | 'production';
}

export interface RosterState {
  readonly mode: RosterCheckOptions['mode'];
  readonly persons: PersonState;
  readonly units: UnitState;
  readonly memberships: MembershipState;
  readonly leftOut: { readonly person: Set<string>; readonly group: Set<string> };
  /** What a delta takes away. */
  readonly removed: { readonly person: Set<string>; readonly group: Set<string> };
  /** A full file refers to what stands in it; another may refer to what the hub has, which shows when they are compared. */
  isFull: boolean;
  /** It has absence or marks, and is no roster, whatever its type says. */
  hasResults: boolean;
  readonly report: ReportFinding;
}

export interface PersonState {
  /** Every id that names a person, former ones included, to the person's id. */
  readonly ids: Map<string, string>;
  readonly nationalIds: Set<string>;
  /** Persons whom nobody can reach with what the file has, by line. */
  readonly unreachable: Map<string, number>;
  /** Guardians by id, with the line of the first child that names each. */
  readonly guardians: Map<string, number>;
}

interface KnownUnit {
  readonly line: number;
  readonly kind: UnitKind;
  readonly parentId: string | undefined;
}
interface KnownGroup {
  readonly line: number;
  /** A class (basisgruppe): the pupils it has are few. */
  readonly isClass: boolean;
  readonly parentIds: readonly string[];
}

export interface UnitState {
  /** Every id that names a unit or group, former ones included, to its id. */
  readonly ids: Map<string, string>;
  readonly units: Map<string, KnownUnit>;
  readonly groups: Map<string, KnownGroup>;
  readonly organisationNumbers: Set<string>;
}

/** A membership of a group or person that has not been seen yet. */
export interface UnsettledMembership {
  readonly line: number;
  readonly groupId: string;
  readonly personId: string;
  readonly isPupil: boolean;
}

export interface MembershipState {
  readonly unsettled: UnsettledMembership[];
  /** Memberships in the group that is being read, to see one that is there twice. */
  readonly current: { groupId: string; readonly seen: Set<string> };
  /** Active pupils by unit and group. */
  readonly pupils: Map<string, number>;
}

export function newRosterState(mode: RosterCheckOptions['mode'], report: ReportFinding): RosterState {
  return {
    mode,
    report,
    persons: { ids: new Map(), nationalIds: new Set(), unreachable: new Map(), guardians: new Map() },
    units: { ids: new Map(), units: new Map(), groups: new Map(), organisationNumbers: new Set() },
    memberships: { unsettled: [], current: { groupId: '', seen: new Set() }, pupils: new Map() },
    leftOut: { person: new Set(), group: new Set() },
    removed: { person: new Set(), group: new Set() },
    isFull: true,
    hasResults: false,
  };
}

/** A copy of its own: an id cut from a chunk of the file would keep the whole chunk in memory. */
export const detached = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');
