const osloDateFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short' });
const osloClockFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Oslo',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** The calendar day in Norway: a letter of 31 December 23:30 UTC belongs to the next year's journal. */
export const osloDate = (instant: Date): string => osloDateFormat.format(instant);

export const osloYear = (instant: Date): number => Number(osloDate(instant).slice(0, 4));

/** Date and clock in Norway, to the second: 2026-08-17 08:00:00. */
export const osloClock = (instant: Date): string => osloClockFormat.format(instant);

/** A local Norwegian time without an offset (`2026-08-17T08:00:00`) as an instant; archives often leave the offset out. */
export function osloInstant(local: string): Date {
  const asUtc = new Date(`${local}Z`).getTime();
  const shown = new Date(`${osloClockFormat.format(new Date(asUtc)).replace(' ', 'T')}Z`).getTime();
  const offset = shown - asUtc + (asUtc % 1000 === 0 ? 0 : asUtc % 1000);
  return new Date(asUtc - offset);
}
