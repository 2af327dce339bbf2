import { useEffect } from 'react';
import { useQuery } from 'urql';
import { useSession } from '../session/session-context.tsx';
import { type Failure, failureOf, type Gap, gapsIn } from './failures.ts';
import type { Operation } from './operation.ts';

/** What has come of a question so far. `stale`: it is shown from before, and asked for anew. */
export type Answer<Data> =
  | { readonly state: 'waiting' }
  | { readonly state: 'failed'; readonly failure: Failure; retry(): void }
  | { readonly state: 'ready'; readonly data: Data; readonly gaps: readonly Gap[]; readonly stale: boolean };

export interface Asking {
  /** Asks anew so often while the page is seen; not at all when left out. */
  readonly everyMs?: number;
  /** Waits with asking. */
  readonly pause?: boolean;
}

/** Asks the graph, shows what is known already meanwhile, and keeps what has come when a later question fails. */
export function useAnswer<Data, Variables extends object>(
  operation: Operation<Data, Variables>,
  variables: Variables,
  { everyMs, pause = false }: Asking = {},
): Answer<Data> {
  const { tellSignedOut } = useSession();
  const [{ data, error, fetching, stale }, ask] = useQuery<Data>({ query: operation.text, variables, pause });
  useWhileSeen(everyMs, () => ask({ requestPolicy: 'network-only' }));
  const failure = error && failureOf(error);
  const signedOut = failure?.kind === 'signed-out';
  useEffect(() => {
    if (signedOut) tellSignedOut();
  }, [signedOut, tellSignedOut]);
  // Nothing, and no error, is an answer: there is no such thing, or it is not for the reader to know.
  const isNothing = data !== undefined && !error && !fetching;
  if (hasContent(data) || isNothing) return { state: 'ready', data, gaps: gapsIn(error), stale: stale || fetching };
  if (failure && !fetching) return { state: 'failed', failure, retry: () => ask({ requestPolicy: 'network-only' }) };
  return { state: 'waiting' };
}

/** An answer whose every field is null says nothing. */
const hasContent = <Data>(data: Data | undefined): data is Data =>
  data !== undefined && data !== null && Object.values(data).some((value) => value !== null);

function useWhileSeen(everyMs: number | undefined, work: () => void): void {
  useEffect(() => {
    if (everyMs === undefined) return undefined;
    const doWhenSeen = () => {
      if (document.visibilityState === 'visible' && navigator.onLine) work();
    };
    const timer = setInterval(doWhenSeen, everyMs);
    document.addEventListener('visibilitychange', doWhenSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', doWhenSeen);
    };
  });
}
