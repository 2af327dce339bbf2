import { calendars } from './cldr.generated.ts';
import type { Language } from './languages.ts';

/**
 * How a date is written: `long` 25. november 2026, `full` with the weekday, `day` onsdag 25. november, `short` 25. nov. 2026,
 * `month` november 2026.
 */
export type DateStyle = 'long' | 'full' | 'day' | 'short' | 'month';

interface Clock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** Browsers lack nn and se: names and patterns are CLDR's own, shipped with the page. */
export const formatDate = (language: Language, day: string, style: DateStyle): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return write(language, calendars[language].patterns[style], { year, month, day: date, hour: 0, minute: 0 });
};

/** A moment as the clock in Norway shows it. */
export function formatMoment(language: Language, instant: string, style: DateStyle | 'time' | 'date-time'): string {
  const { patterns } = calendars[language];
  const clock = clockInNorway(instant);
  if (style !== 'date-time') return write(language, patterns[style], clock);
  const [date, time] = [write(language, patterns.long, clock), write(language, patterns.time, clock)];
  return patterns.together.replace(
    /'([^']*)'|\{([01])\}/g,
    (_, quoted, place) => quoted ?? (place === '0' ? time : date),
  );
}

/** Today's date in Norway, such as 2026-11-25. */
export function todayInNorway(now = new Date()): string {
  const { year, month, day } = clockInNorway(now.toISOString());
  return `${year}-${two(month)}-${two(day)}`;
}

/** CLDR writes numbers in nn and se as in nb. */
export const formatNumber = (language: Language): ((value: number) => string) => {
  const format = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'nb', { maximumFractionDigits: 1 });
  return (value) => format.format(value);
};

const norway = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Oslo',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
});

function clockInNorway(instant: string): Clock {
  const parts = Object.fromEntries(norway.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const of = (part: string) => Number(parts[part]);
  return { year: of('year'), month: of('month'), day: of('day'), hour: of('hour'), minute: of('minute') };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** A pattern of CLDR (UTS 35) with the fields that the portal's patterns have. */
function write(language: Language, pattern: string, { year, month, day, hour, minute }: Clock): string {
  const { months, shortMonths, days } = calendars[language];
  const fields: Readonly<Record<string, string | undefined>> = {
    EEEE: days[new Date(Date.UTC(year, month - 1, day)).getUTCDay()],
    MMMM: months[month - 1],
    MMM: shortMonths[month - 1],
    d: String(day),
    y: String(year),
    HH: two(hour),
    mm: two(minute),
  };
  return pattern.replace(/'([^']*)'|EEEE|M{3,4}|d|y|HH|mm/g, (field, quoted) => quoted ?? fields[field] ?? field);
}
