import { type CategoryId, categories } from '#contracts/categories.ts';
import type { TransferPolicy } from '#contracts/policy/transfer-policy.ts';
import type { CategoryOutcome, CategoryRequest } from '../domain/decide-category.ts';
import type { Words } from '../domain/receiving/may-be-asked-for.ts';
import { categoriesIn } from '../domain/sending/state.ts';
import { enumName } from './enum-name.ts';
import { type InLanguage, languageOf } from './in-language.ts';
import type { TransferView } from './transfer-view.ts';

/** How a category was decided, at either side. */
export interface DecisionView {
  readonly childId: string;
  readonly category: CategoryId;
  readonly outcome: CategoryOutcome | null;
  readonly status: string;
  readonly withheldWhy: string | null;
  readonly rule: string;
  readonly citation: string;
  readonly decider: string | null;
  readonly words: Words | null;
  readonly byHand: boolean | null;
  readonly asHistory: boolean;
  readonly thirdPartiesRemoved: boolean | null;
  readonly answerBy: string | null;
  readonly asked: number | null;
  readonly answered: number | null;
}

/** The sender's decisions in full; at the receiver what the sender has told, explained by our own copy of the rule where it is the same. */
export function decisionsOf(view: TransferView, ourPolicy: () => TransferPolicy): DecisionView[] {
  const { childId } = view;
  if (view.side === 'SENDER')
    return categoriesIn(view.state).map(
      ([category, { decision, status, withheldWhy, askedOf, answers, deadline }]) => ({
        childId,
        category,
        outcome: decision.outcome,
        status,
        withheldWhy:
          withheldWhy ?? (decision.outcome === 'withheld' && decision.reason !== 'rule' ? decision.reason : null),
        rule: decision.rule,
        citation: decision.hjemmel,
        decider: decision.decider,
        words: decision.explanation,
        byHand: decision.byHand,
        asHistory: decision.asHistory,
        thirdPartiesRemoved: decision.thirdPartiesRemoved,
        answerBy: status === 'awaiting-permission' ? (deadline ?? null) : null,
        asked: askedOf.length,
        answered: new Set(answers.map((answer) => answer.by)).size,
      }),
    );
  const { move } = view.state;
  return view.state.decisions.map(({ category, status, rule, hjemmel, asHistory }) => {
    const conditions = move?.privateReceiver ? (['private-receiver'] as const) : [];
    const ours = move ? ourPolicy().rule(move.direction, category, conditions) : undefined;
    const same = ours?.id === rule ? ours : undefined;
    return {
      childId,
      category,
      outcome: null,
      status,
      withheldWhy: null,
      rule,
      citation: hjemmel,
      decider: same?.decider ?? null,
      words: same?.explanation ?? null,
      byHand: null,
      asHistory,
      thirdPartiesRemoved: same?.thirdPartiesRemoved ?? null,
      answerBy: null,
      asked: null,
      answered: null,
    };
  });
}

export const transferDecisionResolvers = {
  label: ({ category }: Pick<DecisionView, 'category'>, { language }: InLanguage) =>
    categories[category].label[languageOf(language)],
  outcome: ({ outcome }: DecisionView) => (outcome ? enumName(outcome) : null),
  explanation: ({ words }: DecisionView, { language }: InLanguage) => (words ? saidIn(words, language) : null),
};

/** Words of the policy in a language; bokmål where they are not written in it. */
export function saidIn(words: Words, language: InLanguage['language']): string {
  if (language === 'EN') return words.en;
  return (language === 'NN' ? words.nn : language === 'SE' ? words.se : undefined) ?? words.nb;
}

export const transferRequestResolvers = {
  label: ({ category }: CategoryRequest) => categories[category].label.nb,
  words: ({ words }: CategoryRequest) => words ?? null,
};
