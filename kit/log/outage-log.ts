import type { Log } from './log.ts';

/** Tells of work that fails again and again without filling the log: when it began, now and then how it goes, and when it is over. */
export interface OutageLog {
  /** `fields` say what failed, without personal data. */
  failed(error: unknown, fields?: Readonly<Record<string, unknown>>): void;
  /** The work went well; says so only where it had failed. */
  recovered(): void;
}

export interface OutageLogOptions {
  readonly log: Log;
  /** What failed, as a constant: "a worker". */
  readonly what: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  now(): Date;
  /** Milliseconds between two lines while it lasts. */
  readonly repeatMs?: number;
}

/**
 * The first failure is a warning at once; the next ones are counted, and told together, with their number and since when, once in
 * `repeatMs`; the end is told with the same.
 */
export function createOutageLog({ log, what, fields, now, repeatMs = 15 * 60_000 }: OutageLogOptions): OutageLog {
  let outage: { readonly since: Date; failures: number; toldAt: Date } | undefined;
  return {
    failed(err, more) {
      const at = now();
      if (!outage) {
        outage = { since: at, failures: 1, toldAt: at };
        log.warn({ err, ...fields, ...more }, `${what} failed and will try again`);
        return;
      }
      outage.failures += 1;
      if (at.getTime() - outage.toldAt.getTime() < repeatMs) return;
      outage.toldAt = at;
      const { since, failures } = outage;
      log.warn({ err, ...fields, ...more, failures, since: since.toISOString() }, `${what} still fails`);
    },
    recovered() {
      if (!outage) return;
      const { since, failures } = outage;
      outage = undefined;
      log.info({ ...fields, failures, since: since.toISOString() }, `${what} works again`);
    },
  };
}
