import { describe, expect, it } from 'vitest';
import { screeningFor } from './screening.ts';

describe('screening', () => {
  it('follows the rule in force on the date', () => {
    const rules = [
      {
        ground: 'personal',
        restriction: 'UO',
        legalBasis: 'old act',
        inForceFrom: '2009-01-01',
        inForceUntil: '2027-01-01',
      },
      { ground: 'personal', restriction: 'UO', legalBasis: 'new act', inForceFrom: '2027-01-01' },
    ] as const;
    expect(screeningFor('personal', '2026-12-31', rules).legalBasis).toBe('old act');
    expect(screeningFor('personal', '2027-01-01', rules).legalBasis).toBe('new act');
    expect(() => screeningFor('personal', '2008-12-31', rules)).toThrow(/no screening rule/);
  });
});
