import { categoriesIn, isFinal, type SendingState } from '../state.ts';

/**
 * Whether the sender may say who the child is. In some directions that itself needs permission (barnehageloven § 47 a), and nothing can
 * be handed over of a child that may not be named.
 */
export function identityStands(state: SendingState): 'free' | 'waiting' | 'withheld' {
  const identity = state.categories.identity;
  if (state.form !== 'hand-over' || identity?.decision.outcome !== 'needs-permission') return 'free';
  if (identity.status === 'withheld') return 'withheld';
  return identity.status === 'awaiting-permission' || identity.status === 'awaiting-release' ? 'waiting' : 'free';
}

/** What cannot go because the child may not be named. */
export const unidentified = (state: SendingState) =>
  identityStands(state) === 'withheld'
    ? categoriesIn(state).flatMap(([id, category]) =>
        !isFinal(category) && category.decision.onceFree === 'sent' && category.status !== 'sent' ? [id] : [],
      )
    : [];
