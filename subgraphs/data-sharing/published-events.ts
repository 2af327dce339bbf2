import { createHash } from 'node:crypto';
import {
  childNeverStarted,
  partsRequested,
  permissionAnswered,
  permissionAsked,
  permissionReminded,
  sharedWithin,
  transferCancelled,
  transferClosed,
} from '#contracts/events/data-sharing.ts';
import { type NewEvent, newEvent } from '#kit/events/envelope.ts';
import type { ReceivingEvent } from './domain/receiving/events.ts';
import { isWithinController, type ReceivingState } from './domain/receiving/state.ts';
import type { SendingEvent } from './domain/sending/events.ts';
import { categoriesIn, type SendingState } from './domain/sending/state.ts';
import type { TransferSide, TransferState } from './store/tables.ts';

type Closing = Parameters<typeof transferClosed.schema.parse>[0];
export type TransferClosed = ReturnType<typeof transferClosed.schema.parse> & Closing;

/** What the other subgraphs of this hub are told of a transfer's events: references and states, nothing personal. */
export function publishedOf(
  side: TransferSide,
  transferId: string,
  events: readonly object[],
  state: TransferState,
): readonly NewEvent[] {
  return side === 'SENDER'
    ? (events as readonly SendingEvent[]).flatMap((event) => ofSending(transferId, event, state as SendingState))
    : (events as readonly ReceivingEvent[]).flatMap((event) => ofReceiving(transferId, event, state as ReceivingState));
}

function ofSending(transferId: string, event: SendingEvent, state: SendingState): readonly NewEvent[] {
  const { childId } = state;
  if (!childId) return [];
  const counterpart = { organisationNumber: state.peer, name: state.peerName };
  switch (event.type) {
    case 'PermissionAsked': {
      const [first] = event.of;
      const deciders = event.of.map((personId) => ({ personId, capacity: capacityOf(event.who, personId === first) }));
      const { categories, deadline: dueAt } = event;
      return [
        newEvent(permissionAsked, { transferId, childId, categories: [...categories], deciders, dueAt }, childId),
      ];
    }
    case 'AnswerRecorded': {
      const answer = event.answer === 'permits' ? 'PERMITTED' : 'REFUSED';
      const { category, by: personId, at: answeredAt } = event;
      return [newEvent(permissionAnswered, { transferId, childId, category, personId, answer, answeredAt }, childId)];
    }
    case 'CategoryWithheld': {
      if (event.why !== 'silence' && event.why !== 'withdrawn') return [];
      const answer = event.why === 'silence' ? 'SILENT' : 'WITHDRAWN';
      const { category, at: answeredAt } = event;
      const personId = event.by ?? null;
      return [newEvent(permissionAnswered, { transferId, childId, category, personId, answer, answeredAt }, childId)];
    }
    case 'SharedWithin': {
      const { categories, legalBasis, at: sharedAt } = event;
      const { direction, startsOn, handOver } = state;
      const change = { direction, unit: handOver?.unit ?? null, startsOn };
      const data = { transferId, childId, categories: [...categories], ...change, legalBasis, sharedAt };
      return [newEvent(sharedWithin, data, childId)];
    }
    case 'PermissionReminded': {
      const { of: personIds, deadline: dueAt, categories } = event;
      const data = { transferId, childId, categories: [...categories], personIds: [...personIds], dueAt };
      return [newEvent(permissionReminded, data, childId)];
    }
    case 'PartsWanted': {
      const parts = event.parts.map(({ category, partId }) => {
        const rule = state.categories[category]?.decision.rule ?? '';
        return { partId, category, rule };
      });
      return [newEvent(partsRequested, { transferId, childId, parts, receiver: state.peer }, childId)];
    }
    case 'TransferCancelled':
    case 'ChildNeverStarted': {
      const { reason, at } = event;
      const cancelled = newEvent(transferCancelled, { transferId, childId, side: 'SENDER', reason }, childId);
      const said = { side: 'SENDER', counterpart, reason, ...handedOverBySender(state), at } as const;
      const never = newEvent(childNeverStarted, { transferId, childId, ...said }, childId);
      return event.type === 'ChildNeverStarted' ? [never] : said.receiptHash ? [cancelled, never] : [cancelled];
    }
    case 'TransferBarred':
      return [
        newEvent(
          transferCancelled,
          { transferId, childId, side: 'SENDER', reason: 'Handled outside the hub' },
          childId,
        ),
      ];
    case 'TransferClosed': {
      const { decisions, receiptHash } = handedOverBySender(state);
      const form = state.form === 'hand-over' ? 'HAND_OVER' : 'FETCH';
      const abroad = state.abroad ? { abroad: true } : {};
      const side = state.handOver?.within ? 'WITHIN' : 'SENDER';
      const said = { side, counterpart, unitId: null, decisions, receiptHash, form, ...abroad } as const;
      const { closings: closing } = state;
      return [newEvent(transferClosed, { transferId, childId, closing, ...said, closedAt: event.at }, childId)];
    }
    default:
      return [];
  }
}

