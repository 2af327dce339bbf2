import { sql } from 'kysely';
import { isHubError } from '#kit/errors/hub-error.ts';
import { openingKeys } from '#kit/events/sealing/hub-keys.ts';
import { open } from '#kit/events/sealing/open.ts';
import { messageTypes } from '../domain/messages/index.ts';
import type { Process } from './process.ts';

/** What a peer is answered. */
export interface Taken {
  readonly status: 202 | 400 | 403 | 409 | 503;
  readonly body: { readonly code?: string; readonly message?: string; readonly problem?: unknown };
}

/**
 * Takes a sealed message from a peer: verified, then committed to the inbox, then answered. What it says is done afterwards, so
 * that a peer never waits for it; the same message again is taken as taken.
 */
export async function takeMessage(process: Process, compact: string): Promise<Taken> {
  try {
    const opened = await open(compact, {
      self: process.controller.organisationNumber,
      recipientPrivateKeys: openingKeys(process.keys),
      peerKeys: (organisation) => process.peers.find((peer) => peer.organisationNumber === organisation)?.keys,
      typ: messageTypes,
      now: process.now(),
      // The insert below is what makes a message count once; here a repeated one must not be an error for its honest sender.
      seen: () => false,
    });
    const at = process.now().toISOString();
    await sql`insert into data_sharing.inbound (id, peer, typ, compact, received_at, due_at)
      values (${opened.id}, ${opened.from}, ${opened.typ}, ${compact}, ${at}, ${at}) on conflict (id) do nothing`.execute(
      process.database,
    );
    process.wake();
    return { status: 202, body: {} };
  } catch (error) {
    if (!isHubError(error) || error.code === 'UNAVAILABLE') {
      process.log.error({ err: error }, 'a message from a peer could not be taken');
      return {
        status: 503,
        body: { code: 'UNAVAILABLE', message: 'The message could not be taken now. Send it again.' },
      };
    }
    process.log.warn({ code: error.code, problem: error.details?.problem }, 'a message was refused');
    const status = error.code === 'BAD_INPUT' ? 400 : error.code === 'CONFLICT' ? 409 : 403;
    return { status, body: { code: error.code, message: error.message, problem: error.details?.problem } };
  }
}
