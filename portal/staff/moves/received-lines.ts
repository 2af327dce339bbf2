/** What a part holds for the hub alone: ids, numbers of organisations, names of kinds. */
const machineWord = /^[A-Z][A-Z_]+$|^[0-9a-f]{8}-[0-9a-f-]{27}$|^\d{9}$/;
const isoDay = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The content of a received part as lines to read: one for each thing in it, with its texts, numbers and dates.
 * @param content JSON in the part's own format. @param day Writes a date such as 2026-11-25 in the reader's language.
 */
export function receivedLines(content: string, day: (date: string) => string): readonly string[] {
  const read: unknown = JSON.parse(content);
  return linesOf(read, day).filter((line) => line !== '');
}

function linesOf(value: unknown, day: (date: string) => string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => linesOf(one, day));
  if (!isRecord(value)) return [wordOf(value, day)];
  const own = Object.values(value).filter((one) => !Array.isArray(one) && !isRecord(one));
  const line = own
    .map((one) => wordOf(one, day))
    .filter(Boolean)
    .join(' · ');
  const inner = Object.values(value).filter((one) => Array.isArray(one) || isRecord(one));
  return [line, ...inner.flatMap((one) => linesOf(one, day))];
}

function wordOf(value: unknown, day: (date: string) => string): string {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || machineWord.test(value)) return '';
  return isoDay.test(value) ? day(value) : value;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
