import { describe, expect, it } from 'vitest';
import { termOf, termsOf, yearOf } from './terms.ts';

describe('terms of absence', () => {
  it('begin in August and in January', () => {
    expect(termOf('2026-08-01')).toEqual({ schoolYear: 2026, term: 'AUTUMN' });
    expect(termOf('2027-01-02')).toEqual({ schoolYear: 2026, term: 'SPRING' });
    expect(yearOf({ schoolYear: 2026, term: 'SPRING' })).toBe(2027);
  });

  it('have today’s first, also when nothing is recorded, then the child’s own earlier ones', () => {
    const totals = [
      { schoolYear: 2025, term: 'AUTUMN', days: 1, hours: 0 },
      { schoolYear: 2025, term: 'SPRING', days: 2, hours: 3 },
    ];
    expect(termsOf(totals, '2026-11-25')).toEqual([
      { schoolYear: 2026, term: 'AUTUMN', days: 0, hours: 0 },
      { schoolYear: 2025, term: 'SPRING', days: 2, hours: 3 },
      { schoolYear: 2025, term: 'AUTUMN', days: 1, hours: 0 },
    ]);
  });
});
