import type { CategoryId } from '#contracts/categories.ts';
import type { TransferPolicy, TransferRuleInForce } from '#contracts/policy/transfer-policy.ts';
import type {
  TransferDecider,
  TransferDirection,
  TransferVariantCondition,
} from '#contracts/policy/transfer-policy-schema.ts';
import type { AddressGrading } from './actor.ts';

/** What the receiver asks for and why it is necessary (opplæringslova § 25-1 (2)–(4)). */
export interface CategoryRequest {
  readonly category: CategoryId;
  /** One of the direction's purposes in the policy. */
  readonly purpose: string;
  /** The reason in the asker's own words. */
  readonly words?: string;
}

/** Requests of another round beside those of earlier ones; asked for again, a category stands as it was asked for last. */
export const withRequests = (
  earlier: readonly CategoryRequest[],
  later: readonly CategoryRequest[],
): readonly CategoryRequest[] => [
  ...earlier.filter(({ category }) => !later.some((one) => one.category === category)),
  ...later,
];

export type CategoryOutcome =
  | 'follows'
  | 'needs-permission'
  | 'by-hand'
  | 'withheld'
  | 'collected-anew'
  | 'documents-to-parents';

/** Why the outcome is what it is, beyond the rule itself. */
export type DecisionReason =
  | 'rule'
  | 'not-asked-for'
  | 'no-necessity'
  | 'not-applicable'
  | 'address-graded'
  | 'third-parties';

/** How one category was decided, with the rule and citation that say so. */
export interface CategoryDecision {
  readonly category: CategoryId;
  readonly outcome: CategoryOutcome;
  /** A named person must release it too, whatever else it waits for. */
  readonly byHand: boolean;
  /** What happens when nothing is in the way any more. */
  readonly onceFree: 'sent' | 'collected-anew' | 'documents-to-parents' | 'made-into-document' | 'nothing';
  readonly reason: DecisionReason;
  /** The row of the policy. */
  readonly rule: string;
  readonly hjemmel: string;
  readonly decider: TransferDecider;
  readonly thirdPartiesRemoved: boolean;
  readonly asHistory: boolean;
  readonly limits?: TransferRuleInForce['limits'];
  readonly explanation: TransferRuleInForce['explanation'];
}

export interface CategoryQuestion {
  readonly policy: TransferPolicy;
  readonly direction: TransferDirection;
  readonly category: CategoryId;
  /** Undefined when the receiver did not ask for this category. */
  readonly request: CategoryRequest | undefined;
  readonly grading: AddressGrading;
  readonly conditions?: readonly TransferVariantCondition[];
  readonly privateSender?: boolean;
  /** The hub itself makes the documents that go to the family: of a move abroad, which nobody asks for. */
  readonly asDocuments?: boolean;
}

/** Decides one category by the policy in force. What no rule permits is withheld. */
export function decideCategory(question: CategoryQuestion): CategoryDecision {
  const conditions = question.conditions ?? [];
  const row = question.policy.rule(question.direction, question.category, conditions);
  const base = { ...citationOf(row, question), category: question.category };
  const withheld = (reason: DecisionReason): CategoryDecision =>
    ({ ...base, outcome: 'withheld', byHand: false, onceFree: 'nothing', reason }) as const;

  // The deciders bar the whole transfer before this is asked; here it is closed a second time.
  if (question.grading === 'strengt-fortrolig')
    return { ...withheld('address-graded'), hjemmel: 'folkeregisterloven § 10-4', decider: 'no-one' };
  if (row.rule === 'never') return withheld('rule');
  if (row.rule === 'not-applicable') return withheld('not-applicable');

  const graded = question.grading === 'fortrolig';
  // No machine can see that no other person is left in a document: a person does it, and says so.
  const byHand = graded || row.and === 'by-hand' || row.rule === 'by-hand' || row.thirdPartiesRemoved;
  const reason: DecisionReason = graded ? 'address-graded' : row.thirdPartiesRemoved ? 'third-parties' : 'rule';
  const inDocument = question.asDocuments === true && (row.rule === 'documents-to-parents' || row.rule === 'by-hand');
  if (inDocument)
    return {
      ...base,
      outcome: byHand ? 'by-hand' : 'documents-to-parents',
      byHand,
      onceFree: 'made-into-document',
      reason,
    };
  if (row.rule === 'collected-anew' || row.rule === 'documents-to-parents')
    return { ...base, outcome: byHand ? 'by-hand' : row.rule, byHand, onceFree: row.rule, reason };

  if (!question.request) return withheld('not-asked-for');
  if (row.purposes && !row.purposes.includes(question.request.purpose)) return withheld('no-necessity');
  if (row.rule === 'permission') return { ...base, outcome: 'needs-permission', byHand, onceFree: 'sent', reason };
  return { ...base, outcome: byHand ? 'by-hand' : 'follows', byHand, onceFree: 'sent', reason };
}

function citationOf(row: TransferRuleInForce, question: CategoryQuestion) {
  // A fetch rests on the receiver's act, sharing after permission on the sender's.
  const isPrivate =
    row.rule === 'permission'
      ? question.privateSender === true
      : question.conditions?.includes('private-receiver') === true;
  return {
    rule: row.id,
    hjemmel: isPrivate ? (row.hjemmelPrivate ?? row.hjemmel) : row.hjemmel,
    decider: row.decider,
    thirdPartiesRemoved: row.thirdPartiesRemoved,
    asHistory: row.asHistory,
    ...(row.limits ? { limits: row.limits } : {}),
    explanation: row.explanation,
  };
}
