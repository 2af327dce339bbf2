import { type CategoryId, transferableCategoryIds } from '#contracts/categories.ts';
import type { TransferPolicy } from '#contracts/policy/transfer-policy.ts';
import type { TransferDirection } from '#contracts/policy/transfer-policy-schema.ts';
import type { CategoryRequest } from '../../decide-category.ts';
import { refuse } from '../../refusal.ts';

/**
 * What a controller may hand over on its own initiative in a direction: only what the policy lets go after permission. What the
 * receiver may fetch it must ask for itself (opplæringslova § 25-1 (2)), and the rest stays.
 */
export function whatIsHandedOver(
  policy: TransferPolicy,
  direction: TransferDirection,
  within = false,
): readonly CategoryRequest[] {
  const registered = within ? (policy.directions[direction].within?.registered ?? []) : [];
  return transferableCategoryIds.flatMap((category) => {
    if (registered.includes(category)) return [];
    const { rule, purposes } = policy.rule(direction, category);
    const [purpose] = purposes ?? [];
    return rule === 'permission' && purpose ? [{ category, purpose }] : [];
  });
}

/** The same, narrowed to what staff have chosen. Who the child is goes with it wherever that needs permission too. */
export function chosenOf(
  policy: TransferPolicy,
  direction: TransferDirection,
  { within, categories: chosen }: { readonly within: boolean; readonly categories?: readonly CategoryId[] | undefined },
): readonly CategoryRequest[] {
  const all = whatIsHandedOver(policy, direction, within);
  if (all.length === 0) refuse('NOTHING_TO_HAND_OVER', 'Nothing may be handed over after permission in this direction');
  if (!chosen) return all;
  if (chosen.length === 0) refuse('NOTHING_TO_HAND_OVER', 'Name the categories to hand over, or none to mean all');
  const stranger = chosen.find((category) => !all.some((request) => request.category === category));
  if (stranger)
    refuse('NOT_HANDED_OVER', `"${stranger}" is not handed over after permission in this direction: leave it out`);
  return all.filter(({ category }) => category === 'identity' || chosen.includes(category));
}
