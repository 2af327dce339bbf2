import type { logCreator } from 'kafkajs';
import type { Log } from '#kit/log/log.ts';

const kafkaWarn = 2; // kafkajs: 1 error, 2 warn, 4 info, 5 debug
const quietMs = 60_000;
/** We limit them on purpose: the relay tries again, and the inbox lets the first copy through. */
const meant = /^Limiting retries for the idempotent producer/;

/**
 * The client's log, in the hub's own. The client tells of every failed connection as an error with a stack: the same line is told
 * once a minute, with how often it came. What the client calls an error is a warning here: it goes on by itself.
 */
export function foldRepeats(log: Log, now: () => number = () => performance.now()): logCreator {
  const told = new Map<string, { at: number; repeats: number }>();
  return () =>
    ({ namespace, level, log: entry }) => {
      const error = typeof entry.error === 'string' ? entry.error : undefined;
      const line = foldable(`${namespace}: ${entry.message}${error && error !== entry.message ? ` (${error})` : ''}`);
      if (level > kafkaWarn || meant.test(entry.message)) return log.debug({ broker: entry.broker }, line);
      const before = told.get(line);
      if (before && now() - before.at < quietMs) {
        before.repeats += 1;
        return undefined;
      }
      told.set(line, { at: now(), repeats: 0 });
      return log.warn(
        { broker: entry.broker, ...(before && before.repeats > 0 ? { repeats: before.repeats } : {}) },
        line,
      );
    };
}

/** Without what differs between two tellings of the same: times, ids of members and requests. */
const foldable = (line: string): string => line.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…').replace(/\d{4,}/g, '…');
