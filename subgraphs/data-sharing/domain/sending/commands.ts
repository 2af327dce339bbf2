import type { CategoryId } from '#contracts/categories.ts';
import type { TransferPolicy } from '#contracts/policy/transfer-policy.ts';
import type { TransferDirection, TransferVariantCondition } from '#contracts/policy/transfer-policy-schema.ts';
import type { AddressGrading, CommandStamp } from '../actor.ts';
import type { CategoryRequest } from '../decide-category.ts';
import type { PermissionFacts } from '../who-permits.ts';
import type { DocumentCommand } from './documents/commands.ts';
import type { AnswerChannel } from './events.ts';
import type { HandOverCommand } from './hand-over/commands.ts';
import type { SendingForm } from './hand-over/state.ts';

/** What can be asked of a transfer at the controller that holds the child's data. */
export type SendingCommand = CommandStamp &
  (
    | {
        readonly type: 'ReceiveRequest';
        readonly transferId: string;
        readonly peer: string;
        readonly peerName: string;
        /** 1 for the first request; later ones ask for more. */
        readonly round: number;
        readonly direction: TransferDirection;
        readonly privateReceiver: boolean;
        /** ISO date on which the child starts there: the transfer is not closed before it. */
        readonly startsOn: string;
        /** By the policy in force: what may not be fetched is handed over after permission, although it was asked for. */
        readonly form?: SendingForm;
        readonly requests: readonly CategoryRequest[];
        readonly contentHash: string;
      }
    | {
        readonly type: 'MatchChild';
        readonly childId: string;
        readonly how: 'national-id' | 'person';
        readonly grading: AddressGrading;
      }
    | { readonly type: 'FindNoMatch'; readonly why: string }
    | { readonly type: 'DismissRequest'; readonly reason: string }
    | { readonly type: 'LearnGrading'; readonly grading: AddressGrading }
    | {
        readonly type: 'Decide';
        readonly policy: TransferPolicy;
        readonly privateSender: boolean;
        /** Per category: `danger-to-life`, `summary-only`. */
        readonly conditions?: Partial<Record<CategoryId, readonly TransferVariantCondition[]>>;
      }
    | {
        readonly type: 'AskPermission';
        readonly facts: PermissionFacts;
        readonly deadline: string;
        /** When those who have not answered are reminded, before the deadline. */
        readonly remindAt?: readonly string[];
      }
    | HandOverCommand
    | DocumentCommand
    | ({ readonly type: 'Permit' | 'Refuse' } & AnswerGiven)
    | { readonly type: 'Withdraw'; readonly category: CategoryId; readonly by: string; readonly facts: PermissionFacts }
    | { readonly type: 'PassDeadline' }
    | {
        readonly type: 'ReleaseByHand';
        readonly category: CategoryId;
        readonly reason: string;
        readonly thirdPartiesRemoved: boolean;
      }
    | { readonly type: 'DeclineRelease'; readonly category: CategoryId; readonly reason: string }
    | {
        readonly type: 'WantParts';
        /** A new id for each category that is free to leave. */
        readonly partIds: Readonly<Partial<Record<CategoryId, string>>>;
      }
    | { readonly type: 'SealPart'; readonly category: CategoryId; readonly partId: string }
    | { readonly type: 'FindPartEmpty'; readonly category: CategoryId; readonly partId: string }
    | {
        readonly type: 'SendParts';
        readonly categories: readonly CategoryId[];
        readonly messageId: string;
        readonly contentHash: string;
      }
    | { readonly type: 'TellDecision'; readonly messageId: string }
    | { readonly type: 'ReopenParts'; readonly batch: number; readonly reason: string }
    | { readonly type: 'RecordRejection'; readonly batch: number; readonly why: string }
    | { readonly type: 'RecordReceipt'; readonly batch: number; readonly contentHash: string; readonly receipt: string }
    | { readonly type: 'RecordJournal'; readonly journalpost: string }
    | { readonly type: 'Cancel'; readonly reason: string; readonly replacedBy?: string }
    | { readonly type: 'Close' }
  );

interface AnswerGiven {
  readonly category: CategoryId;
  /** Who answers; the actor is somebody else when staff record an answer for them. */
  readonly by: string;
  readonly channel: AnswerChannel;
  readonly note?: string;
  readonly answeredOn?: string;
  readonly interpreter?: string;
  /** As they stand when the answer is given: a pupil may have turned 15 since the question. */
  readonly facts: PermissionFacts;
}

export type CommandOf<Type extends SendingCommand['type']> = Extract<SendingCommand, { readonly type: Type }>;
