import { sql } from 'kysely';
import { dateInNorway } from '#kit/access/access.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import type { Opened } from '#kit/events/sealing/open.ts';
import { transferOffer, transferOfferAnswer } from '../domain/messages/transfer-offer.ts';
import { whatIsHandedOver } from '../domain/sending/hand-over/what-is-handed-over.ts';
import { isPrivate, receiving, sending } from '../sides.ts';
import { act } from '../store/act.ts';
import type { DataSharingTables } from '../store/tables.ts';
import { byPeer, type Process } from './process.ts';
import { peerOf } from './seal-message.ts';

type Work = (unit: UnitOfWork<DataSharingTables>) => Promise<void>;

/** A peer offers a child's data: kept sealed, for it says who the child is, until the child is found here. */
export function takeOffer(process: Process, opened: Opened, compact: string): Work {
  const { transferId, direction, sender, unit, startsOn } = transferOffer.read(opened.content);
  if (sender.organisationNumber !== opened.from)
    throw new HubError('FORBIDDEN', 'The offer names another sender than the hub that signed it');
  const stamp = byPeer(process, opened.from);
  const policy = process.policyOn(dateInNorway(process.now()));
  return async (work) => {
    const { events } = await act(work, receiving, transferId, {
      type: 'ReceiveOffer',
      transferId,
      peer: opened.from,
      peerName: peerOf(process, opened.from).name,
      self: process.controller.organisationNumber,
      direction,
      unit,
      startsOn,
      privateReceiver: isPrivate(process.controller),
      mayCome: whatIsHandedOver(policy, direction),
      contentHash: opened.contentHash,
      ...stamp,
    });
    if (events.length > 0)
      await sql`insert into data_sharing.request (transfer_id, compact, received_at)
        values (${transferId}, ${compact}, ${stamp.at})`.execute(work.tx);
  };
}

export async function takeOfferAnswer(
  process: Process,
  opened: Opened,
  fromItsPeer: (transferId: string) => Promise<unknown>,
): Promise<Work> {
  const { transferId, answer } = transferOfferAnswer.read(opened.content);
  await fromItsPeer(transferId);
  const stamp = byPeer(process, opened.from);
  return async (unit) => {
    await act(unit, sending, transferId, { type: 'RecordOfferAnswer', answer, ...stamp });
  };
}
