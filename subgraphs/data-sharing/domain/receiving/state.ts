import type { CategoryId } from '#contracts/categories.ts';
import type { AddressGrading } from '../actor.ts';
import { type CategoryRequest, withRequests } from '../decide-category.ts';
import type { Move, ReceivingEvent, ToldDecision } from './events.ts';
import type { OfferState } from './offer/commands.ts';
import { evolveOffer } from './offer/evolve.ts';

export type ReceivingPhase =
  | 'none'
  | 'offered'
  | 'unmatched'
  | 'matched'
  | 'dismissed'
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
  /** Where the one that the child comes from began it. */
  readonly offer?: OfferState;
  readonly grading: AddressGrading;
  /** How many times it has been asked for. */
  readonly round: number;
  /** Everything that has been asked for, whichever round it was in. */
  readonly requests: readonly CategoryRequest[];
  /** What the present round asks for. */
  readonly asking: readonly CategoryRequest[];
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
  round: 0,
  requests: [],
  asking: [],
  requestReleased: false,
  revision: 0,
  decisions: [],
  batchesSent: 0,
  decisionFinal: false,
  batches: [],
  recordContinued: false,
  cancellationTold: false,
});

/** When a day begins, as the times of commands are written; a step of that day is not taken before it. */
export const startOf = (day: string): string => `${day}T00:00:00.000Z`;

/**
 * A move between two schools of one controller, or of a child who comes back from abroad: nothing is sealed or sent, the record that is
 * held here continues, and access moves.
 */
export const isWithinController = (move: Move): boolean => move.peer === move.self;

/** Everything that was asked for has been decided, and what was to come has been stored and receipted. */
export const isAnswered = (state: ReceivingState): boolean =>
  state.phase === 'decided' &&
  state.decisionFinal &&
  state.batches.filter((batch) => isStored(batch) && batch.receipt).length >= state.batchesSent;

/** Something that was asked for is still on its way: not decided by the sender, or decided to come and not stored yet. */
export const isComing = (state: ReceivingState): boolean =>
  state.phase === 'requested' ||
  (state.phase === 'decided' &&
    (state.decisions.some(({ status }) => status === 'coming') ||
      state.batches.filter((batch) => isStored(batch)).length < state.batchesSent));

export const isOver = (state: ReceivingState): boolean =>
  ['barred', 'cancelled', 'closed', 'never-started', 'dismissed'].includes(state.phase);

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
      return {
        ...state,
        phase: 'cancelled',
        // A peer that cancels knows of it.
        cancellationTold: state.cancellationTold || event.actor.kind === 'peer',
        ...(event.replacedBy ? { replacedBy: event.replacedBy } : {}),
      };
    case 'TransferAsked':
      return {
        ...state,
        phase: 'asked',
        round: event.round,
        requests: withRequests(state.requests, event.requests),
        asking: event.requests,
        requestReleased: false,
        decisionFinal: false,
      };
    case 'RequestReleased':
      return { ...state, requestReleased: true };
    case 'TransferRequested':
      return { ...state, phase: 'requested', requestMessageId: event.messageId };
    case 'DecisionReceived': {
      const { revision, policyVersion, decisions, batches: batchesSent } = event;
      // What was decided of an earlier round does not answer the present one.
      const answers = event.round === state.round;
      const [phase, decisionFinal] = answers ? (['decided', event.final] as const) : [state.phase, false];
      return { ...state, phase, revision, policyVersion, decisions, batchesSent, decisionFinal };
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
    default:
      return evolveOffer(state, event);
  }
}
