import { describe, expect, test } from 'vitest';
import { addDays, instantOf, localTimeOf, weekdayOf } from './local-time.ts';
import {
  defaultPreferences,
  type NotificationPreferences,
  notificationPreferences,
  sendingTime,
} from './preferences.ts';

const oslo = 'Europe/Oslo';
/** When a notice that came up at a local time goes out, as local date and time. */
const goesOut = (date: string, time: string, preferences: NotificationPreferences) => {
  const local = localTimeOf(sendingTime(instantOf({ date, time }, oslo), preferences), oslo);
  return `${local.date} ${local.time}`;
};
const quiet = { language: 'nb', quiet: { from: '21:00', to: '07:00' } } as const;

describe('quiet hours', () => {
  test.each([
    ['2026-09-01', '20:59', '2026-09-01 20:59'],
    ['2026-09-01', '21:00', '2026-09-02 07:00'],
    ['2026-09-01', '23:59', '2026-09-02 07:00'],
    ['2026-09-02', '00:00', '2026-09-02 07:00'],
    ['2026-09-02', '06:59', '2026-09-02 07:00'],
    ['2026-09-02', '07:00', '2026-09-02 07:00'],
  ])('over midnight: what comes up on %s at %s goes out %s', (date, time, expected) => {
    expect(goesOut(date, time, quiet)).toBe(expected);
  });

  test('in the middle of the day', () => {
    const lesson = { language: 'nb', quiet: { from: '08:00', to: '14:00' } } as const;
    expect(goesOut('2026-09-01', '09:30', lesson)).toBe('2026-09-01 14:00');
    expect(goesOut('2026-09-01', '14:00', lesson)).toBe('2026-09-01 14:00');
  });

  test('end at seven by the clock in the nights that change to and from summer time', () => {
    expect(goesOut('2026-03-28', '23:00', quiet)).toBe('2026-03-29 07:00');
    expect(goesOut('2026-10-24', '23:00', quiet)).toBe('2026-10-25 07:00');
  });

  test('without any, a notice goes out at once', () => {
    expect(goesOut('2026-09-02', '03:00', { language: 'nb' })).toBe('2026-09-02 03:00');
  });
});

describe('a digest', () => {
  const daily = { language: 'nb', digest: { every: 'DAY', at: '17:00' } } as const;
  const weekly = { language: 'nb', digest: { every: 'WEEK', at: '17:00', weekday: 7 } } as const;

  test('every day gathers what came up since the last', () => {
    expect(goesOut('2026-09-01', '16:59', daily)).toBe('2026-09-01 17:00');
    expect(goesOut('2026-09-01', '17:00', daily)).toBe('2026-09-01 17:00');
    expect(goesOut('2026-09-01', '17:01', daily)).toBe('2026-09-02 17:00');
  });

  test('every week goes out on its day', () => {
    expect(goesOut('2026-09-01', '12:00', weekly)).toBe('2026-09-06 17:00');
    expect(goesOut('2026-09-06', '17:01', weekly)).toBe('2026-09-13 17:00');
  });

  test('waits for the end of quiet hours when it falls in them', () => {
    expect(goesOut('2026-09-01', '12:00', { ...daily, quiet: { from: '16:00', to: '18:00' } })).toBe(
      '2026-09-01 18:00',
    );
  });
});

describe('preferences', () => {
  test('are bokmål when nothing is said', () => {
    expect(notificationPreferences.parse({})).toEqual({ language: 'nb' });
    expect(notificationPreferences.parse(defaultPreferences)).toEqual(defaultPreferences);
  });

  test.each([
    { language: 'de' },
    { quiet: { from: '25:00', to: '07:00' } },
    { quiet: { from: '07:00', to: '07:00' } },
    { digest: { every: 'WEEK', at: '17:00', weekday: 8 } },
    { digest: { every: 'HOUR' } },
  ])('that make no sense are refused: %j', (input) => {
    expect(notificationPreferences.safeParse(input).success).toBe(false);
  });
});

describe('local time', () => {
  test('a time that summer time skips is as long after the gap as it was after its beginning', () => {
    expect(instantOf({ date: '2026-03-29', time: '02:30' }, oslo).toISOString()).toBe('2026-03-29T01:30:00.000Z');
  });

  test('a time that comes twice is its first', () => {
    expect(instantOf({ date: '2026-10-25', time: '02:30' }, oslo).toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  test('every hour of a year is found again from its local time, but for the hour that comes twice', () => {
    for (let instant = Date.UTC(2026, 0, 1); instant < Date.UTC(2027, 0, 1); instant += 3_600_000) {
      const again = instantOf(localTimeOf(new Date(instant), oslo), oslo).getTime();
      if (instant !== Date.UTC(2026, 9, 25, 1)) expect(again).toBe(instant);
    }
  });

  test('knows weekdays and the days after', () => {
    expect([weekdayOf('2026-09-06'), weekdayOf('2026-09-07')]).toEqual([7, 1]);
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  });
});
