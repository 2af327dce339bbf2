const longestMs = 15 * 60_000;

/** When something that has failed is tried again: 1 s, 2 s, 4 s … up to a quarter of an hour. */
export const backOff = (now: Date, attempts: number): string =>
  new Date(now.getTime() + Math.min(longestMs, 1_000 * 2 ** Math.min(attempts, 20))).toISOString();
