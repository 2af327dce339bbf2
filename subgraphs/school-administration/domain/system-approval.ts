import { reasonProblems } from './right-recordings.ts';
import { refuse, type UserError } from './user-error.ts';

/** A leader's decision that a system may see the pupils of a unit, from a day and perhaps until one. */
export interface ApprovalInput {
  readonly unitId: string;
  readonly clientId: string;
  readonly reason: string;
  /** The first day; today unless given. */
  readonly validFrom?: string | null;
  /** The last day; open unless given. */
  readonly validTo?: string | null;
}

const noSuchSystem = refuse('UNKNOWN_SYSTEM', 'No system with this id is registered with the controller.', 'clientId');

/** Why a system cannot be approved: the controller registers it first, and nothing is opened for days that are over. */
export function approvalProblems(input: ApprovalInput, registered: boolean, today: string): UserError[] {
  const problems = reasonProblems(input.reason);
  const validFrom = input.validFrom ?? today;
  if (!registered) problems.push(noSuchSystem);
  if (validFrom < today) problems.push(refuse('IN_THE_PAST', 'The first day is over already.', 'validFrom'));
  if (input.validTo != null && input.validTo < validFrom)
    problems.push(refuse('ENDS_BEFORE_IT_STARTS', 'The last day is before the first.', 'validTo'));
  return problems;
}

/** A system is withdrawn whether it is registered still or not: only where it has something to lose. */
export function withdrawalProblems(input: { readonly reason: string }, isApproved: boolean): UserError[] {
  const problems = reasonProblems(input.reason);
  if (!isApproved) problems.push(refuse('NOT_APPROVED', 'The unit has not approved this system.', 'clientId'));
  return problems;
}
