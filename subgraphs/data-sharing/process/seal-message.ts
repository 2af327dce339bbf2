import { randomBytes } from 'node:crypto';
import { HubError } from '#kit/errors/hub-error.ts';
import { contentHash, type Json } from '#kit/events/sealing/canonical-json.ts';
import { keyFor, openingKeys } from '#kit/events/sealing/hub-keys.ts';
import { type Opened, open } from '#kit/events/sealing/open.ts';
import { seal } from '#kit/events/sealing/seal.ts';
import type { Peer } from '#kit/serve/subgraph.ts';
import { messageTypes } from '../domain/messages/index.ts';
import type { MessageFormat } from '../domain/messages/message.ts';
import type { Process } from './process.ts';

/**
 * A message while it waits to be taken. It is kept under the child's own key and sealed to the peer each time that it is sent, so that
 * it is of today and under the keys in force however long the peer was away; its id and hash stay, so that it counts once.
 */
export interface WaitingMessage {
  readonly id: string;
  readonly to: string;
  readonly typ: string;
  /** Whose key it is kept under: the child's, or the transfer's own where no child was found. */
  readonly keptFor: string;
  readonly kept: string;
  readonly contentHash: string;
}

const scopeOf = (keptFor: string) => ({ child: keptFor, category: 'transfer-messages' });

/** The peer with an organisation number, or a clear error when this hub exchanges nothing with it. */
export function peerOf(process: Pick<Process, 'peers'>, organisationNumber: string): Peer {
  const peer = process.peers.find((candidate) => candidate.organisationNumber === organisationNumber);
  if (peer) return peer;
  throw new HubError('NOT_FOUND', `${organisationNumber} is no hub that this one exchanges messages with`, {
    details: { problem: 'UNKNOWN_PEER' },
  });
}

/** A message in one of the hubs' formats about a transfer, ready to wait for its peer. */
export async function writeMessage<Content extends Json>(
  process: Process,
  format: MessageFormat<Content>,
  to: string,
  about: { readonly id: string; readonly childId: string | null },
  content: Content,
): Promise<WaitingMessage> {
  peerOf(process, to);
  const salt = randomBytes(32).toString('base64url');
  const keptFor = about.childId ?? about.id;
  const kept = await process.childVault.seal({ salt, content }, scopeOf(keptFor));
  return { id: process.newId(), to, typ: format.typ, keptFor, kept, contentHash: contentHash(content, salt) };
}

/** A waiting message, signed by this hub now and sealed to the peer; NOT_FOUND when the key it was kept under has been erased. */
export async function sealMessage(
  process: Process,
  peer: Peer,
  { id, typ, keptFor, kept }: Pick<WaitingMessage, 'id' | 'typ' | 'keptFor' | 'kept'>,
): Promise<string> {
  const { salt, content } = (await process.childVault.open(kept, scopeOf(keptFor))) as { salt: string; content: Json };
  const { compact } = await seal(content, {
    typ,
    id,
    from: process.controller.organisationNumber,
    to: peer.organisationNumber,
    senderPrivateKey: process.keys.signing,
    recipientPublicKey: keyFor(peer.keys, 'enc'),
    now: process.now(),
    salt,
  });
  return compact;
}

/** Opens a message from a peer as it was on the day it came, whether or not it has been seen before. */
export const openMessage = (process: Process, compact: string, receivedAt: Date): Promise<Opened> =>
  open(compact, {
    self: process.controller.organisationNumber,
    recipientPrivateKeys: openingKeys(process.keys),
    peerKeys: (organisation) => process.peers.find((peer) => peer.organisationNumber === organisation)?.keys,
    typ: messageTypes,
    now: receivedAt,
    seen: () => false,
  });
