import { sql } from 'kysely';
import { partDelivered } from '#contracts/events/data-sharing.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { newEvent } from '#kit/events/envelope.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import { signReceipt } from '#kit/events/sealing/receipts.ts';
import type { CommandStamp } from '../domain/actor.ts';
import { transferCancelledMessage } from '../domain/messages/transfer-cancelled.ts';
import { transferReceipt } from '../domain/messages/transfer-receipt.ts';
import { transferRequest } from '../domain/messages/transfer-request.ts';
import type { ReceivingCommand } from '../domain/receiving/commands.ts';
import type { Move } from '../domain/receiving/events.ts';
import type { ReceivingState } from '../domain/receiving/state.ts';
import { receiving, type Step } from '../sides.ts';
import { type ActOptions, act } from '../store/act.ts';
import type { TransferRow } from '../store/find-transfer.ts';
import type { DataSharingTables } from '../store/tables.ts';
import { answerOffer, matchOffer } from './offer-steps.ts';
import { gradingOf } from './permission-facts.ts';
import { bySystem, type Process } from './process.ts';
import { writeMessage } from './seal-message.ts';

export type ReceivingRow = TransferRow & { readonly state: ReceivingState };

/** Takes a step of a transfer that this hub receives; true when it came to something. Look-ups and sealing are outside the transaction. */
export async function takeReceivingStep(process: Process, row: ReceivingRow, step: Step): Promise<boolean> {
  const { move } = row.state;
  if (step.step === 'match-offer') return matchOffer(process, row);
  // Of an offer that no child was found for there is no grading to look at.
  if (step.step === 'answer-offer')
    return (move ? await learnGrading(process, row, move) : false) || answerOffer(process, row);
  if (!move && step.step === 'tell-cancelled') return tellCancelled(process, row, row.state.offer?.peer ?? row.peer);
  if (!move) throw new HubError('INTERNAL', 'A move without what is known of it');
  const stamp = bySystem(process);
  switch (step.step) {
    case 'confirm':
      return (await learnGrading(process, row, move)) || perform(process, row, { type: 'ConfirmAfterHold', ...stamp });
    case 'continue-record':
      return perform(process, row, { type: 'ContinueRecord', ...stamp });
    case 'send-request':
      return (await learnGrading(process, row, move)) || sendRequest(process, row, move);
    case 'deliver-parts':
      return process.settings.receiveAutomatically ? deliverParts(process, row, step.batch) : false;
    case 'send-receipt':
      return (await learnGrading(process, row, move)) || sendReceipt(process, row, move, step.batch);
    case 'send-rejection':
      return (await learnGrading(process, row, move)) || sendRejection(process, row, move, step.batch);
    case 'tell-cancelled':
      return (await learnGrading(process, row, move)) || tellCancelled(process, row, move.peer);
    case 'close':
      return perform(process, row, { type: 'Close', ...stamp });
    default:
      throw new HubError('INTERNAL', `"${step.step}" is no step of the receiver`);
  }
}

async function perform(
  process: Process,
  row: ReceivingRow,
  command: ReceivingCommand,
  options: ActOptions = {},
): Promise<boolean> {
  const { events } = await process.transact((unit) => act(unit, receiving, row.id, command, options));
  if (events.length > 0) process.wake();
  return events.length > 0;
}

/** The grading is asked for once more before anything goes out: a projection may be late, and a mistake cannot be undone. */
async function learnGrading(process: Process, row: ReceivingRow, move: Move): Promise<boolean> {
  const standing = await process.port.transferStanding(move.childId, dateInNorway(process.now()));
  if (!standing) throw new HubError('UNAVAILABLE', 'School-administration does not know the child now');
  const grading = gradingOf(standing.grading);
  if (grading === row.state.grading) return false;
  return perform(process, row, { type: 'LearnGrading', grading, ...bySystem(process) });
}

