import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIsoDate, isOrganisationNumber, nationalIdCheckDigits, readNationalId } from './identifiers.ts';

/** Six digits of a date and three of an individual number, with right check digits; undefined where the number is not to be used. */
function idOf(sixDigits: string, individual: number): string | undefined {
  const nine = `${sixDigits}${String(individual).padStart(3, '0')}`;
  const check = nationalIdCheckDigits(nine);
  return check === undefined ? undefined : nine + check;
}

/** The first usable id of a date, from an individual number on. */
function firstId(sixDigits: string, from = 0): string {
  for (let individual = from; individual <= 999; individual += 1) {
    const id = idOf(sixDigits, individual);
    if (id) return id;
  }
  throw new Error(`no id of ${sixDigits}`);
}

/** The eleventh digit for ten given ones, by the definition: the weighted sum of all eleven is divisible by 11. */
function lastDigit(ten: string): number | undefined {
  const weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(ten[index]), 0);
  return [...Array(10).keys()].find((digit) => (sum + digit) % 11 === 0);
}

/** An id whose first check digit leaves this remainder. */
function idWithRemainder(sixDigits: string, remainder: number, from: number): string {
  const weights = [3, 7, 6, 1, 8, 9, 4, 5, 2];
  for (let individual = from; individual <= 999; individual += 1) {
    const nine = `${sixDigits}${individual}`;
    const sum = weights.reduce((total, weight, index) => total + weight * Number(nine[index]), 0);
    const k1 = [...Array(10).keys()].find((digit) => (sum + digit) % 11 === remainder);
    const k2 = k1 === undefined ? undefined : lastDigit(`${nine}${k1}`);
    if (k2 !== undefined) return `${nine}${k1}${k2}`;
  }
  throw new Error('none');
}

const twoDigits = (min: number, max: number) => fc.integer({ min, max }).map((part) => String(part).padStart(2, '0'));

describe('a national id', () => {
  it('is valid with check digits made for it, and invalid with any other', () => {
    fc.assert(
      fc.property(
        twoDigits(1, 28),
        twoDigits(81, 92),
        twoDigits(0, 99),
        fc.nat(999),
        fc.nat(99),
        (day, month, year, n, other) => {
          const id = idOf(day + month + year, n);
          fc.pre(id !== undefined);
          const reading = readNationalId(id ?? '');
          fc.pre(reading.birthDate !== undefined && reading.birthDate < '2032-01-01');
          expect(reading).toMatchObject({ valid: true, synthetic: true, kind: 'national' });
          const changed = (id ?? '').slice(0, 9) + String(other).padStart(2, '0');
          expect(readNationalId(changed).valid).toBe(changed === id);
        },
      ),
    );
  });

  it('does not survive one wrong digit or two digits that changed places', () => {
    const id = firstId('178111', 500);
    for (let at = 0; at < 11; at += 1) {
      for (let digit = 0; digit <= 9; digit += 1) {
        const wrong = id.slice(0, at) + digit + id.slice(at + 1);
        expect(readNationalId(wrong).valid, wrong).toBe(wrong === id);
      }
      const swapped = id.slice(0, at) + (id[at + 1] ?? '') + (id[at] ?? '') + id.slice(at + 2);
      if (swapped.length === 11) expect(readNationalId(swapped).valid, swapped).toBe(swapped === id);
    }
  });

  it('tells the birth date, and by the individual number the century', () => {
    expect(readNationalId(firstId('178111', 500)).birthDate).toBe('2011-01-17');
    expect(readNationalId(firstId('178160', 0)).birthDate).toBe('1960-01-17');
    expect(readNationalId(firstId('178160', 500)).birthDate).toBe('1860-01-17');
    expect(readNationalId(firstId('178145', 900)).birthDate).toBe('1945-01-17');
  });

  it('is a D-number when 40 is added to the day', () => {
    const reading = readNationalId(firstId('578211', 500));
    expect(reading).toMatchObject({ valid: true, kind: 'd-number', synthetic: true, birthDate: '2011-02-17' });
  });

  it('is synthetic only when 80 is added to the month', () => {
    expect(readNationalId(firstId('178211', 500)).synthetic).toBe(true);
    expect(readNationalId(firstId('170211', 500)).synthetic).toBe(false);
    expect(readNationalId(firstId('574211', 500)).synthetic).toBe(false);
  });

  it.each(['000000', '318211', '308211', '298211', '019311', '018011', '328111', '728111'])(
    'with %s for a date is refused, whatever its check digits',
    (sixDigits) => {
      const reading = readNationalId(firstId(sixDigits, 500));
      expect(reading).toMatchObject({ valid: false, problem: 'the first six digits are not a date' });
      expect(reading.birthDate).toBeUndefined();
    },
  );

  it('of 29 February is a date in a leap year', () => {
    expect(readNationalId(firstId('298212', 500))).toMatchObject({ valid: true, birthDate: '2012-02-29' });
  });

  it.each([1, 2, 3])('may leave %i for the first check digit from 2032 on, and not before', (remainder) => {
    expect(readNationalId(idWithRemainder('178133', remainder, 500))).toMatchObject({
      valid: true,
      birthDate: '2033-01-17',
    });
    expect(readNationalId(idWithRemainder('178131', remainder, 500))).toMatchObject({
      valid: false,
      birthDate: '2031-01-17',
      problem: 'the check digits are wrong',
    });
  });

  it('may never leave 4 or more for the first check digit', () => {
    for (const remainder of [4, 5, 6, 7, 8, 9, 10])
      expect(readNationalId(idWithRemainder('178133', remainder, 500)).valid, String(remainder)).toBe(false);
  });

  it.each(['', '1234567890', '123456789012', '1781115000a', ' 7811150000', '１７８１１１５００００'])(
    'is not %j',
    (text) => {
      expect(readNationalId(text)).toMatchObject({ valid: false, problem: 'a national id has 11 digits' });
    },
  );
});

describe('an organisation number', () => {
  it.each(['974760673', '971040238', '312000008'])('%s has a right check digit', (number) => {
    expect(isOrganisationNumber(number)).toBe(true);
    const wrong = number.slice(0, 8) + ((Number(number[8]) + 1) % 10);
    expect(isOrganisationNumber(wrong)).toBe(false);
  });

  it.each(['000000000', '97476067', '9747606733', 'U', 'u123', 'U 1', '97476067a'])('%j is none', (text) => {
    expect(isOrganisationNumber(text)).toBe(false);
  });

  it('of a school abroad begins with U', () => {
    expect(isOrganisationNumber('U12345')).toBe(true);
  });

  it('whose check digit would be 10 is not in use', () => {
    const eight = [...Array(1_000).keys()].map((n) => `97476${String(n).padStart(3, '0')}`);
    const none = eight.filter((start) => ![...Array(10).keys()].some((digit) => isOrganisationNumber(start + digit)));
    expect(none.length).toBeGreaterThan(50);
  });
});

describe('a date', () => {
  it.each(['2026-02-28', '2024-02-29', '2026-12-31'])('%s is in the calendar', (text) =>
    expect(isIsoDate(text)).toBe(true),
  );
  it.each([
    '2026-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '26-01-01',
    '2026-1-1',
    '2026-01-01T00:00',
    '',
    '0000-00-00',
  ])('%j is not', (text) => expect(isIsoDate(text)).toBe(false));
});
