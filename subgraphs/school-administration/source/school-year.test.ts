import { expect, it } from 'vitest';
import { schoolYearPeriod } from './school-year.ts';

it.each([
  ['2006/2007', '2006-08-01', '2007-07-31'],
  ['H2010', '2010-08-01', '2010-12-31'],
  ['V2011', '2011-01-01', '2011-07-31'],
  ['H2010/V2011', '2010-08-01', '2011-07-31'],
  ['2010', '2010-01-01', '2010-12-31'],
])('%s is from %s to %s', (text, begin, end) => {
  expect(schoolYearPeriod(text)).toEqual({ begin, end });
});

it('does not guess at other texts', () => {
  expect(schoolYearPeriod('skoleåret')).toBeUndefined();
});
