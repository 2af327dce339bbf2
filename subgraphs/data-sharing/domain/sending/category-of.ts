import { type CategoryId, transferableCategoryIds } from '#contracts/categories.ts';
import { refuse } from '../refusal.ts';
import type { SendingCategory, SendingState } from './state.ts';

/** A category of the transfer, or a refusal that says why there is none. */
export function categoryOf(state: SendingState, id: CategoryId): SendingCategory {
  if (!transferableCategoryIds.includes(id))
    refuse('NOT_A_CATEGORY', `"${id}" is not a category that travels between schools`);
  return state.categories[id] ?? refuse('NOT_DECIDED', 'The categories of this transfer have not been decided yet');
}
