import { readFileSync } from 'node:fs';
import { languages } from './catalogues.ts';

interface Gregorian {
  readonly months: { readonly format: { readonly wide: Names; readonly abbreviated: Names } };
  readonly days: { readonly format: { readonly wide: Names } };
  readonly dateFormats: { readonly full: string; readonly long: string; readonly medium: string };
  readonly timeFormats: { readonly short: string };
  readonly dateTimeFormats: { readonly long: string; readonly availableFormats: Names };
}
type Names = Readonly<Record<string, string>>;

const root = new URL('../../', import.meta.url).pathname;
const localeOf = (language: string) => (language === 'en' ? 'en-GB' : language);

/** The names and patterns of dates that the portal writes, from the Unicode CLDR's own data: browsers lack nn and se. */
export function calendarModule(): string {
  const calendars = languages.map((language) => [language, calendarOf(localeOf(language))]);
  return `// Made from cldr-dates-full (Unicode-3.0) by \`oppvekst compose\`.
export const calendars = ${JSON.stringify(Object.fromEntries(calendars), null, 2)} as const;
`;
}

function calendarOf(locale: string) {
  const file = `${root}node_modules/cldr-dates-full/main/${locale}/ca-gregorian.json`;
  const gregorian: Gregorian = JSON.parse(readFileSync(file, 'utf8')).main[locale].dates.calendars.gregorian;
  const { availableFormats, long: together } = gregorian.dateTimeFormats;
  return {
    months: Object.values(gregorian.months.format.wide),
    shortMonths: Object.values(gregorian.months.format.abbreviated),
    days: Object.values(gregorian.days.format.wide),
    patterns: {
      long: gregorian.dateFormats.long,
      full: gregorian.dateFormats.full,
      day: (availableFormats.MMMEd ?? '').replace('MMM', 'MMMM').replace(/E+/, 'EEEE'),
      short: gregorian.dateFormats.medium,
      month: availableFormats.yMMMM ?? '',
      time: gregorian.timeFormats.short,
      together,
    },
  };
}
