import type { CategoryId } from '#contracts/categories.ts';
import type { TransferDirection } from '#contracts/policy/transfer-policy-schema.ts';
import type { AddressGrading, EventStamp } from '../actor.ts';
import type { CategoryRequest } from '../decide-category.ts';
import type { ToldStatus } from '../sending/events.ts';
import type { OfferEvent } from './offer/commands.ts';

/** Where the word came from that a child starts here; `sender`: the one that it comes from has offered its data. */
export type MoveSource = 'roster' | 'folkeregisteret' | 'staff' | 'sender';

/** What is known of a move when it is recorded. */
export interface Move {
  readonly transferId: string;
  readonly childId: string;
  /** The controller that the child comes from: its organisation number, or our own for a move within. */
  readonly peer: string;
  readonly peerName: string;
  readonly self: string;
  readonly direction: TransferDirection;
  /** The unit where the child starts; null when an offer came before the child was enrolled. */
  readonly unit: string | null;
  /** By the policy in force: what is handed over after permission is not asked for. */
  readonly form?: 'fetch' | 'hand-over';
  /** ISO date. */
  readonly startsOn: string;
  readonly source: MoveSource;
  /** Our owner is private: other provisions, and no look-up in the population register. */
  readonly privateReceiver: boolean;
  /** ISO time until which the move is held, so that a mistyped line in a roster can be mended before anybody is told. */
  readonly holdUntil: string;
  /** The move that this one corrects. */
  readonly replaces?: string;
}

/** How the sender has decided a category, as told to us. */
export interface ToldDecision {
  readonly category: CategoryId;
  readonly status: ToldStatus;
  readonly rule: string;
  readonly hjemmel: string;
  readonly asHistory: boolean;
}

/** Everything that can happen to a transfer at the controller that the child comes to. */
export type ReceivingEvent = EventStamp &
  (
    | ({ readonly type: 'MoveRecorded' } & Move)
    | { readonly type: 'GradingKnown'; readonly grading: AddressGrading }
    | { readonly type: 'MoveBarred' }
    | { readonly type: 'MoveAnnounced' }
    | { readonly type: 'MoveCancelled'; readonly reason: string; readonly replacedBy?: string }
    | {
        readonly type: 'TransferAsked';
        /** 1 for the first time; a move may be asked for again when more has come to be (marks in June, after admission in spring). */
        readonly round: number;
        readonly requests: readonly CategoryRequest[];
      }
    | { readonly type: 'RequestReleased'; readonly reason: string }
    | { readonly type: 'TransferRequested'; readonly messageId: string }
    | {
        readonly type: 'DecisionReceived';
        /** The round of asking that the sender had decided. */
        readonly round: number;
        readonly revision: number;
        readonly policyVersion: string;
        readonly decisions: readonly ToldDecision[];
        readonly batches: number;
        readonly final: boolean;
      }
    | {
        readonly type: 'PartsReceived';
        readonly batch: number;
        readonly messageId: string;
        readonly contentHash: string;
        readonly categories: readonly CategoryId[];
      }
    | { readonly type: 'PartsDelivered'; readonly batch: number }
    | { readonly type: 'PartStored'; readonly batch: number; readonly category: CategoryId }
    | { readonly type: 'PartRejected'; readonly batch: number; readonly category: CategoryId; readonly why: string }
    | { readonly type: 'ReceiptSent'; readonly batch: number; readonly messageId: string; readonly receipt: string }
    | { readonly type: 'RejectionSent'; readonly batch: number; readonly messageId: string }
    | { readonly type: 'CancellationTold'; readonly messageId: string }
    | { readonly type: 'RecordContinued' }
    | { readonly type: 'ChildNeverStarted'; readonly reason: string }
    | { readonly type: 'TransferClosed' }
    | OfferEvent
  );
