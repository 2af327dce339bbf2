import { isCategoryId } from '#contracts/categories.ts';
import { reasonProblems } from '../domain/right-recordings.ts';
import { refuse, type UserError } from '../domain/user-error.ts';
import { daysAfter } from '../naming/naming-problems.ts';

/** A child by what one knows who stands beside it: where it attends and its name, and the birth date where two are alike. */
export interface NamedChild {
  readonly unitId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate?: string | null;
}
export interface OpeningInput {
  readonly childId?: string | null;
  readonly child?: NamedChild | null;
  readonly categories: readonly string[];
  readonly reason: string;
}

/** Why an opening is refused before any child is looked for: what is refused says nothing of whether there is one. */
export function openingProblems(input: OpeningInput): UserError[] {
  const problems = reasonProblems(input.reason);
  if (Number(input.childId != null) + Number(input.child != null) !== 1)
    problems.push(refuse('ONE_CHILD', 'Say which child: by its id, or by its name and where it attends.', 'child'));
  if (input.categories.length === 0)
    problems.push(refuse('CATEGORIES_NEEDED', 'Say what is opened: the categories that are necessary.', 'categories'));
  const unknown = input.categories.filter((category) => !isCategoryId(category));
  if (unknown.length > 0)
    problems.push(refuse('UNKNOWN_CATEGORY', `There is no category ${unknown.join(', ')}.`, 'categories'));
  return problems;
}

/** An exemption lasts a year at the most (personopplysningsloven § 16 asks for a decision, and decisions for a look now and then). */
export function exemptionProblems(input: { readonly reason: string; readonly until: string }, on: string): UserError[] {
  const problems = reasonProblems(input.reason);
  if (input.until < on) problems.push(refuse('IN_THE_PAST', 'The last day is before today.', 'until'));
  if (input.until > daysAfter(on, 366))
    problems.push(refuse('TOO_LONG', 'An exemption lasts a year at the most: decide anew then.', 'until'));
  return problems;
}
