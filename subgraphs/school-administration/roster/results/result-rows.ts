/** A result as the row that the hub keeps, by the same rules as what staff record; or what is wrong with it. */
import {
  type AssessmentInput,
  absenceProblems,
  assessmentCategory,
  assessmentProblems,
} from '../../domain/recordings.ts';
import { finding, type RosterFinding } from '../../source/roster-findings.ts';
import type { RosterAbsence, RosterMark } from '../../source/roster-records.ts';

export interface PlacedResult {
  readonly number: number;
  readonly line: number;
  readonly kind: 'absence' | 'mark';
  readonly personSourceId: string;
  readonly groupSourceId: string;
  readonly content: unknown;
  readonly childId: string;
  readonly subjectCode: string | null;
  readonly subject: string | null;
  readonly level: number | null;
}

export type ResultRow = {
  readonly kind: 'absence' | 'mark';
  /** With the columns of the table. */
  readonly row: Readonly<Record<string, unknown>> & { readonly child_id: string; readonly source_id: string };
};
type Problem = { readonly problem: RosterFinding };
interface Days {
  readonly today: string;
  readonly createdAt: string | undefined;
}

export function toRow(placed: PlacedResult, days: Days): ResultRow | Problem {
  return placed.kind === 'absence'
    ? absenceRow(placed, placed.content as RosterAbsence, days)
    : markRow(placed, placed.content as RosterMark, days);
}

const refuse = (placed: PlacedResult, what: string, why: string): Problem => ({
  problem: finding(
    placed.line,
    'result-not-kept',
    `person ${placed.personSourceId} in ${placed.groupSourceId}: ${what}`,
    why,
    'left out',
  ),
});

function absenceRow(placed: PlacedResult, read: RosterAbsence, { today }: Days): ResultRow | Problem {
  const input = {
    kind: read.kind,
    startsOn: read.begin,
    endsOn: read.end,
    days: read.counted === 'days' ? read.value : 0,
    hours: read.counted === 'hours' ? read.value : 0,
  };
  const [problem] = absenceProblems(input, today);
  if (problem) return refuse(placed, 'an absence', problem.message);
  const counts = [placed.groupSourceId, read.kind, read.counted, read.documented, read.begin, read.end];
  return {
    kind: 'absence',
    row: {
      child_id: placed.childId,
      source_id: read.id ?? counts.join('|'),
      kind: read.kind,
      starts_on: read.begin,
      ends_on: read.end,
      days: input.days,
      hours: input.hours,
      documented: read.documented,
      subject_code: placed.subjectCode,
    },
  };
}

const examNames = { EXAM_WRITTEN: ', skriftlig eksamen', EXAM_ORAL: ', muntlig eksamen' } as const;

function markRow(placed: PlacedResult, read: RosterMark, { today, createdAt }: Days): ResultRow | Problem {
  const assessedOn = dayOf(read, createdAt, today);
  const { subjectCode, subject, level } = placed;
  if (subjectCode === null)
    return refuse(placed, 'a mark', 'the group has no Grep code, so nobody can say in which subject');
  if (assessedOn === undefined)
    return refuse(placed, 'a mark', 'neither it nor the file says of which day or school year');
  const form: AssessmentInput['form'] = read.form === 'HALF_YEAR' ? 'HALF_YEAR' : 'FINAL';
  const input: AssessmentInput = { form, subjectCode, mark: read.mark, level, assessedOn };
  const [problem] = assessmentProblems(input, today);
  if (problem) return refuse(placed, 'a mark', problem.message);
  const exam = read.form === 'EXAM_WRITTEN' || read.form === 'EXAM_ORAL' ? examNames[read.form] : '';
  const term = termOf(read, assessedOn);
  return {
    kind: 'mark',
    row: {
      child_id: placed.childId,
      source_id: [placed.groupSourceId, read.form, term].join('|'),
      category: assessmentCategory(input),
      subject_code: subjectCode,
      subject: `${subject ?? subjectCode}${exam}`,
      mark: read.mark,
      level,
      term,
      assessed_on: assessedOn,
    },
  };
}

/** The file's own day where it lies in the mark's period, else the period's last day; never a day that has not come. */
function dayOf({ begin, end }: RosterMark, createdAt: string | undefined, today: string): string | undefined {
  const made = /^\d{4}-\d{2}-\d{2}/.exec(createdAt ?? '')?.[0];
  const isWithin = made !== undefined && (begin === undefined || begin <= made) && (end === undefined || made <= end);
  const day = isWithin ? made : (end ?? made);
  return day !== undefined && day > today ? today : day;
}

const termOf = ({ half, begin, end }: RosterMark, day: string): string => {
  if (half === 'autumn' && begin !== undefined) return `${begin.slice(0, 4)}-autumn`;
  if (half === 'spring' && end !== undefined) return `${end.slice(0, 4)}-spring`;
  return `${day.slice(0, 4)}-${half ?? (day.slice(5, 7) >= '08' ? 'autumn' : 'spring')}`;
};
