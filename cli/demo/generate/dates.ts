/** ISO dates (`2026-08-17`) as plain text; everything is UTC and pure. */
const toDate = (iso: string) => new Date(`${iso}T00:00:00Z`);

export function addDays(iso: string, days: number): string {
  const date = toDate(iso);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export const yearOf = (iso: string): number => Number(iso.slice(0, 4));

/** The calendar year in which the school year of a date starts (opplæringslova: 1 August). */
export const schoolYearOf = (today: string): number => (today.slice(5) >= '08-01' ? yearOf(today) : yearOf(today) - 1);

/** The Monday on or before a date. */
export const mondayOf = (iso: string): string => addDays(iso, -((toDate(iso).getUTCDay() + 6) % 7));

/** The nearest school day on or before a date. */
export function weekdayOnOrBefore(iso: string): string {
  const weekday = toDate(iso).getUTCDay();
  return weekday === 6 ? addDays(iso, -1) : weekday === 0 ? addDays(iso, -2) : iso;
}

/** First and last day of teaching in the school year that starts in `year`. */
export const schoolStart = (year: number): string => mondayOf(`${year}-08-20`);
export const schoolEnd = (year: number): string => addDays(mondayOf(`${year + 1}-06-21`), 4);
