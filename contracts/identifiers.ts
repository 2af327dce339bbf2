/**
 * Norwegian identifiers: national id (fødselsnummer, D-number) and organisation number (Enhetsregisteret).
 *
 * Synthetic persons have 80 added to the month (Tenor); they are the only ones a demo accepts.
 */
export interface NationalIdReading {
  readonly valid: boolean;
  /** Why it is not valid, in plain words. */
  readonly problem?: string;
  readonly synthetic: boolean;
  readonly kind: 'national' | 'd-number';
  /** ISO date, where the digits give one. */
  readonly birthDate?: string;
}

const k1Weights = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const k2Weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const weighted = (digits: readonly number[], weights: readonly number[]) =>
  weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0);

/** Reads an 11-digit national id or D-number: check digits mod 11, date, synthetic or not. From 2032 k1 may leave 0–3. */
export function readNationalId(text: string): NationalIdReading {
  const nothing = { synthetic: false, kind: 'national' } as const;
  if (!/^\d{11}$/.test(text)) return { ...nothing, valid: false, problem: 'a national id has 11 digits' };
  const digits = [...text].map(Number);
  const kind = (digits[0] ?? 0) >= 4 ? 'd-number' : 'national';
  const day = Number(text.slice(0, 2)) - (kind === 'd-number' ? 40 : 0);
  const rawMonth = Number(text.slice(2, 4));
  const synthetic = rawMonth > 80;
  const month = synthetic ? rawMonth - 80 : rawMonth > 40 ? rawMonth - 40 : rawMonth;
  const birthDate = centuryDate(day, month, Number(text.slice(4, 6)), Number(text.slice(6, 9)));
  const base = { synthetic, kind } as const;
  if (!birthDate) return { ...base, valid: false, problem: 'the first six digits are not a date' };
  const k1Left = (weighted(digits, k1Weights) + (digits[9] ?? 0)) % 11;
  const k2Left = (weighted(digits, k2Weights) + (digits[10] ?? 0)) % 11;
  if (k1Left > 3 || k2Left !== 0) return { ...base, birthDate, valid: false, problem: 'the check digits are wrong' };
  // The wider rule for k1 begins with those born in or registered from 2032; until then only 0 is a match.
  if (k1Left !== 0 && birthDate < '2032-01-01')
    return { ...base, birthDate, valid: false, problem: 'the check digits are wrong' };
  return { ...base, birthDate, valid: true };
}

function centuryDate(day: number, month: number, year: number, individual: number): string | undefined {
  const century =
    individual <= 499 ? 1900 : individual <= 749 && year >= 54 ? 1800 : individual >= 900 && year >= 40 ? 1900 : 2000;
  return isoDate(century + year, month, day);
}

/** An ISO date, or undefined when the calendar has no such day. */
export function isoDate(year: number, month: number, day: number): string | undefined {
  return isRealDay(year, month, day) ? new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10) : undefined;
}

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isRealDay(year: number, month: number, day: number): boolean {
  const leapDay = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  return year >= 100 && day >= 1 && day <= (daysOfMonth[month - 1] ?? 0) + leapDay;
}

export const isIsoDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  isRealDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)));

/** The two check digits of the nine that come before them, or undefined when the number is not to be used (k = 10). */
export function nationalIdCheckDigits(nine: string): string | undefined {
  const digits = [...nine].map(Number);
  const k1 = (11 - (weighted(digits, k1Weights) % 11)) % 11;
  const k2 = (11 - (weighted([...digits, k1], k2Weights) % 11)) % 11;
  return k1 === 10 || k2 === 10 ? undefined : `${k1}${k2}`;
}

const organisationWeights = [3, 2, 7, 6, 5, 4, 3, 2];
/** Nine digits with a mod 11 check digit, or `U…` for a school abroad that Enhetsregisteret does not know. */
export function isOrganisationNumber(text: string): boolean {
  if (/^U\w{1,15}$/.test(text)) return true;
  if (!/^[1-9]\d{8}$/.test(text)) return false;
  const digits = [...text].map(Number);
  const check = (11 - (weighted(digits, organisationWeights) % 11)) % 11;
  return check !== 10 && check === digits[8];
}
