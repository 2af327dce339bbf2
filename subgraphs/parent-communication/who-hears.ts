import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import type { PendingNotice } from './domain/notice.ts';
import type { Tellings } from './tell.ts';

/**
 * A message is for those the school writes to; a question also for a holder of foreldreansvar whom it does not; a document for those who
 * may collect it.
 */
export function mayHear(
  tellings: Tellings | undefined,
  { kind, recipient }: Pick<PendingNotice, 'kind' | 'recipient'>,
): boolean {
  if (!tellings) return false;
  if (kind === 'QUESTION') return tellings.mayKnow(recipient);
  return kind === 'DOCUMENT' ? tellings.mayCollect(recipient) : tellings.telling(recipient).may;
}

/** Whether one who is to be told of a task still works here. */
export async function worksHere({ port }: Pick<SubgraphDeps<never>, 'port'>, personId: string, on: string) {
  return (await port.viewerFacts({ kind: 'person', personId }, on)).includes('isEmployee');
}
