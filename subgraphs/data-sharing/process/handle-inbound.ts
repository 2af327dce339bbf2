import { sql } from 'kysely';
import { type CategoryId, transferableCategoryIds } from '#contracts/categories.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import type { Opened } from '#kit/events/sealing/open.ts';
import { verifyReceipt } from '#kit/events/sealing/receipts.ts';
import { recordReceived } from '../corrections/store.ts';
import { transferCancelledMessage } from '../domain/messages/transfer-cancelled.ts';
import { transferCorrection } from '../domain/messages/transfer-correction.ts';
import { transferDecision } from '../domain/messages/transfer-decision.ts';
import { transferOffer, transferOfferAnswer } from '../domain/messages/transfer-offer.ts';
import { transferParts } from '../domain/messages/transfer-parts.ts';
import { transferReceipt } from '../domain/messages/transfer-receipt.ts';
import { transferRequest } from '../domain/messages/transfer-request.ts';
import type { SendingState } from '../domain/sending/state.ts';
import { receiving, sending } from '../sides.ts';
import { act } from '../store/act.ts';
import { forgetRequest } from '../store/find-request.ts';
import { findTransfer } from '../store/find-transfer.ts';
import type { DataSharingTables } from '../store/tables.ts';
import { backOff } from './back-off.ts';
import { takeOffer, takeOfferAnswer } from './handle-offer.ts';
import { byPeer, type Process } from './process.ts';
import { openMessage, peerOf } from './seal-message.ts';

type Unit = UnitOfWork<DataSharingTables>;
type Work = (unit: Unit) => Promise<void>;

const isCategory = (id: string): id is CategoryId => transferableCategoryIds.some((known) => known === id);

/**
 * Does what the oldest waiting message says. The effect and "handled" are one transaction; a message that says what the transfer does
 * not allow is set aside with its problem, and an outage is waited out.
 */
export async function handleInbound(process: Process): Promise<boolean> {
  const now = process.now().toISOString();
  const { rows } = await sql<{ id: string; compact: string; receivedAt: string; attempts: number }>`
    select id, compact, received_at, attempts from data_sharing.inbound
    where handled_at is null and due_at <= ${now} order by position limit 1`.execute(process.database);
  const message = rows[0];
  if (!message) return false;
  try {
    const opened = await openMessage(process, message.compact, new Date(message.receivedAt));
    const work = await workOf(process, opened, message.compact);
    await process.transact(async (unit) => {
      await work(unit);
      await setHandled(unit, message.id, now, null);
    });
  } catch (error) {
    if (isHubError(error) && error.code !== 'UNAVAILABLE') {
      process.log.warn(
        { messageId: message.id, code: error.code, problem: error.details?.problem },
        'a message was set aside',
      );
      await process.transact((unit) => setHandled(unit, message.id, now, error.message));
    } else {
      process.log.warn({ err: error, messageId: message.id }, 'a message could not be handled and will be tried again');
      await sql`update data_sharing.inbound set attempts = attempts + 1, due_at = ${backOff(process.now(), message.attempts)},
        problem = 'It could not be handled yet' where id = ${message.id}`.execute(process.database);
    }
  }
  return true;
}

async function setHandled(unit: Unit, id: string, at: string, problem: string | null): Promise<void> {
  await sql`update data_sharing.inbound set handled_at = ${at}, compact = null, problem = ${problem} where id = ${id}`.execute(
    unit.tx,
  );
}

