import { describe, expect, it } from 'vitest';
import type { MoveInBoardFragment } from '../../graph/types.generated.ts';
import { boardOf } from './move-words.ts';

const now = Date.parse('2026-11-25T08:00:00Z');
const move = (id: string, over: Partial<MoveInBoardFragment> = {}): MoveInBoardFragment => ({
  id,
  side: 'RECEIVER',
  phase: 'ANNOUNCED',
  direction: 'SCHOOL_TO_SCHOOL',
  startsOn: '2026-12-01',
  updatedAt: '2026-11-20T08:00:00Z',
  pupil: null,
  counterpart: null,
  waitsFor: [],
  problems: [],
  ...over,
});
const waits = (what: string, since: string, until: string | null = null) => ({ waitsFor: [{ what, since, until }] });

describe('the board of moves', () => {
  it('has on top those that stand still until somebody here does something, the longest waiting first', () => {
    const board = boardOf(
      [
        move('new', waits('somebody-to-ask', '2026-11-24T08:00:00Z')),
        move('other', waits('decision', '2026-11-01T08:00:00Z')),
        move('old', waits('release-by-hand', '2026-11-10T08:00:00Z')),
      ],
      now,
    );
    expect(board.stuck.map(({ id }) => id)).toEqual(['old', 'new']);
    expect([...board.others.values()].flat().map(({ id }) => id)).toEqual(['other']);
  });

  it('counts parents who have not answered among them when the time is nearly out, and not before', () => {
    const soon = move('soon', waits('permission', '2026-11-10T08:00:00Z', '2026-11-27T08:00:00Z'));
    const later = move('later', waits('permission', '2026-11-10T08:00:00Z', '2026-12-20T08:00:00Z'));
    expect(boardOf([soon, later], now).stuck.map(({ id }) => id)).toEqual(['soon']);
  });

  it('counts what has failed again and again among them, and not a passing fault', () => {
    const board = boardOf(
      [move('twice', { problems: [{ attempts: 2 }] }), move('often', { problems: [{ attempts: 9 }] })],
      now,
    );
    expect(board.stuck.map(({ id }) => id)).toEqual(['often']);
  });

  it('groups the others by where they stand', () => {
    const board = boardOf(
      [move('a', { phase: 'HELD' }), move('b', { phase: 'DECIDED' }), move('c', { phase: 'HELD' })],
      now,
    );
    expect(board.others.get('HELD')?.map(({ id }) => id)).toEqual(['a', 'c']);
  });
});
