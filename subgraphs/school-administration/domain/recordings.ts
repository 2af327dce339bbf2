import { type CaseDocumentKind, caseDocumentForm } from './case-documents.ts';
import { refuse, type UserError } from './user-error.ts';

/** What staff may get wrong in what they record. The shapes are GraphQL's; these are the rules between fields. */
const longestText = 20_000;
const marks = /^([1-6]|IV|GV|IM|F|D)$/;

export interface AbsenceInput {
  readonly kind: 'OCCASION' | 'TERM_TOTAL';
  readonly startsOn: string;
  readonly endsOn: string;
  readonly days: number;
  readonly hours: number;
  readonly reason?: string | null;
}

export function absenceProblems(input: AbsenceInput, today: string): UserError[] {
  const problems: UserError[] = [];
  if (input.endsOn < input.startsOn)
    problems.push(refuse('ENDS_BEFORE_IT_STARTS', 'The last day is before the first.', 'endsOn'));
  if (input.startsOn > today) problems.push(refuse('NOT_YET', 'An absence is recorded when it has begun.', 'startsOn'));
  for (const field of ['days', 'hours'] as const)
    if (!(input[field] >= 0 && input[field] < 1000))
      problems.push(refuse('OUT_OF_RANGE', `${field} must be from 0 to 999.`, field));
  // A total may be nothing: that a term had no absence is worth knowing.
  if (input.kind === 'OCCASION' && input.days === 0 && input.hours === 0)
    problems.push(refuse('NOTHING_COUNTED', 'Give the days or the hours of the absence.', 'days'));
  if ((input.reason ?? '').length > 2_000)
    problems.push(refuse('TOO_LONG', 'Give the reason in fewer words.', 'reason'));
  return problems;
}

export interface AssessmentInput {
  readonly form: 'FINAL' | 'HALF_YEAR' | 'ONGOING';
  readonly subjectCode: string;
  readonly mark?: string | null;
  readonly feedback?: string | null;
  readonly level?: number | null;
  readonly assessedOn: string;
}

export function assessmentProblems(input: AssessmentInput, today: string): UserError[] {
  const problems: UserError[] = [];
  if (input.assessedOn > today) problems.push(refuse('NOT_YET', 'The day has not come.', 'assessedOn'));
  if (!/^[A-ZÆØÅ0-9-]{3,20}$/.test(input.subjectCode))
    problems.push(refuse('NOT_A_CODE', 'Give the Grep code of the subject, such as NOR0214.', 'subjectCode'));
  if (input.mark != null && !marks.test(input.mark))
    problems.push(refuse('NOT_A_MARK', 'A mark is 1–6, or IV, GV, IM, F or D.', 'mark'));
  // Years 1–7 have no marks (forskrift til opplæringslova § 9-3): words only.
  if (input.mark != null && input.level != null && input.level < 8)
    problems.push(refuse('NO_MARKS_YET', 'Marks are given from year 8.', 'mark'));
  if (input.mark == null && !input.feedback?.trim())
    problems.push(refuse('NOTHING_SAID', 'Give a mark or words.', 'feedback'));
  if (input.form === 'FINAL' && input.mark == null)
    problems.push(refuse('MARK_NEEDED', 'A final assessment has a mark.', 'mark'));
  if ((input.feedback ?? '').length > longestText)
    problems.push(refuse('TOO_LONG', 'The text is too long.', 'feedback'));
  return problems;
}

/** Half-year marks of year 10 follow a rule of their own on the way to upper secondary; all others are assessment along the way. */
export function assessmentCategory(input: Pick<AssessmentInput, 'form' | 'level' | 'mark'>) {
  if (input.form === 'FINAL') return 'final-assessment';
  return input.form === 'HALF_YEAR' && input.level === 10 && input.mark != null
    ? 'half-year-marks-year-10'
    : 'ongoing-assessment';
}

export interface CaseDocumentInput {
  readonly kind: CaseDocumentKind;
  readonly title: string;
  readonly text: string;
  readonly legalBasis?: string | null;
  readonly validFrom: string;
  readonly validTo?: string | null;
}

export function caseDocumentProblems(input: CaseDocumentInput): UserError[] {
  const problems: UserError[] = [];
  if (!input.title.trim()) problems.push(refuse('EMPTY', 'Give the document a title.', 'title'));
  if (input.title.length > 300) problems.push(refuse('TOO_LONG', 'The title is too long.', 'title'));
  if (!input.text.trim()) problems.push(refuse('EMPTY', 'Give the text.', 'text'));
  if (input.text.length > longestText) problems.push(refuse('TOO_LONG', 'The text is too long.', 'text'));
  if (input.validTo != null && input.validTo < input.validFrom)
    problems.push(refuse('ENDS_BEFORE_IT_STARTS', 'The last day is before the first.', 'validTo'));
  // A decision names the rule it rests on (forvaltningsloven § 25).
  if (caseDocumentForm(input.kind).journalledAs === 'INDIVIDUAL_DECISION' && !/§/.test(input.legalBasis ?? ''))
    problems.push(refuse('LEGAL_BASIS_NEEDED', 'A decision names the paragraph it rests on.', 'legalBasis'));
  if (input.kind === 'WRITTEN_LANGUAGE_FORM' && input.text !== 'nb' && input.text !== 'nn')
    problems.push(refuse('NOT_A_FORM', 'The text is nb or nn.', 'text'));
  return problems;
}