async function sendRequest(process: Process, row: ReceivingRow, move: Move): Promise<boolean> {
  const child = await process.port.identityOf(move.childId);
  if (!child) throw new HubError('UNAVAILABLE', 'School-administration does not know who the child is now');
  const { organisationNumber, name } = process.controller;
  const { nationalId, givenName, familyName, birthDate } = child;
  const message = await writeMessage(process, transferRequest, move.peer, row, {
    transferId: row.id,
    round: row.state.round,
    direction: move.direction,
    receiver: { organisationNumber, name },
    privateReceiver: move.privateReceiver,
    startsOn: move.startsOn,
    child: { nationalId, givenName, familyName, birthDate },
    requests: row.state.asking.map((request) => ({ ...request })),
  });
  const command: ReceivingCommand = { type: 'SendRequest', messageId: message.id, ...bySystem(process) };
  return perform(process, row, command, { expectedVersion: row.version, message });
}

interface SealedPart {
  readonly partId: string;
  readonly category: string;
  readonly rule: string;
  readonly legalBasis: string;
  readonly asHistory: boolean;
  readonly sealed: string;
}

/** Hands the parts of a batch to the subgraphs that hold the categories; they open, validate and store them. */
export async function deliverBatch(
  unit: UnitOfWork<DataSharingTables>,
  transferId: string,
  batch: number,
  stamp: CommandStamp,
): Promise<boolean> {
  const { events, state } = await act(unit, receiving, transferId, { type: 'DeliverParts', batch, ...stamp });
  if (events.length === 0 || !state.move) return false;
  const { childId, peer, peerName } = state.move;
  const { rows } =
    await sql<SealedPart>`select part_id, category, rule, legal_basis, as_history, sealed from data_sharing.part
    where transfer_id = ${transferId} and batch = ${batch} and sealed is not null`.execute(unit.tx);
  const sender = { organisationNumber: peer, name: peerName };
  await unit.emit(rows.map((part) => newEvent(partDelivered, { transferId, childId, sender, ...part }, childId)));
  return true;
}

async function deliverParts(process: Process, row: ReceivingRow, batch: number): Promise<boolean> {
  const changed = await process.transact((unit) => deliverBatch(unit, row.id, batch, bySystem(process)));
  if (changed) process.wake();
  return changed;
}

const batchOf = (row: ReceivingRow, batch: number) => {
  const found = row.state.batches.find((one) => one.batch === batch);
  if (!found) throw new HubError('INTERNAL', `There is no batch ${batch}`);
  return found;
};

async function sendReceipt(process: Process, row: ReceivingRow, move: Move, batch: number): Promise<boolean> {
  const { contentHash } = batchOf(row, batch);
  const from = process.controller.organisationNumber;
  const receivedAt = process.now().toISOString();
  const receipt = await signReceipt(
    { transferId: row.id, batch, from, to: move.peer, contentHash, receivedAt },
    process.keys.signing,
  );
  const content = { result: 'stored' as const, transferId: row.id, batch, receipt };
  const message = await writeMessage(process, transferReceipt, move.peer, row, content);
  const command: ReceivingCommand = {
    type: 'SendReceipt',
    batch,
    messageId: message.id,
    receipt,
    ...bySystem(process),
  };
  return perform(process, row, command, { expectedVersion: row.version, message });
}

async function sendRejection(process: Process, row: ReceivingRow, move: Move, batch: number): Promise<boolean> {
  const why = batchOf(row, batch).why ?? 'A part could not be stored';
  const content = { result: 'rejected' as const, transferId: row.id, batch, why: why.slice(0, 500) };
  const message = await writeMessage(process, transferReceipt, move.peer, row, content);
  const command: ReceivingCommand = { type: 'SendRejection', batch, messageId: message.id, ...bySystem(process) };
  return perform(process, row, command, { expectedVersion: row.version, message });
}

async function tellCancelled(process: Process, row: ReceivingRow, peer: string): Promise<boolean> {
  const kind = row.state.phase === 'never-started' ? ('never-started' as const) : ('cancelled' as const);
  const message = await writeMessage(process, transferCancelledMessage, peer, row, { transferId: row.id, kind });
  const command: ReceivingCommand = { type: 'TellCancelled', messageId: message.id, ...bySystem(process) };
  return perform(process, row, command, { expectedVersion: row.version, message });
}
