import { isCategoryId } from '#contracts/categories.ts';
import { reasonProblems } from '../domain/right-recordings.ts';
import { refuse, type UserError } from '../domain/user-error.ts';
import type { Service } from '../store/tables.ts';

export interface ShareInput {
  readonly service: Service;
  readonly categories: readonly string[];
  readonly reason: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly personId?: string | null;
  readonly person?: unknown;
}

const longestDays = 366;
const dayMs = 86_400_000;

/** Why a sharing is refused: it says with whom, what, why and until when, and lasts a year at the most. */
export function shareProblems(input: ShareInput): UserError[] {
  const problems = reasonProblems(input.reason);
  const named = Number(input.personId != null) + Number(input.person != null);
  if (named !== 1)
    problems.push(
      refuse('ONE_PERSON_NEEDED', 'Say with whom it is shared: by an id or by a name, one of them.', 'person'),
    );
  if (input.categories.length === 0)
    problems.push(refuse('CATEGORIES_NEEDED', 'Say what is shared: the categories that are necessary.', 'categories'));
  const unknown = input.categories.filter((category) => !isCategoryId(category));
  if (unknown.length > 0)
    problems.push(refuse('UNKNOWN_CATEGORY', `There is no category ${unknown.join(', ')}.`, 'categories'));
  if (input.validTo < input.validFrom)
    problems.push(refuse('ENDS_BEFORE_IT_STARTS', 'The last day is before the first.', 'validTo'));
  else if (Date.parse(input.validTo) - Date.parse(input.validFrom) > longestDays * dayMs)
    problems.push(
      refuse('TOO_LONG', 'A sharing lasts a year at the most: decide anew whether it is necessary.', 'validTo'),
    );
  return problems;
}

/** Whoever is shared with must know whom it is about. */
export const sharedCategories = (categories: readonly string[]): string[] =>
  [...new Set(['identity', ...categories])].sort();
