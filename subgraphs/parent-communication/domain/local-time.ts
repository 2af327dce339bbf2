/** Clock times of day ("21:30") in a time zone, on either side of a change to or from summer time. */
const formats = new Map<string, Intl.DateTimeFormat>();
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  // sv-SE writes 2026-03-29 03:00:00; only its digits are used.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, format);
  return format;
}

export interface LocalTime {
  /** ISO date. */
  readonly date: string;
  /** HH:MM. */
  readonly time: string;
}

export const isTimeOfDay = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

export function localTimeOf(instant: Date, timeZone: string): LocalTime {
  const written = formatFor(timeZone).format(instant);
  return { date: written.slice(0, 10), time: written.slice(11, 16) };
}

/** The instant of a local time. One that summer time skips counts on from the old clock; of one that comes twice it is the first. */
export function instantOf({ date, time }: LocalTime, timeZone: string): Date {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  const offsetAt = (instant: number): number => {
    const local = localTimeOf(new Date(instant), timeZone);
    return Date.parse(`${local.date}T${local.time}:00Z`) - instant;
  };
  // The offsets a day before and after are the two that can apply; the larger gives the earlier instant.
  const offsets = [offsetAt(asUtc - 86_400_000), offsetAt(asUtc + 86_400_000)].toSorted((a, b) => b - a);
  for (const offset of offsets) {
    const candidate = asUtc - offset;
    if (offsetAt(candidate) === offset) return new Date(candidate);
  }
  return new Date(asUtc - (offsets[1] ?? 0));
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export const weekdayOf = (date: string): number => new Date(date).getUTCDay() || 7;