/** What a message comes to, made ready outside the transaction. */
async function workOf(process: Process, opened: Opened, compact: string): Promise<Work> {
  const stamp = byPeer(process, opened.from);
  switch (opened.typ) {
    case transferRequest.typ: {
      const content = transferRequest.read(opened.content);
      if (content.receiver.organisationNumber !== opened.from)
        throw new HubError('FORBIDDEN', 'The request names another receiver than the hub that signed it');
      const { transferId, round, direction, privateReceiver, startsOn } = content;
      const { form } = process.policyOn(dateInNorway(process.now())).directions[direction];
      const requests = content.requests.flatMap(({ category, purpose, words }) =>
        isCategory(category) ? [{ category, purpose, ...(words ? { words } : {}) }] : [],
      );
      return async (unit) => {
        const { events } = await act(unit, sending, transferId, {
          type: 'ReceiveRequest',
          transferId,
          peer: opened.from,
          peerName: peerOf(process, opened.from).name,
          round,
          direction,
          privateReceiver,
          startsOn,
          form: form === 'hand-over-after-permission' ? 'hand-over' : 'fetch',
          requests,
          contentHash: opened.contentHash,
          ...stamp,
        });
        // It says who the child is: kept sealed, and only until the child is found.
        if (events.some(({ type }) => type === 'RequestReceived'))
          await sql`insert into data_sharing.request (transfer_id, compact, received_at)
            values (${transferId}, ${compact}, ${stamp.at})`.execute(unit.tx);
      };
    }
    case transferDecision.typ: {
      const { transferId, decisions, ...rest } = transferDecision.read(opened.content);
      await fromItsPeer(process, transferId, opened.from);
      const known = decisions.flatMap(({ category, ...decision }) =>
        isCategory(category) ? [{ category, ...decision }] : [],
      );
      return async (unit) => {
        await act(unit, receiving, transferId, { type: 'RecordDecision', ...rest, decisions: known, ...stamp });
      };
    }
    case transferOffer.typ:
      return takeOffer(process, opened, compact);
    case transferOfferAnswer.typ:
      return takeOfferAnswer(process, opened, (transferId) => fromItsPeer(process, transferId, opened.from));
    case transferParts.typ:
      return receiveParts(process, opened);
    case transferReceipt.typ:
      return recordReceipt(process, opened);
    case transferCancelledMessage.typ: {
      const { transferId, kind } = transferCancelledMessage.read(opened.content);
      const { side } = await fromItsPeer(process, transferId, opened.from);
      const by = side === 'SENDER' ? 'Cancelled by the receiver' : 'Cancelled by the sender';
      const reason = kind === 'never-started' ? 'The child never started' : by;
      return async (unit) => {
        const command = { type: 'Cancel', reason, ...stamp } as const;
        if (side === 'SENDER') await act(unit, sending, transferId, command);
        else await act(unit, receiving, transferId, command);
        await forgetRequest(unit.tx, transferId);
      };
    }
    case transferCorrection.typ: {
      const { transferId, ...content } = transferCorrection.read(opened.content);
      const { side, childId } = await fromItsPeer(process, transferId, opened.from);
      if (side !== 'RECEIVER' || !childId || !isCategory(content.category))
        throw new HubError('CONFLICT', 'This transfer has brought nothing that could be corrected');
      const received = { ...content, id: process.newId(), childId, fromPeer: opened.from, askedAt: stamp.at };
      return (unit) => recordReceived(unit.tx, received);
    }
    default:
      throw new HubError('BAD_INPUT', `"${opened.typ}" is no format that is taken here`);
  }
}

/** A peer speaks only of its own transfers; of another's it is answered as of one that does not exist. */
async function fromItsPeer(process: Process, transferId: string, from: string) {
  const row = await findTransfer(process.database, transferId);
  if (row?.peer !== from) throw new HubError('NOT_FOUND', 'There is no such transfer with this controller');
  return row;
}

async function receiveParts(process: Process, opened: Opened): Promise<Work> {
  const { transferId, batch, parts } = transferParts.read(opened.content);
  await fromItsPeer(process, transferId, opened.from);
  const stamp = byPeer(process, opened.from);
  const categories = parts.map(({ category }) => {
    if (isCategory(category)) return category;
    throw new HubError('BAD_INPUT', 'A part is of a category that does not travel between schools');
  });
  return async (unit) => {
    const { id: messageId, contentHash } = opened;
    const command = { type: 'ReceiveParts', batch, messageId, contentHash, categories, ...stamp } as const;
    const { events } = await act(unit, receiving, transferId, command);
    if (events.length === 0) return;
    const rows = parts.map((part) => ({
      part_id: part.partId,
      category: part.category,
      rule: part.rule,
      legal_basis: part.hjemmel,
      as_history: part.asHistory,
      sealed: part.sealed,
      content_hash: part.contentHash,
    }));
    await sql`insert into data_sharing.part (part_id, transfer_id, batch, category, rule, legal_basis, as_history, sealed, content_hash)
      select p.part_id, ${transferId}, ${batch}, p.category, p.rule, p.legal_basis, p.as_history, p.sealed, p.content_hash
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p(part_id uuid, category text, rule text, legal_basis text,
        as_history boolean, sealed text, content_hash text)`.execute(unit.tx);
  };
}

async function recordReceipt(process: Process, opened: Opened): Promise<Work> {
  const content = transferReceipt.read(opened.content);
  const { transferId, batch } = content;
  const row = await fromItsPeer(process, transferId, opened.from);
  const stamp = byPeer(process, opened.from);
  if (content.result === 'rejected')
    return async (unit) => {
      await act(unit, sending, transferId, { type: 'RecordRejection', batch, why: content.why, ...stamp });
    };
  const sent = (row.state as SendingState).batches.find((one) => one.batch === batch);
  if (!sent)
    throw new HubError('CONFLICT', `No parts were sent as number ${batch}`, { details: { problem: 'NOT_SENT' } });
  const expected = {
    transferId,
    batch,
    from: opened.from,
    to: process.controller.organisationNumber,
    contentHash: sent.contentHash,
  };
  const { contentHash } = await verifyReceipt(content.receipt, expected, peerOf(process, opened.from).keys);
  return async (unit) => {
    const command = { type: 'RecordReceipt', batch, contentHash, receipt: content.receipt, ...stamp } as const;
    await act(unit, sending, transferId, command);
    await sql`update data_sharing.part set sealed = null where transfer_id = ${transferId} and batch = ${batch}`.execute(
      unit.tx,
    );
  };
}
