import { describe, expect, test } from 'vitest';
import {
  type Decider,
  evolvePermission,
  type PermissionEvent,
  type PermissionRequest,
  waitsFor,
} from './permission-request.ts';

const mother = { personId: 'mother', capacity: 'parental-responsibility' };
const father = { personId: 'father', capacity: 'parental-responsibility' };
const asked = (...deciders: readonly Decider[]): PermissionEvent => ({
  type: 'PermissionAsked',
  transferId: 't1',
  childId: 'c1',
  category: 'health',
  deciders,
  dueAt: '2026-12-06T12:00:00.000Z',
});
const answer = (personId: string, given: 'PERMITTED' | 'REFUSED' | 'WITHDRAWN', minute = 0): PermissionEvent => ({
  type: 'PermissionAnswered',
  personId,
  answer: given,
  answeredAt: `2026-11-22T12:${String(minute).padStart(2, '0')}:00.000Z`,
});
const lapsed: PermissionEvent = { type: 'PermissionLapsed' };
const ended: PermissionEvent = { type: 'TransferEnded' };

const requestAfter = (...events: readonly PermissionEvent[]) =>
  events.reduce<PermissionRequest | undefined>((request, event) => evolvePermission(request, event), undefined);
const status = (...events: readonly PermissionEvent[]) => requestAfter(...events)?.status;

describe('a permission request', () => {
  test('waits until all who hold foreldreansvar have permitted', () => {
    expect(status(asked(mother, father))).toBe('WAITING');
    expect(status(asked(mother, father), answer('mother', 'PERMITTED'))).toBe('WAITING');
    expect(status(asked(mother, father), answer('mother', 'PERMITTED'), answer('father', 'PERMITTED'))).toBe(
      'PERMITTED',
    );
  });

  test('is refused as soon as one refuses', () => {
    expect(status(asked(mother, father), answer('father', 'REFUSED'))).toBe('REFUSED');
    expect(status(asked(mother, father), answer('father', 'REFUSED'), answer('mother', 'PERMITTED', 1))).toBe(
      'REFUSED',
    );
  });

  test('a withdrawal undoes a permission, and a later answer undoes the withdrawal', () => {
    const permitted = [asked(mother), answer('mother', 'PERMITTED')];
    expect(status(...permitted, answer('mother', 'WITHDRAWN', 1))).toBe('REFUSED');
    expect(status(...permitted, answer('mother', 'WITHDRAWN', 1), answer('mother', 'PERMITTED', 2))).toBe('PERMITTED');
  });

  test('counts the latest answer by its time, in whatever order the answers come', () => {
    expect(status(asked(mother), answer('mother', 'REFUSED', 5), answer('mother', 'PERMITTED', 1))).toBe('REFUSED');
  });

  test('after a care order barnevernstjenesten prevails over the foster parents', () => {
    const both = asked(
      { personId: 'cps', capacity: 'child-protection' },
      { personId: 'foster', capacity: 'foster-parent' },
    );
    expect(status(both, answer('foster', 'REFUSED'), answer('cps', 'PERMITTED', 1))).toBe('PERMITTED');
    expect(status(both, answer('foster', 'PERMITTED'))).toBe('WAITING');
    expect(status(both, answer('cps', 'REFUSED'))).toBe('REFUSED');
  });

  test('an answer from somebody who was not asked counts for nothing', () => {
    expect(requestAfter(asked(mother), answer('stranger', 'PERMITTED'))).toEqual(requestAfter(asked(mother)));
  });

  test('lapses by silence, and then takes no answers', () => {
    expect(status(asked(mother), lapsed)).toBe('LAPSED');
    expect(status(asked(mother), lapsed, answer('mother', 'PERMITTED'))).toBe('LAPSED');
    expect(status(asked(mother), answer('mother', 'PERMITTED'), lapsed)).toBe('PERMITTED');
  });

  test('closes with the transfer only while it waits', () => {
    expect(status(asked(mother), ended)).toBe('CLOSED');
    expect(status(asked(mother), answer('mother', 'REFUSED'), ended)).toBe('REFUSED');
  });

  test('every event delivered twice has no second effect', () => {
    const events = [asked(mother, father), answer('mother', 'PERMITTED'), answer('father', 'PERMITTED', 1), ended];
    expect(requestAfter(...events.flatMap((event) => [event, event]))).toEqual(requestAfter(...events));
  });

  test('an event about a request nobody has seen makes none', () => {
    expect(requestAfter(answer('mother', 'PERMITTED'))).toBeUndefined();
    expect(requestAfter(lapsed, ended)).toBeUndefined();
  });

  test('waits for those asked who have not answered, and for nobody when it is settled', () => {
    const half = requestAfter(asked(mother, father), answer('mother', 'PERMITTED'));
    expect(half && [waitsFor(half, 'mother'), waitsFor(half, 'father'), waitsFor(half, 'stranger')]).toEqual([
      false,
      true,
      false,
    ]);
    const settled = requestAfter(asked(mother, father), answer('mother', 'REFUSED'));
    expect(settled && waitsFor(settled, 'father')).toBe(false);
  });
});
