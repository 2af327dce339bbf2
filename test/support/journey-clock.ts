/** The day on which every journey begins: a Friday in term time. */
export const journeyStart = new Date('2026-11-20T08:00:00Z');

/** A clock that runs as fast as any, from the journeys' day, and can be moved on. */
export interface JourneyClock {
  now(): Date;
  /** Time passes for both hubs at once. */
  pass(time: { readonly days?: number; readonly minutes?: number }): void;
}

/** @param from The instant that it is now. The demo's own issuer has the machine's clock: who signs in with it begins today. */
export function startClock(from = journeyStart): JourneyClock {
  let ahead = from.getTime() - Date.now();
  return {
    now: () => new Date(Date.now() + ahead),
    pass({ days = 0, minutes = 0 }) {
      ahead += (days * 24 * 60 + minutes) * 60_000;
    },
  };
}
