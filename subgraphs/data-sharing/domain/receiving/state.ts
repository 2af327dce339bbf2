import type { CategoryId } from '#contracts/categories.ts';
import type { AddressGrading } from '../actor.ts';
import type { CategoryRequest } from '../decide-category.ts';
import type { Move, ReceivingEvent, ToldDecision } from './events.ts';

export type ReceivingPhase =
  | 'none'
  | 'held'
  | 'announced'
  | 'asked'
  | 'requested'
  | 'decided'
  | 'barred'
  | 'cancelled'
  | 'never-started'
  | 'closed';

export interface ReceivedBatch {
  readonly batch: number;
  readonly messageId: string;
  readonly contentHash: string;
  readonly parts: Readonly<Partial<Record<CategoryId, 'received' | 'stored' | 'rejected'>>>;
  /** Handed to the subgraphs that hold the categories. */
  readonly delivered: boolean;
  readonly why?: string;
  readonly receipt?: string;
  readonly rejectionSent?: boolean;
}

export interface ReceivingState {
  readonly phase: ReceivingPhase;
  readonly move?: Move;
  readonly grading: AddressGrading;
  readonly requests: readonly CategoryRequest[];
  readonly requestReleased: boolean;
  readonly requestMessageId?: string;
  readonly revision: number;
  readonly policyVersion?: string;
  readonly decisions: readonly ToldDecision[];
  /** How many batches the sender says that it has sent, and whether they are all. */
  readonly batchesSent: number;
  readonly decisionFinal: boolean;
  readonly batches: readonly ReceivedBatch[];
  readonly replacedBy?: string;
  readonly recordContinued: boolean;
  readonly cancellationTold: boolean;
}

export const initialReceivingState = (): ReceivingState => ({
  phase: 'none',
  grading: 'none',
  requests: [],
  requestReleased: false,
  revision: 0,
  decisions: [],
  batchesSent: 0,
  decisionFinal: false,
  batches: [],
  recordContinued: false,
  cancellationTold: false,
});

/** A move between two schools of one controller: nothing is sealed or sent, the record continues and access moves. */
export const isWithinController = (move: Move): boolean =>
  move.peer === move.self && move.direction === 'school-to-school';

export const isOver = (state: ReceivingState): boolean =>
  ['barred', 'cancelled', 'closed', 'never-started'].includes(state.phase);

const partsOf = (batch: ReceivedBatch) => Object.values(batch.parts);
export const isStored = (batch: ReceivedBatch): boolean => partsOf(batch).every((part) => part === 'stored');
export const isRejected = (batch: ReceivedBatch): boolean =>
  partsOf(batch).includes('rejected') && !partsOf(batch).includes('received');

/** The state after an event; facts only, no choices. */
export function evolveReceiving(state: ReceivingState, event: ReceivingEvent): ReceivingState {
  const batch = (number: number, change: (one: ReceivedBatch) => ReceivedBatch) => ({
    ...state,
    batches: state.batches.map((one) => (one.batch === number ? change(one) : one)),
  });
  switch (event.type) {
    case 'MoveRecorded': {
      const { type: _, at: __, actor: ___, legalBasis: ____, ...move } = event;
      return { ...state, phase: 'held', move };
    }
    case 'GradingKnown':
      // A release from before the grading was given on other facts.
      return { ...state, grading: event.grading, requestReleased: false };
    case 'MoveBarred':
      return { ...state, phase: 'barred' };
    case 'MoveAnnounced':
      return { ...state, phase: 'announced' };
    case 'MoveCancelled':
      return { ...state, phase: 'cancelled', ...(event.replacedBy ? { replacedBy: event.replacedBy } : {}) };
    case 'TransferAsked':
      return { ...state, phase: 'asked', requests: event.requests };
    case 'RequestReleased':
      return { ...state, requestReleased: true };
    case 'TransferRequested':
      return { ...state, phase: 'requested', requestMessageId: event.messageId };
    case 'DecisionReceived': {
      const { revision, policyVersion, decisions, batches: batchesSent, final: decisionFinal } = event;
      return { ...state, phase: 'decided', revision, policyVersion, decisions, batchesSent, decisionFinal };
    }
    case 'PartsReceived': {
      const { batch: number, messageId, contentHash } = event;
      const parts = Object.fromEntries(event.categories.map((category) => [category, 'received' as const]));
      return {
        ...state,
        batches: [...state.batches, { batch: number, messageId, contentHash, parts, delivered: false }],
      };
    }
    case 'PartsDelivered':
      return batch(event.batch, (one) => ({ ...one, delivered: true }));
    case 'PartStored':
      return batch(event.batch, (one) => ({ ...one, parts: { ...one.parts, [event.category]: 'stored' } }));
    case 'PartRejected':
      return batch(event.batch, (one) => ({
        ...one,
        parts: { ...one.parts, [event.category]: 'rejected' },
        why: event.why,
      }));
    case 'ReceiptSent':
      return batch(event.batch, (one) => ({ ...one, receipt: event.receipt }));
    case 'RejectionSent':
      return batch(event.batch, (one) => ({ ...one, rejectionSent: true }));
    case 'CancellationTold':
      return { ...state, cancellationTold: true };
    case 'RecordContinued':
      return { ...state, recordContinued: true };
    case 'ChildNeverStarted':
      return { ...state, phase: 'never-started' };
    case 'TransferClosed':
      return { ...state, phase: 'closed' };
  }
}
