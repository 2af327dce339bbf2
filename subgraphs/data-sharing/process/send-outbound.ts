import { sql } from 'kysely';
import { isHubError } from '#kit/errors/hub-error.ts';
import type { Peer } from '#kit/serve/subgraph.ts';
import { backOff } from './back-off.ts';
import type { Process } from './process.ts';
import { sealMessage, type WaitingMessage } from './seal-message.ts';

interface Waiting extends Pick<WaitingMessage, 'id' | 'typ' | 'keptFor' | 'kept'> {
  readonly attempts: number;
}

/** How a sealed message is put to a peer: resolves when the peer has committed it, rejects with why not. */
export type PostMessage = (peer: Peer, compact: string, timeoutMs: number) => Promise<void>;

/**
 * Puts what waits to one peer, a transfer's messages in their order. A peer that is slow or answers wrongly holds up only what goes to
 * it, and is tried again ever more seldom; its problem is shown with the transfer.
 */
export async function sendOutbound(process: Process, peer: Peer, post: PostMessage): Promise<boolean> {
  const now = process.now().toISOString();
  const { rows } = await sql<Waiting>`select id, typ, kept_for, kept, attempts from (
      select distinct on (transfer_id) id, typ, kept_for, kept, attempts, due_at, position from data_sharing.outbound
      where peer = ${peer.organisationNumber} and delivered_at is null order by transfer_id, position) first
    where due_at <= ${now} order by position limit 20`.execute(process.database);
  for (const message of rows) await sendOne(process, peer, message, post);
  return rows.length > 0;
}

const outageOf = (process: Process, peer: Peer) => process.outageOf(`sending messages to ${peer.organisationNumber}`);

async function sendOne(process: Process, peer: Peer, message: Waiting, post: PostMessage): Promise<void> {
  try {
    const compact = await sealMessage(process, peer, message);
    await post(peer, compact, process.settings.peerTimeoutSeconds * 1_000);
    await sql`update data_sharing.outbound set delivered_at = ${process.now().toISOString()}, kept = null, problem = null
      where id = ${message.id}`.execute(process.database);
    outageOf(process, peer).recovered();
  } catch (error) {
    if (isHubError(error) && error.details?.problem === 'SHREDDED') return forget(process, message);
    const problem = error instanceof Error ? error.message : 'The peer cannot be reached';
    outageOf(process, peer).failed(error, { messageId: message.id, problem });
    await sql`update data_sharing.outbound set attempts = attempts + 1, problem = ${problem},
      due_at = ${backOff(process.now(), message.attempts)} where id = ${message.id}`.execute(process.database);
  }
}

/** What the child's key was erased of can be read by nobody, and is sent to nobody. */
async function forget(process: Process, { id, typ }: Waiting): Promise<void> {
  process.log.info({ messageId: id, typ }, 'a message that waited was erased with the child’s keys');
  await sql`delete from data_sharing.outbound where id = ${id}`.execute(process.database);
}

/** Over HTTP: 202 when the peer's inbox has it. Nothing of the answer but a code is kept. */
export const postOverHttp: PostMessage = async (peer, compact, timeoutMs) => {
  const response = await fetch(new URL('/hub/messages', peer.url), {
    method: 'POST',
    headers: { 'content-type': 'application/jose' },
    body: compact,
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((cause: unknown) => {
    const name = cause instanceof Error ? cause.name : '';
    throw new Error(name === 'TimeoutError' ? 'The peer does not answer in time' : 'The peer cannot be reached', {
      cause,
    });
  });
  const text = (await response.text().catch(() => '')).slice(0, 2_000);
  if (response.status !== 202) throw new Error(`The peer answered ${response.status}${problemIn(text)}`);
};

function problemIn(text: string): string {
  const problem = /"problem":"([A-Z_]{1,40})"/.exec(text)?.[1];
  return problem ? ` (${problem})` : '';
}
