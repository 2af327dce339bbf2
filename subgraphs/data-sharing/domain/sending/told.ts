import { transferableCategoryIds } from '#contracts/categories.ts';
import type { Told, ToldStatus } from './events.ts';
import { type CategoryStatus, categoriesIn, isFinal, type SendingState } from './state.ts';

const inTheReceiversWords: Readonly<Record<CategoryStatus, ToldStatus>> = {
  'awaiting-permission': 'waiting',
  'awaiting-release': 'waiting',
  ready: 'coming',
  sealed: 'coming',
  sent: 'sent',
  received: 'sent',
  shared: 'sent',
  empty: 'nothing-held',
  withheld: 'withheld',
  'collected-anew': 'collected-anew',
  'documents-to-parents': 'documents-to-parents',
};

/** What the receiver is to be told of this state, and whether that is news to it. */
export function toldOf(state: SendingState): {
  readonly told: Told;
  readonly final: boolean;
  readonly isNews: boolean;
} {
  // Of a move abroad there is nobody to tell.
  if (state.form === 'documents') return { told: {}, final: true, isNews: false };
  const told: Told =
    state.phase === 'dismissed'
      ? Object.fromEntries(transferableCategoryIds.map((id) => [id, 'withheld']))
      : Object.fromEntries(
          categoriesIn(state)
            .map(([id, category]) => [id, inTheReceiversWords[category.status]] as const)
            .filter(([id, status]) => state.form === 'fetch' || mayBeTold(state.told[id], status)),
        );
  const final =
    state.toDecide.length === 0 &&
    categoriesIn(state).every(([, category]) => isFinal(category) || category.status === 'sent');
  const changed = transferableCategoryIds.some((id) => told[id] !== state.told[id]);
  if (state.form === 'hand-over')
    return { told, final, isNews: mayTell(state) && (changed || (final && !state.toldFinal)) };
  return { told, final, isNews: state.toDecide.length === 0 && (state.toldRound !== state.round || changed) };
}

/**
 * Before permission the receiver of a hand-over is told nothing, not even that the child is here: not what is asked of whom, nor what was
 * refused. What it has been told of once it is told the rest of.
 */
const mayBeTold = (before: ToldStatus | undefined, now: ToldStatus): boolean =>
  before !== undefined || now === 'coming' || now === 'sent' || now === 'nothing-held';

/** Only to a receiver that has found its child, or that asked itself; one who asked is answered when there is something to say. */
function mayTell(state: SendingState): boolean {
  if (state.handOver) return state.handOver.accepted;
  return (
    categoriesIn(state).some(([, { status }]) => status === 'sealed' || status === 'sent' || status === 'received') ||
    categoriesIn(state).every(([, category]) => isFinal(category))
  );
}
