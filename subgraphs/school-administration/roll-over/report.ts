import type { CohortStep, GroupStep, RollingGroup } from '../domain/roll-over.ts';
import type { SchoolYear } from '../domain/school-year.ts';
import type { CohortRow } from '../store/roll-over/read-roll-over.ts';

/** Pupils of one unit who stand alike. It counts; it names nobody. */
export interface RollOverLine {
  readonly unit: string;
  readonly unitKind: string;
  /** Year level before; null in kindergartens and where none is known. */
  readonly level: number | null;
  readonly step: CohortStep['kind'];
  readonly toLevel: number | null;
  readonly pupils: number;
}

export interface RollOverFinding {
  readonly kind:
    | 'LEVEL_UNKNOWN'
    | 'LEVEL_BEYOND_SCHOOL'
    | 'BIRTH_DATE_UNKNOWN'
    | 'TOLD_BY_ROSTER'
    | 'STARTS_ELSEWHERE'
    | 'GROUP_MADE_ALREADY'
    | 'BETWEEN_SCHOOLS';
  readonly unit: string;
  readonly pupils: number;
  /** What it is about, and who mends it. */
  readonly what: string;
}

export interface RollOverReport {
  readonly schoolYear: string;
  readonly applied: boolean;
  /** Set when the roll-over of the year had been applied before: then nothing was done now. */
  readonly appliedBefore: string | null;
  readonly lines: readonly RollOverLine[];
  readonly groups: { readonly renamed: number; readonly goOn: number; readonly ended: number };
  readonly findings: readonly RollOverFinding[];
}

export const nameOf = ({ begins }: SchoolYear): string => `${begins}/${String((begins + 1) % 100).padStart(2, '0')}`;

const undecided = {
  LEVEL_UNKNOWN: 'pupil(s) without a year level: unchanged; the roster or staff must say which',
  LEVEL_BEYOND_SCHOOL:
    'pupil(s) above the last level of the school: unchanged; the level or the school’s types are wrong',
  BIRTH_DATE_UNKNOWN: 'child(ren) without a birth date: unchanged; the roster or staff must say it',
} as const;

/** Lines by unit and level: kindergartens' years of birth are one line for each step. */
export function linesOf(steps: ReadonlyArray<readonly [CohortRow, CohortStep]>): readonly RollOverLine[] {
  const lines = new Map<string, RollOverLine>();
  for (const [cohort, step] of steps) {
    if (cohort.pupils === 0 || step.kind === 'UNDECIDED') continue;
    const toLevel = step.kind === 'ADVANCES' ? step.toLevel : null;
    const key = [cohort.unitId, cohort.level, step.kind].join('|');
    const pupils = (lines.get(key)?.pupils ?? 0) + cohort.pupils;
    const { unitName: unit, unitKind, level } = cohort;
    lines.set(key, { unit, unitKind, level, step: step.kind, toLevel, pupils });
  }
  return [...lines.values()];
}

export function findingsOf(
  steps: ReadonlyArray<readonly [CohortRow, CohortStep]>,
  groups: ReadonlyArray<readonly [RollingGroup, GroupStep]>,
  unitNames: ReadonlyMap<string, string>,
): readonly RollOverFinding[] {
  const found = new Map<string, RollOverFinding>();
  const add = (kind: RollOverFinding['kind'], unit: string, pupils: number, what: string) => {
    if (pupils === 0) return;
    const key = `${kind}|${unit}|${what}`;
    found.set(key, { kind, unit, what, pupils: (found.get(key)?.pupils ?? 0) + pupils });
  };
  for (const [cohort, step] of steps) {
    if (step.kind === 'UNDECIDED') add(step.why, cohort.unitName, cohort.pupils, undecided[step.why]);
    add(
      'TOLD_BY_ROSTER',
      cohort.unitName,
      cohort.told,
      'pupil(s) whom a roster of the new year has told of: unchanged',
    );
    add(
      'STARTS_ELSEWHERE',
      cohort.unitName,
      cohort.startsElsewhere,
      'pupil(s) with another place from August: unchanged; end the old place if it is still open',
    );
  }
  for (const [group, step] of groups)
    if (step.kind === 'REPLACED')
      found.set(`replaced|${group.groupId}`, {
        kind: 'GROUP_MADE_ALREADY',
        unit: unitNames.get(group.unitId) ?? '',
        pupils: 0,
        what: `${group.name} ends: ${step.by} of the new year has been made already; its pupils come by the roster`,
      });
  return [...found.values()];
}
