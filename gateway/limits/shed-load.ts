import type { HubSettings } from '#kit/config/hub-settings.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { Log } from '#kit/log/log.ts';
import { createOutageLog } from '#kit/log/outage-log.ts';

export interface LoadGate {
  /**
   * Does the work when its turn comes. `isGone`: nobody awaits it any more, so that it is not done.
   *
   * @throws UNAVAILABLE with `retryAfterSeconds`, at once when too many wait already, else when it has waited too long
   */
  pass<Answer>(work: () => Promise<Answer>, isGone: () => boolean): Promise<Answer>;
}

interface Waiting {
  enter(): void;
  readonly end: NodeJS.Timeout;
}

/**
 * Lets so many questions be answered at once; others wait for a short while, in the order they came, and more than that are told to come
 * back. A process that takes in all that comes answers everybody late; this one answers as many as it can in time, and is itself
 * again as soon as fewer ask.
 */
export function createLoadGate(
  { atOnce, waiting, waitSeconds }: HubSettings['limits']['load'],
  log: Log,
  now: () => Date = () => new Date(),
): LoadGate {
  const overload = createOutageLog({ log, what: 'answering all that is asked', now });
  const queue = new Set<Waiting>();
  let inside = 0;
  const refuse = () => {
    const error = tooBusy();
    overload.failed(error);
    return error;
  };
  const turn = (): Promise<void> => {
    if (inside < atOnce) {
      inside += 1;
      return Promise.resolve();
    }
    if (queue.size >= waiting) return Promise.reject(refuse());
    return new Promise((resolve, reject) => {
      const one: Waiting = {
        enter: resolve,
        end: setTimeout(() => {
          queue.delete(one);
          reject(refuse());
        }, waitSeconds * 1_000),
      };
      queue.add(one);
    });
  };
  const leave = () => {
    const [next] = queue;
    if (!next) {
      inside -= 1;
      if (inside === 0) overload.recovered();
      return;
    }
    queue.delete(next);
    clearTimeout(next.end);
    next.enter();
  };
  return {
    async pass(work, isGone) {
      await turn();
      try {
        if (isGone()) throw tooBusy();
        return await work();
      } finally {
        leave();
      }
    },
  };
}

const [leastSeconds, spreadSeconds] = [2, 4];
/** Those who are sent away together do not come back together. */
const tooBusy = () => {
  const seconds = leastSeconds + Math.floor(Math.random() * spreadSeconds);
  return new HubError('UNAVAILABLE', `Many ask at once. Nothing was done: ask again in ${seconds} seconds.`, {
    details: { retryAfterSeconds: seconds },
  });
};
