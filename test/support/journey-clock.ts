/** The day on which every journey begins: a Friday in term time. */
export const journeyStart = new Date('2026-11-20T08:00:00Z');

/** A clock that runs as fast as any, from the journeys' day, and can be moved on. */
export interface JourneyClock {
  now(): Date;
  /** Time passes for both hubs at once. */
  pass(time: { readonly days?: number; readonly minutes?: number }): void;
}

export function startClock(): JourneyClock {
  let ahead = journeyStart.getTime() - Date.now();
  return {
    now: () => new Date(Date.now() + ahead),
    pass({ days = 0, minutes = 0 }) {
      ahead += (days * 24 * 60 + minutes) * 60_000;
    },
  };
}
