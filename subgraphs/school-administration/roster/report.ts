import type { FindingKind, RosterFinding } from '../source/roster-findings.ts';
import type { Removals } from './removals.ts';

export interface Counts {
  readonly added: number;
  readonly changed: number;
  /** No longer in the file: closed the day before, never deleted. */
  readonly ended: number;
  readonly unchanged: number;
}

export const countedKinds = [
  'units',
  'groups',
  'persons',
  'enrolments',
  'employments',
  'memberships',
  'guardians',
] as const;
/** Absence and marks come in files of their own. */
export type RosterCounts = Readonly<Record<(typeof countedKinds)[number], Counts>> &
  Readonly<Partial<Record<'absences' | 'marks', Counts>>>;

const none: Counts = { added: 0, changed: 0, ended: 0, unchanged: 0 };
export const noCounts: RosterCounts = {
  units: none,
  groups: none,
  persons: none,
  enrolments: none,
  employments: none,
  memberships: none,
  guardians: none,
};

/** What an import did, or in a dry run would have done. */
export interface RosterImportReport {
  readonly importId: string;
  /** Such as `PIFU-IMS 1.3 full`. */
  readonly format: string;
  /** The system that the file speaks for. */
  readonly source: string;
  readonly dryRun: boolean;
  readonly counts: RosterCounts;
  readonly personsLeftOut: number;
  /** What it ends of the enrolments; `stops` when that is more than may end without being asked for. */
  readonly removals: Removals & { readonly stops: boolean };
  /** The first findings of each kind, by line; all of them are in the import's history. */
  readonly findings: readonly RosterFinding[];
  readonly findingCounts: Readonly<Partial<Record<FindingKind, number>>>;
  /** SHA-256 of the file, in hex. */
  readonly fileHash: string;
}

/** How many findings of a kind a report holds. */
export const mostPerKind = 200;

/** Keeps the first findings of each kind and counts them all: a fault of the source system may repeat for every pupil. */
export function collectFindings() {
  const kept: RosterFinding[] = [];
  const counts: Partial<Record<FindingKind, number>> = {};
  return {
    add(finding: RosterFinding) {
      const count = (counts[finding.kind] ?? 0) + 1;
      counts[finding.kind] = count;
      if (count <= mostPerKind) kept.push(finding);
    },
    /** Forgets the others: what a file of absence or marks says of people and places is not taken over. */
    keepOnly(kinds: ReadonlySet<FindingKind>) {
      kept.splice(0, kept.length, ...kept.filter(({ kind }) => kinds.has(kind)));
      for (const kind of Object.keys(counts) as FindingKind[]) if (!kinds.has(kind)) delete counts[kind];
    },
    result: () => ({ findings: kept.toSorted((a, b) => a.line - b.line), findingCounts: { ...counts } }),
  };
}
