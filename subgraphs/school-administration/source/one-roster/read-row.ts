/** What the rows of all OneRoster files share: whether they hold, dates, lists, and the file that messages name. */
import { readDate } from '../read-values.ts';
import type { ReportFinding } from '../roster-findings.ts';
import type { CsvRow } from './csv-rows.ts';
import { roles } from './vocabulary.ts';

/** What the readers of single files need to know. */
export interface FileContext {
  /** With its ending. */
  readonly file: string;
  readonly isDelta: boolean;
  readonly report: ReportFinding;
}

export type RowState = 'active' | 'deleted' | 'left-out';

/** `tobedeleted` takes away in a delta; a whole file has no deletions: what it leaves out has ended. */
export function stateOf(row: CsvRow, what: string, { isDelta, file, report }: FileContext): RowState {
  const status = row.get('status')?.toLowerCase();
  if (status === undefined || status === 'active') return 'active';
  // Drafts of OneRoster wrote "inactive".
  if (status === 'tobedeleted' || status === 'inactive') {
    if (isDelta) return 'deleted';
    const why = 'a bulk file has no deletions; what it leaves out has ended';
    report(row.line, 'marked-deleted', `${file}: ${what} is marked ${status}`, why, 'left out');
    return 'left-out';
  }
  const why = 'OneRoster has active and tobedeleted';
  report(row.line, 'unknown-code', `${file}: ${what}: status "${status.slice(0, 20)}"`, why, 'read as active');
  return 'active';
}

export function idOf(row: CsvRow, column: string, what: string, { file, report }: FileContext): string | undefined {
  const id = row.get(column);
  if (id === undefined)
    report(
      row.line,
      'missing-id',
      `${file}: ${what} without ${column}`,
      'a row says whom it is of',
      'the row was left out',
    );
  return id;
}

/** The first day, and the last day it holds: OneRoster's end date is the day after. */
export function readPeriod(row: CsvRow, [begin, end]: readonly [string, string], what: string, context: FileContext) {
  const read = (column: string) =>
    readDate(row.get(column), row.line, `${context.file}: ${what}: ${column}`, context.report);
  const ends = read(end);
  const begins = read(begin);
  return {
    ...(begins === undefined ? {} : { begin: begins }),
    ...(ends === undefined ? {} : { end: dayBefore(ends) }),
  };
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Year level 1–13, where the row names one and no more; OneRoster writes `07` or `7`. */
export function readLevel(row: CsvRow): number | undefined {
  const grades = new Set(row.list('grades'));
  const [only] = grades;
  const level = grades.size === 1 && /^\d{1,2}$/.test(only ?? '') ? Number(only) : undefined;
  return level !== undefined && level >= 1 && level <= 13 ? level : undefined;
}

export const roleOf = (written: string) => {
  const key = written.toLowerCase();
  return Object.hasOwn(roles, key) ? roles[key] : undefined;
};

export function tellUnknownRole(row: CsvRow, what: string, written: string, { file, report }: FileContext): void {
  const told = `${file}: ${what}: role "${written.slice(0, 40)}"`;
  const why = 'OneRoster does not have it; a role decides access, so it is never guessed';
  report(row.line, 'unknown-role', told, why, 'the membership was left out');
}
