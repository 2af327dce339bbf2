/** Single values as source systems write them, made uniform; what cannot be read is left empty and reported. */
import { isIsoDate } from '#contracts/identifiers.ts';
import type { ReportFinding } from './roster-findings.ts';

/** Text without the line breaks and double spaces that files are laid out with; undefined when nothing is left. */
export function readText(text: string | undefined): string | undefined {
  // Most text in a file is tidy already, and there are millions of pieces of it.
  const tidy = text !== undefined && /\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ').trim() : text?.trim();
  return tidy ? tidy : undefined;
}

/** The date of an XML Schema `date` or `dateTime`, as ISO; a day that the calendar does not have is reported. */
export function readDate(
  text: string | undefined,
  line: number,
  what: string,
  report: ReportFinding,
): string | undefined {
  const written = readText(text);
  if (written === undefined) return undefined;
  const date = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(written)?.[1];
  if (date && isIsoDate(date)) return date;
  const why = date ? 'the calendar has no such day' : 'a date is written YYYY-MM-DD';
  report(line, 'invalid-date', `${what} "${written.slice(0, 40)}"`, why, 'the date was left empty');
  return undefined;
}

export function readEmail(
  text: string | undefined,
  line: number,
  what: string,
  report: ReportFinding,
): string | undefined {
  const email = readText(text);
  if (email === undefined || /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(email)) return email;
  report(line, 'invalid-email', what, 'an e-mail address is written name@domain', 'the address was left out');
  return undefined;
}

/** A telephone number with its country code; eight digits are Norwegian. */
export function readPhone(
  text: string | undefined,
  line: number,
  what: string,
  report: ReportFinding,
): string | undefined {
  const written = readText(text);
  if (written === undefined) return undefined;
  const digits = written.replace(/[\s().-]/g, '').replace(/^00/, '+');
  if (/^\+\d{5,15}$/.test(digits)) return digits;
  if (/^[2-9]\d{7}$/.test(digits)) return `+47${digits}`;
  report(line, 'invalid-phone', what, 'a telephone number has a country code and digits', 'the number was left out');
  return undefined;
}

/** A language as ISO 639 (two or three letters). */
export function readLanguage(
  text: string | undefined,
  line: number,
  what: string,
  report: ReportFinding,
): string | undefined {
  const language = readText(text)?.toLowerCase();
  if (language === undefined || /^[a-z]{2,3}$/.test(language)) return language;
  report(
    line,
    'unknown-code',
    what,
    'a language is an ISO 639 code of two or three letters',
    'the language was left out',
  );
  return undefined;
}

/** UTF-8 that another system has read as Latin-1 and saved again: "Bjørn" has become "BjÃ¸rn". */
export const looksGarbled = (text: string): boolean => /[ÃÂ][\u0080-\u00BF]|\uFFFD/.test(text);
