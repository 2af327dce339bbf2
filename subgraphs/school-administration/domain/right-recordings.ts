import type { RightKind } from '../store/tables.ts';
import { refuse, type UserError } from './user-error.ts';

export interface RightInput {
  readonly kind: RightKind;
  readonly reason: string;
  readonly validFrom: string;
  readonly validTo?: string | null;
  readonly personId?: string | null;
  readonly person?: unknown;
}

/** Every decision by staff says why. */
export const reasonProblems = (reason: string, field = 'reason'): UserError[] =>
  reason.trim().length < 3
    ? [refuse('REASON_NEEDED', 'Say why: the decision, and the document it rests on.', field)]
    : reason.length > 2_000
      ? [refuse('TOO_LONG', 'Give the reason in fewer words.', field)]
      : [];

/** A right is somebody's; a care order is of the child alone. Every one that staff record has a reason. */
export function rightProblems(input: RightInput): UserError[] {
  const problems = reasonProblems(input.reason);
  const named = input.personId != null || input.person != null;
  if (input.validTo != null && input.validTo < input.validFrom)
    problems.push(refuse('ENDS_BEFORE_IT_STARTS', 'The last day is before the first.', 'validTo'));
  if (input.kind === 'CARE_ORDER' && named)
    problems.push(
      refuse(
        'NO_PERSON',
        'A care order is of the child; record CHILD_PROTECTION, and FOSTER_PARENT or INSTITUTION, for persons.',
        'personId',
      ),
    );
  if (input.kind !== 'CARE_ORDER' && !named)
    problems.push(refuse('PERSON_NEEDED', 'Say whose right it is.', 'personId'));
  if (input.kind === 'NAMED_BY_DECISION')
    problems.push(
      refuse(
        'NAMED_ANOTHER_WAY',
        'A naming by decision of the police or barnevernstjenesten is recorded by nameForCase.',
        'kind',
      ),
    );
  if (input.personId != null && input.person != null)
    problems.push(refuse('TWO_PERSONS', 'Give an id or a name, not both.', 'person'));
  return problems;
}

export interface Ending {
  readonly lastDay: string;
  readonly reason: string;
}

/** What ends by staff's word: only what staff recorded, and not before it began. */
export function endingProblems(
  ending: Ending,
  recorded: { readonly source: string; readonly validFrom: string; readonly validTo: string | null } | null,
  idField: string,
): UserError[] {
  if (!recorded) return [refuse('UNKNOWN', 'There is nothing recorded of this child by that id.', idField)];
  const problems = reasonProblems(ending.reason);
  if (recorded.source === 'FOLKEREGISTERET')
    problems.push(
      refuse('FROM_THE_REGISTER', 'Folkeregisteret says so, and it ends when Folkeregisteret says so.', idField),
    );
  if (recorded.validTo !== null && recorded.validTo < ending.lastDay)
    problems.push(refuse('ENDED_ALREADY', `It ended on ${recorded.validTo}.`, 'lastDay'));
  return problems;
}

export function addressProtectionProblems(input: { readonly grading: string; readonly reason: string }): UserError[] {
  const problems = reasonProblems(input.reason);
  if (input.grading === 'UNGRADED')
    problems.push(refuse('END_IT_INSTEAD', 'A mark is ended, not recorded as none.', 'grading'));
  return problems;
}

export const matchProblems = (input: { readonly reason: string }): UserError[] => reasonProblems(input.reason);
