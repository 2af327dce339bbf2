import { describe, expect, it } from 'vitest';
import { nextLink, retryAfter } from './reply-headers.ts';

describe('Retry-After', () => {
  const now = new Date('2026-11-22T12:00:00Z');

  it.each([
    ['seconds', '3', 3_000],
    ['a date', 'Sun, 22 Nov 2026 12:00:05 GMT', 5_000],
    ['a date that has passed', 'Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['something else', 'soon', undefined],
    ['nothing', null, undefined],
  ])('is read as %s', (_, header, waitMs) => expect(retryAfter(header, now)).toBe(waitMs));
});

describe('the next page', () => {
  it.each([
    ['with quotes', '<https://a.test/?page=2>; rel="next"', 'https://a.test/?page=2'],
    ['without quotes', '</list?page=2>;rel=next', '/list?page=2'],
    ['among others', '</1>; rel="prev", </3?a=b,c>; title="x"; rel="next"', '/3?a=b,c'],
    ['with more relations', '</2>; rel="last next"', '/2'],
  ])('is found %s', (_, header, target) => expect(nextLink(header)).toBe(target));

  it.each([null, '', '</1>; rel="prev"', '</1>; rel="nextcloud"', 'next'])('is not found in %j', (header) =>
    expect(nextLink(header)).toBeUndefined(),
  );
});
