import type { CategoryId } from '#contracts/categories.ts';
import type { TransferDirection } from '#contracts/policy/transfer-policy-schema.ts';
import type { AddressGrading } from '../actor.ts';
import { type CategoryDecision, type CategoryRequest, withRequests } from '../decide-category.ts';
import type { Answer } from '../who-permits.ts';
import type { Batch } from './batch.ts';
import { evolveDocuments } from './documents/evolve.ts';
import type { MoveAbroad } from './documents/state.ts';
import type { SendingEvent, Told, WithheldWhy } from './events.ts';
import { evolveHandOver } from './hand-over/evolve.ts';
import type { HandOver, SendingForm } from './hand-over/state.ts';
import { settle, withGrading } from './settle.ts';

/** Where one category stands at the sender. The last seven are final: nothing more happens to it in this transfer. */
export type CategoryStatus =
  | 'awaiting-permission'
  | 'awaiting-release'
  | 'ready'
  | 'sealed'
  | 'sent'
  | 'received'
  | 'shared'
  | 'empty'
  | 'withheld'
  | 'collected-anew'
  | 'documents-to-parents';

export interface SendingCategory {
  readonly decision: CategoryDecision;
  readonly status: CategoryStatus;
  readonly withheldWhy?: WithheldWhy;
  readonly permitted: boolean;
  readonly released: boolean;
  readonly askedOf: readonly string[];
  readonly deadline?: string;
  readonly pupilDecidesFrom?: string;
  readonly answers: readonly Answer[];
  /** The part that the subgraph which holds the category was asked for; another one is stale. */
  readonly partId?: string;
  readonly batch?: number;
}

export type SendingPhase =
  | 'none'
  | 'requested'
  | 'unmatched'
  | 'matched'
  | 'decided'
  | 'dismissed'
  | 'barred'
  | 'cancelled'
  | 'closed';

export interface SendingState {
  readonly phase: SendingPhase;
  readonly form: SendingForm;
  /** Where this controller began it. */
  readonly handOver?: HandOver;
  /** Of a move abroad. */
  readonly abroad?: MoveAbroad;
  readonly transferId: string;
  readonly peer: string;
  readonly peerName: string;
  readonly direction: TransferDirection;
  readonly privateReceiver: boolean;
  /** ISO date on which the child starts at the receiver; of a move abroad, the first on which it is not here. */
  readonly startsOn: string;
  readonly round: number;
  readonly contentHash: string;
  readonly requests: readonly CategoryRequest[];
  /** Asked for in a later round, and not decided yet. */
  readonly toDecide: readonly CategoryId[];
  readonly childId?: string;
  readonly unmatchedWhy?: string;
  readonly grading: AddressGrading;
  readonly policyVersion?: string;
  readonly categories: Readonly<Partial<Record<CategoryId, SendingCategory>>>;
  readonly batches: readonly Batch[];
  /** What the receiver was told last, and how often it was told. */
  readonly told: Told;
  readonly toldFinal: boolean;
  readonly revision: number;
  /** The round that the receiver was told of last. */
  readonly toldRound: number;
  /** How many times the transfer has been closed: asked for more after it was, it is opened and closed again. */
  readonly closings: number;
  /** When those who have not answered are reminded, and how many of the times have come. */
  readonly remindAt: readonly string[];
  readonly reminders: number;
  readonly remindedAt?: string;
  readonly cancellationTold: boolean;
  readonly replacedBy?: string;
  readonly journalpost?: string;
  readonly neverStarted: boolean;
}

export const initialSendingState = (): SendingState => ({
  phase: 'none',
  form: 'fetch',
  transferId: '',
  peer: '',
  peerName: '',
  direction: 'school-to-school',
  privateReceiver: false,
  startsOn: '',
  round: 0,
  contentHash: '',
  requests: [],
  toDecide: [],
  grading: 'none',
  categories: {},
  batches: [],
  told: {},
  toldFinal: false,
  revision: 0,
  toldRound: 0,
  closings: 0,
  remindAt: [],
  reminders: 0,
  cancellationTold: false,
  neverStarted: false,
});

const finalStatuses: readonly CategoryStatus[] = [
  'received',
  'shared',
  'empty',
  'withheld',
  'collected-anew',
  'documents-to-parents',
];
export const isFinal = (category: SendingCategory): boolean => finalStatuses.includes(category.status);
/** Everything that has been asked for is decided, and has come to its end. */
export const isAnswered = (state: SendingState): boolean =>
  state.phase === 'decided' &&
  state.toDecide.length === 0 &&
  categoriesIn(state).every(([, category]) => isFinal(category));
/** When a day begins, as the times of commands are written. */
export const startOf = (day: string): string => `${day}T00:00:00.000Z`;

export const isOver = (state: SendingState): boolean =>
  ['dismissed', 'barred', 'cancelled', 'closed'].includes(state.phase);

export const categoriesIn = (state: SendingState): readonly [CategoryId, SendingCategory][] =>
  Object.entries(state.categories) as [CategoryId, SendingCategory][];
/** The categories that stand at a status, in the policy's order. */
export const categoriesAt = (state: SendingState, status: CategoryStatus): readonly CategoryId[] =>
  categoriesIn(state).flatMap(([id, category]) => (category.status === status ? [id] : []));

const fresh = (decision: CategoryDecision): SendingCategory =>
  settle({ decision, status: 'ready', permitted: false, released: false, askedOf: [], answers: [] });

const replacedBy = (id: string | undefined) => (id ? { replacedBy: id } : {});
const idOf = (partId: string | undefined) => (partId ? { partId } : {});

