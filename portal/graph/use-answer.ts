import { useEffect } from 'react';
import { type TypedDocumentNode, useQuery } from 'urql';
import { useSession } from '../session/session-context.tsx';
import { type Failure, failureOf, type Gap, gapsIn } from './failures.ts';
import { useAskingAgain } from './use-asking-again.ts';

/** What has come of a question so far. `stale`: it is shown from before, and asked for anew. */
export type Answer<Data> =
  | { readonly state: 'waiting' }
  | { readonly state: 'failed'; readonly failure: Failure; retry(): void }
  | { readonly state: 'ready'; readonly data: Data; readonly gaps: readonly Gap[]; readonly stale: boolean };

export interface Asking {
  /** Asks anew about so often while the page is seen; not at all when left out. */
  readonly everyMs?: number;
  /** Waits with asking. */
  readonly pause?: boolean;
}

/** Asks the graph, shows what is known already meanwhile, and keeps what has come when a later question fails. */
export function useAnswer<Data extends object, Variables extends object>(
  operation: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { everyMs, pause = false }: Asking = {},
): Answer<Data> {
  const { tellSignedOut } = useSession();
  const [{ data, error, fetching, stale }, ask] = useQuery<Data, Variables>({ query: operation, variables, pause });
  const failure = error && failureOf(error);
  useAskingAgain(() => ask({ requestPolicy: 'network-only' }), {
    everyMs,
    fetching,
    busyMs: failure?.kind === 'busy' ? failure.retryAfterMs : undefined,
  });
  const signedOut = failure?.kind === 'signed-out';
  useEffect(() => {
    if (signedOut) tellSignedOut();
  }, [signedOut, tellSignedOut]);
  // With nothing wrong, an answer without content says that there is no such thing.
  if (data && (hasContent(data) || !error))
    return { state: 'ready', data, gaps: gapsIn(error), stale: stale || fetching };
  if (failure && !fetching) return { state: 'failed', failure, retry: () => ask({ requestPolicy: 'network-only' }) };
  return { state: 'waiting' };
}

const hasContent = (data: object): boolean => Object.values(data).some((value) => value !== null);
