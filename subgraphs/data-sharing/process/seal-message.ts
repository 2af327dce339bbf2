import { HubError } from '#kit/errors/hub-error.ts';
import type { Json } from '#kit/events/sealing/canonical-json.ts';
import { keyFor } from '#kit/events/sealing/hub-keys.ts';
import { type Opened, open } from '#kit/events/sealing/open.ts';
import { seal } from '#kit/events/sealing/seal.ts';
import type { Peer } from '#kit/serve/subgraph.ts';
import { messageTypes } from '../domain/messages/index.ts';
import type { MessageFormat } from '../domain/messages/message.ts';
import type { Process } from './process.ts';

export interface SealedMessage {
  readonly id: string;
  readonly to: string;
  readonly typ: string;
  readonly compact: string;
  readonly contentHash: string;
}

/** The peer with an organisation number, or a clear error when this hub exchanges nothing with it. */
export function peerOf(process: Pick<Process, 'peers'>, organisationNumber: string): Peer {
  const peer = process.peers.find((candidate) => candidate.organisationNumber === organisationNumber);
  if (peer) return peer;
  throw new HubError('NOT_FOUND', `${organisationNumber} is no hub that this one exchanges messages with`, {
    details: { problem: 'UNKNOWN_PEER' },
  });
}

/** A message in one of the hubs' formats, signed by this hub and sealed to the peer. */
export async function sealMessage<Content extends Json>(
  process: Process,
  format: MessageFormat<Content>,
  to: string,
  content: Content,
): Promise<SealedMessage> {
  const id = process.newId();
  const { compact, contentHash } = await seal(content, {
    typ: format.typ,
    id,
    from: process.controller.organisationNumber,
    to,
    senderPrivateKey: process.keys.signing,
    recipientPublicKey: keyFor(peerOf(process, to).keys, 'enc'),
    now: process.now(),
  });
  return { id, to, typ: format.typ, compact, contentHash };
}

/** Opens a message from a peer as it was on the day it came, whether or not it has been seen before. */
export const openMessage = (process: Process, compact: string, receivedAt: Date): Promise<Opened> =>
  open(compact, {
    self: process.controller.organisationNumber,
    recipientPrivateKeys: [process.keys.encryption],
    peerKeys: (organisation) => process.peers.find((peer) => peer.organisationNumber === organisation)?.keys,
    typ: messageTypes,
    now: receivedAt,
    seen: () => false,
  });
