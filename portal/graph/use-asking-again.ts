import { useEffect, useRef } from 'react';

export interface AskingAgain {
  readonly everyMs: number | undefined;
  /** An answer is awaited already. */
  readonly fetching: boolean;
  /** The hub has said that it is busy, and when to come back. */
  readonly busyMs: number | undefined;
}

/** Telephones that were woken together do not ask together: each waits up to so much longer. */
const spread = 0.2;

/**
 * Asks again at an interval, and when the page is seen again; never while it is hidden or without a network. When the hub was busy, once more
 * after the time that it named, whether or not there is an interval.
 */
export function useAskingAgain(ask: () => void, { everyMs, fetching, busyMs }: AskingAgain): void {
  const now = useRef({ ask, fetching });
  now.current = { ask, fetching };
  useEffect(() => {
    const wait = busyMs ?? everyMs;
    if (wait === undefined) return undefined;
    const askWhenSeen = () => {
      if (document.visibilityState === 'visible' && navigator.onLine && !now.current.fetching) now.current.ask();
    };
    const askAgain = () => {
      if (busyMs === undefined) askWhenSeen();
    };
    const timer = setInterval(askWhenSeen, wait * (1 + Math.random() * spread));
    document.addEventListener('visibilitychange', askAgain);
    addEventListener('online', askAgain);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', askAgain);
      removeEventListener('online', askAgain);
    };
  }, [everyMs, busyMs]);
}
