import { expect, it } from 'vitest';
import { nameQuery } from './name-query.ts';

it('asks that every word begins a word of the name, or that two are written as one', () => {
  expect(nameQuery(['ane'])).toBe("(('ane':*))");
  expect(nameQuery(['ane', 'mari'])).toBe("(('ane':*) & ('mari':*)) | (('anemari':*))");
});

it('takes words that are like one, and lets nothing of the search be more than a word', () => {
  expect(nameQuery(['jonsen'], [['jensen', 'jansen']])).toBe("(('jonsen':* | 'jensen' | 'jansen'))");
  expect(nameQuery(["o'x\\ & !"])).toBe("(('o''x\\\\ & !':*))");
});
