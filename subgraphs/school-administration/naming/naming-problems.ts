import { reasonProblems } from '../domain/right-recordings.ts';
import { refuse, type UserError } from '../domain/user-error.ts';

export interface NamingPeriod {
  /** ISO dates; the last day counts. */
  readonly validFrom: string;
  readonly validTo: string;
}

/** The date so many days after another, ISO. */
export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/**
 * Why a naming cannot be recorded. Nothing here depends on the child: the same input is refused in the same words whoever the
 * national id belongs to.
 */
export function namingProblems(
  input: NamingPeriod & { readonly reason: string; readonly decision?: string | null; readonly personId: string },
  { namedBy, isEmployee, longestDays }: { namedBy: string; isEmployee: boolean; longestDays: number },
): UserError[] {
  const problems = reasonProblems(input.reason);
  if (input.decision != null && input.decision.trim().length < 3)
    problems.push(
      refuse(
        'DECISION_NEEDED',
        'Say who decided, when, and the reference; or leave it out where there is none.',
        'decision',
      ),
    );
  if (!isEmployee) problems.push(refuse('NOT_EMPLOYED', 'Name one who works here on that day.', 'personId'));
  if (input.personId === namedBy)
    problems.push(refuse('NOT_ONESELF', 'Another one who is appointed must name you.', 'personId'));
  if (input.validTo < input.validFrom)
    problems.push(refuse('ENDS_BEFORE_IT_STARTS', 'The last day is before the first.', 'validTo'));
  if (input.validTo > daysAfter(input.validFrom, longestDays))
    problems.push(
      refuse('TOO_LONG', `A naming lasts at most ${longestDays} days; name again when it ends.`, 'validTo'),
    );
  return problems;
}
