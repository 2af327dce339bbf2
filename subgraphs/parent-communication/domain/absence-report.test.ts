import { describe, expect, test } from 'vitest';
import {
  type AbsenceCommand,
  type AbsenceEvent,
  decideAbsence,
  evolveAbsence,
  initialAbsenceReport,
  type ReportedAbsence,
} from './absence-report.ts';
import type { Participant, TellingLookup } from './telling.ts';

const at = '2026-09-01T06:30:00Z';
const mother: Participant = { personId: 'mother', role: 'GUARDIAN' };
const teacher: Participant = { personId: 'teacher', role: 'STAFF' };
const telling: TellingLookup = (personId) =>
  personId === 'stranger' ? { may: false, why: 'No right.', citation: 'opplæringslova § 10-8' } : { may: true };
const ill: ReportedAbsence = { from: '2026-09-01', to: '2026-09-01', reason: 'ILLNESS' };
const reported: AbsenceEvent = { type: 'AbsenceReported', by: mother, at, childId: 'c1', absence: ill };
const retracted: AbsenceEvent = { type: 'AbsenceRetracted', by: mother, at };

const given = (...events: readonly AbsenceEvent[]) => ({
  when: (command: AbsenceCommand) => decideAbsence(command, events.reduce(evolveAbsence, initialAbsenceReport())),
});
const report = (absence: Partial<ReportedAbsence>, longestDays?: number): AbsenceCommand => ({
  type: 'Report',
  by: mother,
  at,
  telling,
  childId: 'c1',
  absence: { ...ill, ...absence },
  ...(longestDays === undefined ? {} : { longestDays }),
});

describe('an absence report', () => {
  test('is made by a guardian or by staff', () => {
    expect(given().when(report({}))).toEqual({ events: [reported] });
    expect(given().when({ ...report({}), by: teacher })).toEqual({ events: [{ ...reported, by: teacher }] });
  });

  test('is not taken from somebody who may not be told of the child', () => {
    expect(given().when({ ...report({}), by: { personId: 'stranger', role: 'GUARDIAN' } })).toMatchObject({
      refusal: { code: 'MAY_NOT_REPORT', citation: 'opplæringslova § 10-8' },
    });
  });

  test.each([
    ['a day that does not exist', { to: '2026-09-31' }, 'WRONG_DATE'],
    ['a last day before the first', { to: '2026-08-31' }, 'ENDS_BEFORE_IT_BEGINS'],
    ['hours over two days', { to: '2026-09-02', hours: { from: '08:00', to: '10:00' } }, 'WRONG_HOURS'],
    ['hours that end before they begin', { hours: { from: '10:00', to: '08:00' } }, 'WRONG_HOURS'],
    ['hours no clock shows', { hours: { from: '8', to: '25:00' } }, 'WRONG_HOURS'],
    ['too long a note', { note: 'x'.repeat(1001) }, 'NOTE_TOO_LONG'],
  ] as const)('refuses %s', (_, absence, code) => {
    expect(given().when(report(absence))).toMatchObject({ refusal: { code } });
  });

  test('a long journey is applied for, a long illness reported', () => {
    const fifteenDays = { from: '2026-09-01', to: '2026-09-15' };
    expect(given().when(report({ ...fifteenDays, reason: 'WELFARE' }))).toMatchObject({
      refusal: { code: 'APPLY_FOR_LEAVE', citation: 'opplæringslova § 2-2 (4)' },
    });
    expect(given().when(report({ ...fifteenDays, reason: 'WELFARE' }, 15)).events).toHaveLength(1);
    expect(given().when(report(fifteenDays)).events).toHaveLength(1);
  });

  test('is corrected while it stands', () => {
    const absence = { ...ill, to: '2026-09-03' };
    const correct = { type: 'Correct', by: mother, at, telling, absence } as const;
    expect(given(reported).when(correct)).toEqual({ events: [{ type: 'AbsenceCorrected', by: mother, at, absence }] });
    expect(given(reported, retracted).when(correct)).toMatchObject({ refusal: { code: 'NOT_REPORTED' } });
    expect(given().when(correct)).toMatchObject({ refusal: { code: 'NOT_REPORTED' } });
  });

  test('is retracted once', () => {
    const retract = { type: 'Retract', by: mother, at, telling } as const;
    expect(given(reported).when(retract)).toEqual({ events: [retracted] });
    expect(given(reported, retracted).when(retract)).toEqual({ events: [] });
    expect(given().when(retract)).toMatchObject({ refusal: { code: 'NOT_REPORTED' } });
  });

  test('exists once', () => {
    expect(given(reported).when(report({}))).toMatchObject({ refusal: { code: 'ALREADY_REPORTED' } });
  });
});
