import { type Reason, reason } from './reason.ts';
import type { ResourceDescription } from './resource.ts';

/**
 * Whether a learning material is available in bokmål and nynorsk at the same time and price (opplæringslova § 15-3 (3)).
 * Only learning materials are covered, and not those in the subject Norwegian, for small cohorts or with little text.
 */
export function checkParallelEditions(description: ResourceDescription): readonly Reason[] {
  if (description.kind !== 'LEARNING_MATERIAL' || description.parallelExemption !== undefined) return [];
  const bokmal = description.editions.find((each) => each.language === 'nb');
  const nynorsk = description.editions.find((each) => each.language === 'nn');
  // A resource in neither (English, Sámi, sign language) has no Norwegian text to be parallel.
  if (!bokmal && !nynorsk) return [];
  if (!nynorsk) return [reason('NO_NYNORSK')];
  if (!bokmal) return [reason('NO_BOKMAL')];
  const found: Reason[] = [];
  if (bokmal.availableFrom !== nynorsk.availableFrom) found.push(reason('NOT_SAME_TIME'));
  if (bokmal.price !== nynorsk.price) found.push(reason('NOT_SAME_PRICE'));
  return found;
}
