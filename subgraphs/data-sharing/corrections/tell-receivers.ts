import type { CategoryId } from '#contracts/categories.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { transferCorrection } from '../domain/messages/transfer-correction.ts';
import type { SendingState } from '../domain/sending/state.ts';
import { gradingOf } from '../process/permission-facts.ts';
import type { Process } from '../process/process.ts';
import { type WaitingMessage, writeMessage } from '../process/seal-message.ts';
import type { Correction, Receiver } from './store.ts';

/** A receiver of a correction, and the message to it where the hub sends one. */
export interface ToTell {
  readonly receiver: Receiver;
  readonly transferId: string;
  readonly message: WaitingMessage | null;
}

/** What has left for the receiver: it has it, or the correction follows it in the transfer's order. */
const left = ['sent', 'received'];

/**
 * Every controller that has got the category in a move, once (GDPR art. 19), but for the one that told of the correction. A child with a
 * graded address, and a controller that is no hub any more, are for named staff: nothing is sent.
 */
export async function receiversOf(
  process: Process,
  { childId, category, fromPeer }: Correction,
  said: { readonly wrong: string; readonly right: string },
): Promise<readonly ToTell[]> {
  const rows = await process.database
    .selectFrom('dataSharing.transfer')
    .select(['id', 'peer', 'phase', 'state'])
    .where('childId', '=', childId)
    .where('side', '=', 'SENDER')
    .orderBy('createdAt', 'desc')
    .execute();
  const byPeer = new Map<string, ToTell>();
  const graded = await isGraded(process, childId);
  for (const { id, peer, phase, state } of rows) {
    const sending = state as unknown as SendingState;
    if (!has(sending, category) || peer === fromPeer || peer === process.controller.organisationNumber) continue;
    if (byPeer.has(peer)) continue;
    const known = process.peers.some(({ organisationNumber }) => organisationNumber === peer);
    const message =
      graded || !known || phase === 'barred'
        ? null
        : await writeMessage(process, transferCorrection, peer, { id, childId }, { transferId: id, category, ...said });
    const receiver = { organisationNumber: peer, name: sending.peerName, messageId: message?.id ?? null };
    byPeer.set(peer, { receiver, transferId: id, message });
  }
  return [...byPeer.values()];
}

const has = ({ categories }: SendingState, category: CategoryId): boolean =>
  left.includes(categories[category]?.status ?? '');

/** Asked for again before anything leaves; a child whom the school administration knows nothing of is treated as graded. */
async function isGraded(process: Process, childId: string): Promise<boolean> {
  const standing = await process.port.transferStanding(childId, dateInNorway(process.now()));
  return !standing || gradingOf(standing.grading) !== 'none';
}
