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
  const told: Told =
    state.phase === 'dismissed'
      ? Object.fromEntries(transferableCategoryIds.map((id) => [id, 'withheld']))
      : Object.fromEntries(categoriesIn(state).map(([id, category]) => [id, inTheReceiversWords[category.status]]));
  const final =
    state.toDecide.length === 0 &&
    categoriesIn(state).every(([, category]) => isFinal(category) || category.status === 'sent');
  const isNews =
    state.toDecide.length === 0 &&
    (state.toldRound !== state.round || transferableCategoryIds.some((id) => told[id] !== state.told[id]));
  return { told, final, isNews };
}
