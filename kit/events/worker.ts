import type { Log } from '#kit/log/log.ts';
import { createOutageLog } from '#kit/log/outage-log.ts';

export interface Worker {
  /** Runs soon, instead of at the next interval. */
  wake(): void;
  /** Stops after the run in hand. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  readonly name: string;
  /** Milliseconds between runs when nothing wakes it. */
  readonly everyMs: number;
  /** The longest pause between tries after errors, in milliseconds. */
  readonly longestBackOffMs?: number;
  /** One run; true when there is more to do at once. */
  run(): Promise<boolean>;
  readonly log: Log;
}

const longestBackOff = 30_000;

/** Repeats a piece of work until stopped: at once while there is more, on a wake-up, else at an interval; backs off after errors. */
export function startWorker(options: WorkerOptions): Worker {
  const { longestBackOffMs = longestBackOff } = options;
  let stopped = false;
  let woken = false;
  let failures = 0;
  let release: () => void = () => undefined;
  const { name, log } = options;
  const outage = createOutageLog({ log, what: 'a worker', fields: { worker: name }, now: () => new Date() });
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      release = () => {
        clearTimeout(timer);
        resolve();
      };
      if ((woken && failures === 0) || stopped) release();
    });
  const loop = async () => {
    while (!stopped) {
      woken = false;
      let more = false;
      try {
        more = await options.run();
        failures = 0;
        outage.recovered();
      } catch (error) {
        failures += 1;
        if (!stopped) outage.failed(error);
      }
      if (stopped) return;
      if (failures > 0) await pause(Math.min(longestBackOffMs, 200 * 2 ** failures));
      else if (!more) await pause(options.everyMs);
    }
  };
  const running = loop();
  return {
    wake() {
      woken = true;
      if (failures === 0) release();
    },
    async stop() {
      stopped = true;
      release();
      await running;
    },
  };
}
