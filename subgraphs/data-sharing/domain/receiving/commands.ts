import type { CategoryId } from '#contracts/categories.ts';
import type { TransferPolicy } from '#contracts/policy/transfer-policy.ts';
import type { AddressGrading, CommandStamp } from '../actor.ts';
import type { CategoryRequest } from '../decide-category.ts';
import type { Move, ToldDecision } from './events.ts';
import type { OfferCommand } from './offer/commands.ts';

/** What can be asked of a transfer at the controller that the child comes to. */
export type ReceivingCommand = CommandStamp &
  (
    | ({ readonly type: 'Announce'; readonly grading: AddressGrading } & Move)
    | { readonly type: 'ConfirmAfterHold' }
    | { readonly type: 'LearnGrading'; readonly grading: AddressGrading }
    | { readonly type: 'Cancel'; readonly reason: string; readonly replacedBy?: string }
    | { readonly type: 'Ask'; readonly policy: TransferPolicy; readonly requests: readonly CategoryRequest[] }
    | { readonly type: 'ReleaseRequest'; readonly reason: string }
    | { readonly type: 'SendRequest'; readonly messageId: string }
    | {
        readonly type: 'RecordDecision';
        readonly round: number;
        readonly revision: number;
        readonly policyVersion: string;
        readonly decisions: readonly ToldDecision[];
        readonly batches: number;
        readonly final: boolean;
      }
    | {
        readonly type: 'ReceiveParts';
        readonly batch: number;
        readonly messageId: string;
        readonly contentHash: string;
        readonly categories: readonly CategoryId[];
      }
    | { readonly type: 'DeliverParts'; readonly batch: number }
    | { readonly type: 'StorePart'; readonly batch: number; readonly category: CategoryId }
    | { readonly type: 'RejectPart'; readonly batch: number; readonly category: CategoryId; readonly why: string }
    | { readonly type: 'SendReceipt'; readonly batch: number; readonly messageId: string; readonly receipt: string }
    | { readonly type: 'SendRejection'; readonly batch: number; readonly messageId: string }
    | { readonly type: 'TellCancelled'; readonly messageId: string }
    | { readonly type: 'ContinueRecord' }
    | { readonly type: 'ReportNeverStarted'; readonly reason: string }
    | { readonly type: 'Close' }
    | OfferCommand
  );
export type ReceivingCommandOf<Type extends ReceivingCommand['type']> = Extract<
  ReceivingCommand,
  { readonly type: Type }
>;
