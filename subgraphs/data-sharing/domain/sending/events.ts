import type { CategoryId } from '#contracts/categories.ts';
import type { TransferDirection } from '#contracts/policy/transfer-policy-schema.ts';
import type { AddressGrading, EventStamp } from '../actor.ts';
import type { CategoryDecision, CategoryRequest } from '../decide-category.ts';
import type { DocumentEvent } from './documents/events.ts';
import type { HandOverEvent } from './hand-over/events.ts';
import type { SendingForm } from './hand-over/state.ts';

/** Why a category that might have gone does not. */
export type WithheldWhy =
  | 'refused'
  | 'silence'
  | 'withdrawn'
  | 'holder-not-cleared'
  | 'no-known-holder'
  | 'not-released'
  | 'identity-withheld'
  | 'child-not-known';

/** What the receiver may know of where a category stands; why a permission was not given is the family's own matter. */
export type ToldStatus =
  | 'coming'
  | 'waiting'
  | 'sent'
  | 'nothing-held'
  | 'withheld'
  | 'collected-anew'
  | 'documents-to-parents';
export type Told = Readonly<Partial<Record<CategoryId, ToldStatus>>>;

/** How an answer was given; on paper and through an interpreter it is staff who record it. */
export type AnswerChannel = 'portal' | 'paper' | 'meeting' | 'interpreter';

/** Everything that can happen to a transfer at the controller that holds the child's data. */
export type SendingEvent = EventStamp &
  (
    | {
        readonly type: 'RequestReceived';
        readonly transferId: string;
        /** The receiving controller's organisation number. */
        readonly peer: string;
        readonly peerName: string;
        /** 1 for the first request; later ones ask for more. */
        readonly round: number;
        readonly direction: TransferDirection;
        readonly privateReceiver: boolean;
        /** ISO date on which the child starts there: the transfer is not closed before it. */
        readonly startsOn: string;
        readonly form?: SendingForm;
        readonly requests: readonly CategoryRequest[];
        /** The hash of the sealed request: the same request again is no second one. */
        readonly contentHash: string;
      }
    | {
        /** More is asked for of a transfer that has been answered; what was decided stands. */
        readonly type: 'RequestExtended';
        readonly round: number;
        readonly requests: readonly CategoryRequest[];
        readonly contentHash: string;
      }
    | { readonly type: 'ChildMatched'; readonly childId: string; readonly how: 'national-id' | 'person' }
    | { readonly type: 'ChildNotMatched'; readonly why: string }
    | { readonly type: 'RequestDismissed'; readonly reason: string }
    | { readonly type: 'GradingKnown'; readonly grading: AddressGrading }
    | { readonly type: 'TransferBarred' }
    | {
        readonly type: 'CategoriesDecided';
        readonly policyVersion: string;
        readonly decisions: readonly CategoryDecision[];
      }
    | {
        readonly type: 'PermissionAsked';
        readonly categories: readonly CategoryId[];
        readonly of: readonly string[];
        /** In which capacity they decide. */
        readonly who: 'care-order' | 'pupil' | 'holders';
        /** ISO time; silence after it withholds. */
        readonly deadline: string;
        /** The date on which the pupil begins to decide, when that comes before the deadline. */
        readonly pupilDecidesFrom?: string;
        /** ISO times at which those who have not answered are reminded. */
        readonly remindAt?: readonly string[];
      }
    | {
        readonly type: 'AnswerRecorded';
        readonly category: CategoryId;
        readonly by: string;
        readonly answer: 'permits' | 'refuses';
        readonly channel: AnswerChannel;
        /** What staff noted when they recorded it: which interpreter, which form. */
        readonly note?: string;
        /** ISO date on which it was given, when staff recorded it later. */
        readonly answeredOn?: string;
        /** Who interpreted, or which service. */
        readonly interpreter?: string;
      }
    | { readonly type: 'PermissionGiven'; readonly category: CategoryId }
    | {
        readonly type: 'CategoryWithheld';
        readonly category: CategoryId;
        readonly why: WithheldWhy;
        /** Who took the permission back, where somebody did. */
        readonly by?: string;
      }
    | {
        readonly type: 'PartReleased';
        readonly category: CategoryId;
        readonly reason: string;
        readonly thirdPartiesRemoved: boolean;
      }
    | {
        readonly type: 'PartsWanted';
        readonly parts: readonly { readonly category: CategoryId; readonly partId: string }[];
      }
    | { readonly type: 'PartSealed'; readonly category: CategoryId; readonly partId: string }
    | { readonly type: 'PartEmpty'; readonly category: CategoryId }
    | {
        readonly type: 'PartsSent';
        readonly batch: number;
        readonly categories: readonly CategoryId[];
        readonly messageId: string;
        readonly contentHash: string;
      }
    | {
        readonly type: 'DecisionTold';
        /** 1 for the first decision, one more each time something changed. */
        readonly revision: number;
        readonly told: Told;
        /** Nothing more will come than the parts that have been sent. */
        readonly final: boolean;
        readonly messageId: string;
      }
    | { readonly type: 'PartsReopened'; readonly batch: number; readonly reason: string }
    | { readonly type: 'PartsRejected'; readonly batch: number; readonly why: string }
    | {
        readonly type: 'ReceiptRecorded';
        readonly batch: number;
        readonly contentHash: string;
        readonly receipt: string;
      }
    | { readonly type: 'HandOverJournalled'; readonly journalpost: string }
    | { readonly type: 'TransferCancelled'; readonly reason: string; readonly replacedBy?: string }
    | { readonly type: 'ChildNeverStarted'; readonly reason: string }
    | { readonly type: 'TransferClosed' }
    | HandOverEvent
    | DocumentEvent
  );
