import { statSync } from 'node:fs';
import type { HubKeys } from '#kit/events/sealing/hub-keys.ts';

/** How soon a process takes rotated keys into use, in milliseconds. */
export const noticedMs = 5_000;

/** A hub's keys as its file has them: looked at as they are used, every few seconds at the most. */
export function followKeys(file: string, read: () => HubKeys, clock: () => number = () => performance.now()): HubKeys {
  let keys = read();
  let seen = stampOf(file);
  let lookedAt = clock();
  const now = (): HubKeys => {
    if (clock() - lookedAt < noticedMs) return keys;
    lookedAt = clock();
    const stamp = stampOf(file);
    if (stamp === undefined || stamp === seen) return keys;
    try {
      keys = read();
      seen = stamp;
    } catch {
      // Somebody is at work on the file; the keys that are known are good, and it is looked at again.
    }
    return keys;
  };
  return {
    get signing() {
      return now().signing;
    },
    get encryption() {
      return now().encryption;
    },
    get next() {
      return now().next;
    },
    get past() {
      return now().past;
    },
    get retired() {
      return now().retired;
    },
  };
}

function stampOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && `${found.ino} ${found.mtimeMs} ${found.size}`;
}
