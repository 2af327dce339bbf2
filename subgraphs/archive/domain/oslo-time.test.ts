import { describe, expect, it } from 'vitest';
import { osloDate, osloInstant, osloYear } from './oslo-time.ts';

describe('time', () => {
  it('is Norwegian: an entry late on New Year’s Eve UTC belongs to the new year', () => {
    expect(osloYear(new Date('2026-12-31T23:30:00Z'))).toBe(2027);
    expect(osloDate(new Date('2026-06-30T21:59:59Z'))).toBe('2026-06-30');
  });

  it('reads a local time back to the instant it was, summer and winter', () => {
    expect(osloInstant('2026-07-01T12:00:00').toISOString()).toBe('2026-07-01T10:00:00.000Z');
    expect(osloInstant('2026-01-01T12:00:00.250').toISOString()).toBe('2026-01-01T11:00:00.250Z');
  });
});