/** The state after an event; facts only, no choices. */
export function evolveSending(state: SendingState, event: SendingEvent): SendingState {
  const change = (ids: readonly CategoryId[], next: (category: SendingCategory) => SendingCategory): SendingState => ({
    ...state,
    categories: {
      ...state.categories,
      ...Object.fromEntries(
        ids.flatMap((id) => {
          const category = state.categories[id];
          return category ? [[id, next(category)]] : [];
        }),
      ),
    },
  });
  const batch = (number: number, next: (one: Batch) => Batch): readonly Batch[] =>
    state.batches.map((one) => (one.batch === number ? next(one) : one));

  switch (event.type) {
    case 'RequestReceived': {
      const { type: _, at: __, actor: ___, legalBasis: ____, ...request } = event;
      return { ...state, phase: 'requested', ...request, form: event.form ?? 'fetch' };
    }
    case 'RequestExtended': {
      const { round, requests, contentHash } = event;
      const toDecide = requests.map(({ category }) => category);
      const { journalpost: _, ...rest } = state;
      return {
        ...rest,
        phase: 'decided',
        round,
        contentHash,
        toDecide,
        requests: withRequests(state.requests, requests),
      };
    }
    case 'ChildMatched':
      return { ...state, phase: 'matched', childId: event.childId };
    case 'ChildNotMatched':
      return { ...state, phase: 'unmatched', unmatchedWhy: event.why };
    case 'RequestDismissed':
      return { ...state, phase: 'dismissed' };
    case 'GradingKnown':
      return withGrading({ ...state, grading: event.grading });
    case 'TransferBarred':
      return { ...state, phase: 'barred' };
    case 'CategoriesDecided': {
      const categories = Object.fromEntries(event.decisions.map((decision) => [decision.category, fresh(decision)]));
      return {
        ...state,
        phase: 'decided',
        policyVersion: event.policyVersion,
        categories: { ...state.categories, ...categories },
        toDecide: [],
      };
    }
    case 'PermissionAsked': {
      const { of: askedOf, deadline, pupilDecidesFrom } = event;
      const asked = change(event.categories, ({ pupilDecidesFrom: _, ...category }) => ({
        ...category,
        askedOf,
        deadline,
        ...(pupilDecidesFrom ? { pupilDecidesFrom } : {}),
      }));
      // Others who are asked later have not been reminded of anything.
      return { ...asked, remindAt: event.remindAt ?? [], reminders: 0 };
    }
    case 'AnswerRecorded': {
      const answer = { by: event.by, answer: event.answer };
      return change([event.category], (category) => ({ ...category, answers: [...category.answers, answer] }));
    }
    case 'PermissionGiven':
      return change([event.category], (category) => settle({ ...category, permitted: true }));
    case 'CategoryWithheld':
      return change([event.category], (category) => ({ ...category, status: 'withheld', withheldWhy: event.why }));
    case 'PartReleased':
      return change([event.category], (category) => settle({ ...category, released: true }));
    case 'PartsWanted': {
      const wanted = new Map(event.parts.map((part) => [part.category, part.partId]));
      const next = Object.fromEntries(
        categoriesIn(state).map(([id, category]) => [id, { ...category, ...idOf(wanted.get(id)) }]),
      );
      return { ...state, categories: next };
    }
    case 'PartSealed':
      return change([event.category], (category) => ({ ...category, status: 'sealed' }));
    case 'PartEmpty':
      return change([event.category], (category) => ({ ...category, status: 'empty' }));
    case 'PartsSent': {
      const { batch: number, categories, messageId, contentHash } = event;
      const sent = change(categories, (category) => ({ ...category, status: 'sent', batch: number }));
      return { ...sent, batches: [...state.batches, { batch: number, categories, messageId, contentHash }] };
    }
    case 'PartsRejected':
      return { ...state, batches: batch(event.batch, (one) => ({ ...one, rejected: event.why })) };
    case 'PartsReopened': {
      const ids = state.batches.find((one) => one.batch === event.batch)?.categories ?? [];
      const batches = batch(event.batch, (one) => ({ ...one, reopened: true }));
      return {
        ...change(ids, ({ partId: _, batch: __, ...category }) => settle({ ...category, status: 'ready' })),
        batches,
      };
    }
    case 'DecisionTold':
      return {
        ...state,
        told: event.told,
        toldFinal: event.final,
        toldRound: state.round,
        revision: event.revision,
      };
    case 'ReceiptRecorded': {
      // A receipt that comes after its parts were taken back, to be sent anew, is kept and moves nothing.
      const ids = categoriesIn(state).flatMap(([id, category]) => (category.batch === event.batch ? [id] : []));
      const batches = batch(event.batch, ({ rejected: _, ...one }) => ({ ...one, receipt: event.receipt }));
      return { ...change(ids, (category) => ({ ...category, status: 'received' })), batches };
    }
    case 'HandOverJournalled':
      return { ...state, journalpost: event.journalpost };
    case 'TransferCancelled': {
      // A peer that cancels knows of it.
      const cancellationTold = state.cancellationTold || event.actor.kind === 'peer';
      return { ...state, phase: 'cancelled', cancellationTold, ...replacedBy(event.replacedBy) };
    }
    case 'ChildNeverStarted':
      return { ...state, neverStarted: true };
    case 'TransferClosed':
      return { ...state, phase: 'closed', closings: state.closings + 1 };
    case 'MoveAbroadRecorded':
    case 'DocumentMade':
    case 'DocumentGiven':
    case 'GivenNotRecalled':
      return evolveDocuments(state, event);
    default:
      return evolveHandOver(state, event);
  }
}
