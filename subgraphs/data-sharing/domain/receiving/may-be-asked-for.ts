import { type CategoryId, transferableCategoryIds } from '#contracts/categories.ts';
import type { TransferPolicy } from '#contracts/policy/transfer-policy.ts';
import { hasCome } from './decide-asking.ts';
import { isAnswered, isWithinController, type ReceivingState } from './state.ts';

/** A category that `Ask` would take now: what a sender decides by the rule, and the reasons that can carry the request. */
export interface Askable {
  readonly category: CategoryId;
  readonly outcome: 'follows' | 'needs-permission' | 'by-hand';
  readonly citation: string;
  readonly words: Words;
  readonly reasons: ReadonlyArray<{ readonly purpose: string; readonly citation: string; readonly words: Words }>;
}

export interface Words {
  readonly nb: string;
  readonly en: string;
  readonly nn?: string | undefined;
  readonly se?: string | undefined;
}

const outcomes: Readonly<Record<string, Askable['outcome']>> = {
  follows: 'follows',
  permission: 'needs-permission',
  'by-hand': 'by-hand',
};

/** What may be asked for, in the order of the categories; empty when it is not the time, or never is. */
export function mayBeAskedFor(state: ReceivingState, policy: TransferPolicy): readonly Askable[] {
  const { move, phase } = state;
  if (!move || isWithinController(move) || move.form === 'hand-over') return [];
  if (phase !== 'announced' && !isAnswered(state)) return [];
  const { purposes } = policy.directions[move.direction];
  const conditions = move.privateReceiver ? (['private-receiver'] as const) : [];
  return transferableCategoryIds.flatMap((category) => {
    const rule = policy.rule(move.direction, category, conditions);
    const outcome = outcomes[rule.rule];
    if (!outcome || hasCome(state, { category })) return [];
    const reasons = (rule.purposes ?? Object.keys(purposes)).flatMap((purpose) => {
      const known = purposes[purpose];
      return known ? [{ purpose, citation: known.hjemmel, words: known.label }] : [];
    });
    return [{ category, outcome, citation: rule.hjemmel, words: rule.explanation, reasons }];
  });
}
