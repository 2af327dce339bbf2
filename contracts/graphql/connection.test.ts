import { describe, expect, it } from 'vitest';
import { connectionOf, largestPage, readPage } from './connection.ts';

const cursorOf = (value: unknown) => JSON.stringify(value);
const keyOf = (row: readonly [string, string]) => row;
const rows = (count: number) => [...Array(count).keys()].map((n) => [`name ${n}`, String(n)] as const);

describe('a page', () => {
  it('is of fifty unless the caller says otherwise', () => {
    expect(readPage({})).toEqual({ limit: 50, after: undefined });
    expect(readPage({ first: null, after: null })).toEqual({ limit: 50, after: undefined });
    expect(readPage({ first: largestPage }).limit).toBe(largestPage);
  });

  it.each([0, -1, largestPage + 1, 1.5, Number.NaN])('of %d is bad input', (first) => {
    expect(() => readPage({ first })).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });

  it('goes on after the row that its cursor names, letters beyond ASCII and all', () => {
    const { edges } = connectionOf([['Åse Ødegård', '1']] as const, 1, keyOf);
    expect(readPage({ after: edges[0]?.cursor ?? '' }).after).toEqual(['Åse Ødegård', '1']);
  });

  it.each([
    'x',
    '%%%',
    cursorOf(['one']),
    cursorOf(['one', 'two', 'three']),
    cursorOf(['one', 2]),
    cursorOf({ 0: 'one', 1: 'two', length: 2 }),
    cursorOf(null),
    `${cursorOf(['one', 'two'])}AAAA`,
  ])('after the broken cursor %s is bad input', (after) => {
    expect(() => readPage({ after })).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });
});

describe('a connection', () => {
  it('says that more follows when the store found one row more than asked for', () => {
    const connection = connectionOf(rows(4), 3, keyOf);
    expect(connection.edges.map(({ node }) => node[1])).toEqual(['0', '1', '2']);
    expect(connection.pageInfo).toEqual({ hasNextPage: true, endCursor: connection.edges[2]?.cursor });
  });

  it('says that nothing follows the last page, and has no end when it is empty', () => {
    expect(connectionOf(rows(3), 3, keyOf).pageInfo.hasNextPage).toBe(false);
    expect(connectionOf(rows(0), 3, keyOf)).toEqual({ edges: [], pageInfo: { hasNextPage: false, endCursor: null } });
  });
});