function capacityOf(who: 'care-order' | 'pupil' | 'holders', isFirst: boolean): string {
  if (who === 'pupil') return 'pupil';
  if (who === 'holders') return 'parental-responsibility';
  return isFirst ? 'child-protection' : 'foster-parent';
}

function ofReceiving(transferId: string, event: ReceivingEvent, state: ReceivingState): readonly NewEvent[] {
  const { move } = state;
  if (!move) return [];
  const { childId } = move;
  const side = isWithinController(move) ? ('WITHIN' as const) : ('RECEIVER' as const);
  switch (event.type) {
    case 'MoveCancelled':
    case 'ChildNeverStarted': {
      const { reason, at } = event;
      const cancelled = newEvent(transferCancelled, { transferId, childId, side, reason }, childId);
      const counterpart = { organisationNumber: move.peer, name: move.peerName };
      const said = { side, counterpart, reason, ...handedOverToReceiver(state), at };
      const never = newEvent(childNeverStarted, { transferId, childId, ...said }, childId);
      // Cancelled after something had come, it is of a child who did not start, whatever it is called.
      return event.type === 'ChildNeverStarted' ? [never] : hasCome(state) ? [cancelled, never] : [cancelled];
    }
    case 'MoveBarred':
      return [newEvent(transferCancelled, { transferId, childId, side, reason: 'Handled outside the hub' }, childId)];
    case 'TransferClosed': {
      const { decisions, receiptHash } = handedOverToReceiver(state);
      const counterpart = { organisationNumber: move.peer, name: move.peerName };
      const form = move.form === 'hand-over' ? 'HAND_OVER' : 'FETCH';
      const { startsOn } = move;
      const closing = { side, counterpart, unitId: move.unit, decisions, receiptHash, startsOn, form } as const;
      return [newEvent(transferClosed, { transferId, childId, ...closing, closedAt: event.at }, childId)];
    }
    default:
      return [];
  }
}

/** What became of each category, and the receipts over what left. */
const handedOverBySender = (state: SendingState) => ({
  decisions: categoriesIn(state).map(([category, { decision, status }]) => ({
    category,
    outcome: status,
    rule: decision.rule,
    legalBasis: decision.hjemmel,
  })),
  receiptHash: hashOf(state.batches.flatMap((batch) => (batch.receipt ? [batch.receipt] : []))),
});

const handedOverToReceiver = (state: ReceivingState) => ({
  decisions: state.decisions.map(({ category, status, rule, hjemmel }) => ({
    category,
    outcome: status,
    rule,
    legalBasis: hjemmel,
  })),
  receiptHash: hashOf(state.batches.flatMap((batch) => (batch.receipt ? [batch.receipt] : []))),
});

const hasCome = (state: ReceivingState): boolean =>
  state.batches.some((batch) => Object.values(batch.parts).includes('stored'));

/** One hash over all receipts of a transfer; null when nothing was sent. */
const hashOf = (receipts: readonly string[]): string | null =>
  receipts.length === 0 ? null : createHash('sha256').update(receipts.join('\n')).digest('base64url');
