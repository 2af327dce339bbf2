import { describe, expect, it } from 'vitest';
import { formatDate, formatMoment, formatNumber, todayInNorway } from './dates.ts';

describe('dates', () => {
  it.each([
    ['nb', 'onsdag 25. november 2026', '25. november 2026, 08:05'],
    ['nn', 'onsdag 25. november 2026', '25. november 2026 kl. 08:05'],
    ['se', '2026 skábmamánnu 25, gaskavahkku', '2026 skábmamánnu 25 08:05'],
    ['en', 'Wednesday, 25 November 2026', '25 November 2026, 08:05'],
  ] as const)('are written in %s by the names and patterns of CLDR', (language, day, moment) => {
    expect(formatDate(language, '2026-11-25', 'full')).toBe(day);
    expect(formatMoment(language, '2026-11-25T07:05:00Z', 'date-time')).toBe(moment);
  });

  it('go by the clock in Norway, whatever the clock of the machine', () => {
    expect(todayInNorway(new Date('2026-06-30T22:30:00Z'))).toBe('2026-07-01');
    expect(formatMoment('nb', '2026-07-01T00:00:00Z', 'time')).toBe('02:00');
  });

  it('and numbers have a comma in Norway and Sápmi', () => {
    for (const language of ['nb', 'nn', 'se'] as const) expect(formatNumber(language)(2.5)).toBe('2,5');
    expect(formatNumber('en')(2.5)).toBe('2.5');
  });
});
