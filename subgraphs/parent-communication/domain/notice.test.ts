import { describe, expect, test } from 'vitest';
import { type PendingNotice, planNotices } from './notice.ts';
import { noticeLanguages, noticeText } from './notice-texts.ts';
import type { NotificationPreferences } from './preferences.ts';

const notice = (noticeId: string, changes: Partial<PendingNotice> = {}): PendingNotice => ({
  noticeId,
  recipient: 'mother',
  childId: 'c1',
  kind: 'MESSAGE',
  cameUp: '2026-09-01T10:00:00Z',
  ...changes,
});
const mayAll = () => true;
const plan = (
  pending: readonly PendingNotice[],
  now = '2026-09-01T10:00:00Z',
  preferences?: NotificationPreferences,
  mayBeTold: (notice: PendingNotice) => boolean = mayAll,
) => planNotices(pending, () => preferences, mayBeTold, new Date(now));

describe('the words of a notice', () => {
  test('say that something waits, in four languages', () => {
    expect(noticeText({ MESSAGE: 1 }, 'nb')).toBe('En melding venter på deg. Logg inn for å lese.');
    expect(noticeText({ MESSAGE: 3 }, 'nn')).toBe('3 meldingar ventar på deg. Logg inn for å lese.');
    expect(noticeText({ MESSAGE: 1 }, 'se')).toBe('Dieđáhus vuordá du. Logge sisa lohkat.');
    expect(noticeText({ QUESTION: 1, MESSAGE: 2 }, 'en')).toBe(
      'A question is waiting for your answer. 2 messages are waiting for you. Sign in to read.',
    );
  });

  test('North Sámi counts one, two and many', () => {
    const forms = [1, 2, 3].map((count) => noticeText({ MESSAGE: count }, 'se'));
    expect(new Set(forms).size).toBe(3);
    expect(forms[2]).toContain('3');
  });

  test.each(noticeLanguages)('in %s have no place left unfilled', (language) => {
    for (const count of [1, 2, 3, 21, 100])
      expect(noticeText({ MESSAGE: count, QUESTION: count }, language)).not.toMatch(/[{}]|undefined/);
  });
});

describe('what goes out', () => {
  test('one notice for all that waits for a person', () => {
    const pending = [notice('n1'), notice('n2', { childId: 'c2' }), notice('n3', { kind: 'QUESTION' })];
    expect(plan(pending)).toEqual({
      deliveries: [
        {
          recipient: 'mother',
          text: 'Et spørsmål venter på svar fra deg. 2 meldinger venter på deg. Logg inn for å lese.',
          noticeIds: ['n1', 'n2', 'n3'],
        },
      ],
      dropped: [],
    });
  });

  test('nothing in quiet hours, everything in one when they end', () => {
    const night = [notice('n1', { cameUp: '2026-09-01T20:00:00Z' }), notice('n2', { cameUp: '2026-09-02T01:00:00Z' })];
    expect(plan(night, '2026-09-02T04:59:00Z').deliveries).toEqual([]);
    expect(plan(night, '2026-09-02T05:00:00Z').deliveries).toMatchObject([{ noticeIds: ['n1', 'n2'] }]);
  });

  test('nothing to one who lost the right while it waited', () => {
    const mayBeTold = ({ childId }: PendingNotice) => childId !== 'c2';
    expect(plan([notice('n1'), notice('n2', { childId: 'c2' })], undefined, undefined, mayBeTold)).toMatchObject({
      deliveries: [{ noticeIds: ['n1'] }],
      dropped: ['n2'],
    });
  });

  test('each person gets their own, in their language', () => {
    const preferences = (personId: string): NotificationPreferences => ({
      language: personId === 'mother' ? 'nn' : 'en',
    });
    const { deliveries } = planNotices(
      [notice('n1'), notice('n2', { recipient: 'father' })],
      preferences,
      mayAll,
      new Date('2026-09-01T10:00:00Z'),
    );
    expect(deliveries.map(({ recipient, text }) => [recipient, text.split('.')[0]])).toEqual([
      ['mother', 'Ei melding ventar på deg'],
      ['father', 'A message is waiting for you'],
    ]);
  });
});
