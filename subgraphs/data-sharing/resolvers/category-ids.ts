import { type CategoryId, transferableCategoryIds } from '#contracts/categories.ts';
import { refusal } from './change-transfer.ts';

/** A category that travels between schools, or a user error that names what was given. */
export function readCategory(text: string): CategoryId {
  const id = transferableCategoryIds.find((known) => known === text);
  if (id) return id;
  throw refusal('NOT_A_CATEGORY', `"${text.slice(0, 60)}" is not a category that travels between schools`);
}
