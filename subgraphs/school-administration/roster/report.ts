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
export type RosterCounts = Readonly<Record<(typeof countedKinds)[number], Counts>>;

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

const mostPerKind = 200;

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
    result: () => ({ findings: kept.toSorted((a, b) => a.line - b.line), findingCounts: { ...counts } }),
  };
}
