import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { transferableCategoryIds } from '#contracts/categories.ts';
import { isHubError } from '#kit/errors/hub-error.ts';
import { loadTransferPolicy } from './transfer-policy.ts';
import { type TransferDirection, transferDirections } from './transfer-policy-schema.ts';

const folder = import.meta.dirname;
const policy = loadTransferPolicy(folder, '2026-11-22');

/**
 * Typed from the law text, not made from the data. N fetch what is necessary, P permission, S collected anew, X never, M by hand,
 * D documents, – not applicable; "h" kept as history, "t" third parties removed.
 */
const expected: Record<string, readonly [string, string, string, string, string]> = {
  identity: ['P', 'S', 'S', 'N', 'D'],
  'guardians-contact': ['P', 'S', 'S', 'S', 'X'],
  enrolment: ['P', 'S', 'N', 'N', 'D'],
  'attendance-certificate': ['–', '–', 'N', 'N', 'D'],
  'attendance-totals': ['P', 'P', 'P', 'P', 'D'],
  'attendance-reasons': ['P', 'P', 'P', 'P', 'X'],
  'final-assessment': ['–', '–', 'N', 'N', 'D'],
  'half-year-marks-year-10': ['–', '–', 'P', 'N', 'D'],
  'ongoing-assessment': ['P', 'P', 'P', 'P', 'X'],
  'written-language-form': ['–', '–', 'N', 'N', 'D'],
  'language-mapping': ['P', 'P', 'N', 'P', 'D'],
  'individual-decisions': ['P', 'P', 'P h', 'P h', 'D'],
  'development-observations': ['P', 'P', '–', '–', '–'],
  'expert-assessment-plans': ['P', 'P', 'P/M', 'P/M', 'D'],
  health: ['P', 'P', 'P', 'P', 'D'],
  'belief-exemption': ['X', 'X', 'X', 'X', 'X'],
  'school-environment': ['X', 'X', 'P t', 'P t', 'X'],
  'imposed-school-change': ['–', '–', 'N/M t', 'N/M t', 'X'],
  'own-work': ['D', 'D', 'D', 'D', 'D'],
  messages: ['X', 'X', 'X', 'X', 'X'],
  'learning-activity': ['X', 'X', 'X', 'X', 'X'],
  photos: ['X', 'X', 'X', 'X', 'X'],
  consents: ['X', 'X', 'X', 'X', 'X'],
  'concern-report': ['X', 'X', 'X', 'X', 'X'],
};
const letters: Record<string, string> = {
  follows: 'N',
  permission: 'P',
  'collected-anew': 'S',
  never: 'X',
  'by-hand': 'M',
  'documents-to-parents': 'D',
  'not-applicable': '–',
};
const inLetters = (direction: TransferDirection, category: (typeof transferableCategoryIds)[number]) => {
  const row = policy.rule(direction, category);
  return `${letters[row.rule]}${row.and ? '/M' : ''}${row.asHistory ? ' h' : ''}${row.thirdPartiesRemoved ? ' t' : ''}`;
};

describe('the transfer policy of 2026-08-01', () => {
  it('decides every category in every direction as the law text says', () => {
    expect(Object.keys(expected).sort()).toEqual([...transferableCategoryIds].sort());
    for (const category of transferableCategoryIds)
      expect([category, ...transferDirections.map((direction) => inLetters(direction, category))]).toEqual([
        category,
        ...(expected[category] ?? []),
      ]);
  });

  it('cites a provision and explains itself in bokmål and English on every row', () => {
    for (const direction of transferDirections)
      for (const category of transferableCategoryIds) {
        const row = policy.rule(direction, category);
        expect(row.hjemmel).toMatch(/§|art\.|kap\./);
        expect(row.explanation.nb.length).toBeGreaterThan(15);
        // Nynorsk is written for every row, and is not bokmål copied: all the texts have a word that the two write differently.
        expect(row.explanation.nn).toBeDefined();
        expect(row.explanation.nn).not.toBe(row.explanation.nb);
        expect(row.explanation.en.length).toBeGreaterThan(15);
      }
  });

  it('lets the pupil of 15 decide in schools, and the holders in kindergartens', () => {
    expect(policy.rule('school-to-school', 'health').decider).toBe('pupil-from-15-else-all-holders');
    expect(policy.rule('kindergarten-to-school', 'health').decider).toBe('all-holders');
  });

  it('limits absence on the certificate to totals of years 8 to 10', () => {
    expect(policy.rule('school-to-school', 'attendance-certificate').limits).toEqual({
      years: [8, 9, 10],
      content: 'totals',
    });
  });

  it('lets a private school fetch the identity that a municipality collects anew', () => {
    const row = policy.rule('school-to-school', 'identity', ['private-receiver']);
    expect([row.rule, row.hjemmel, row.id]).toEqual([
      'follows',
      'privatskolelova § 7-9 (2)',
      '2026-08-01/school-to-school/identity#private-receiver',
    ]);
  });

  it('lets a named person release health where there is danger to life, and a summary of activity after permission', () => {
    expect(policy.rule('school-to-school', 'health', ['danger-to-life']).rule).toBe('by-hand');
    expect(policy.rule('school-to-school', 'learning-activity', ['summary-only']).rule).toBe('permission');
  });

  it('is the same on the day it takes effect, and not in force the day before', () => {
    expect(loadTransferPolicy(folder, '2026-08-01').version).toBe('2026-08-01');
    expect(() => loadTransferPolicy(folder, '2026-07-31')).toThrow('the first takes effect on 2026-08-01');
    expect(() => loadTransferPolicy(folder, '1 August')).toThrow('is not a date');
  });
});

function copy(change: (place: string) => void, name = '2026-08-01'): string {
  const place = mkdtempSync(join(tmpdir(), 'policy-'));
  cpSync(join(folder, '2026-08-01'), join(place, name), { recursive: true });
  change(join(place, name, 'transfer'));
  return place;
}
const edit = (path: string, from: string | RegExp, to: string) => {
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(from);
  writeFileSync(path, text.replace(from, to));
};
function narrowing(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'narrow-')), 'narrowing.yaml');
  writeFileSync(path, text);
  return path;
}
const why = 'reason: { nb: Vi ønsker mindre deling., en: We want less sharing. }';
const narrowed = (rows: string) =>
  loadTransferPolicy(folder, '2026-11-22', { narrowingFile: narrowing(`narrow:\n${rows}`) });

describe('loading a transfer policy', () => {
  it('names everything that is wrong at once', () => {
    const place = copy((transfer) => {
      edit(join(transfer, 'school-to-school.yaml'), 'rule: follows', 'rule: sometimes');
      edit(join(transfer, 'abroad.yaml'), '  identity:', '  identiti:');
      edit(join(transfer, 'set.yaml'), '2026-08-01', '2026-09-01');
    });
    try {
      loadTransferPolicy(place, '2026-11-22');
      expect.unreachable();
    } catch (error) {
      const text = isHubError(error) ? error.message : '';
      expect(text).toContain('school-to-school.yaml: categories.identity.variants.0.rule');
      expect(text).toContain('abroad.yaml: categories.identity');
      expect(text).toContain('identiti');
      expect(text).toContain('set.yaml: validFrom is 2026-09-01');
    }
  });

  it('refuses a row whose decider does not fit its rule, and a purpose that the direction does not have', () => {
    const unfit = copy((transfer) =>
      edit(join(transfer, 'school-to-school.yaml'), 'decider: no-one', 'decider: all-holders'),
    );
    expect(() => loadTransferPolicy(unfit, '2026-11-22')).toThrow('does not go with decider "all-holders"');
    const strange = copy((transfer) =>
      edit(join(transfer, 'school-to-school.yaml'), 'purposes: [right-to-education', 'purposes: [curiosity'),
    );
    expect(() => loadTransferPolicy(strange, '2026-11-22')).toThrow(
      '"curiosity" is not among the direction\'s purposes',
    );
  });

  it('takes the newest set that is not after the date', () => {
    const place = copy(() => undefined);
    cpSync(join(place, '2026-08-01'), join(place, '2027-01-01'), { recursive: true });
    edit(join(place, '2027-01-01', 'transfer', 'set.yaml'), 'validFrom: 2026-08-01', 'validFrom: 2027-01-01');
    expect(loadTransferPolicy(place, '2026-12-31').version).toBe('2026-08-01');
    expect(loadTransferPolicy(place, '2027-01-01').version).toBe('2027-01-01');
  });
});

describe("a controller's narrowing", () => {
  it('may close a row, ask for permission where the law lets it follow, or let a person look first', () => {
    const mine = narrowed(`
  - { direction: school-to-school, category: final-assessment, rule: permission, ${why} }
  - { direction: school-to-school, category: health, rule: never, ${why} }
  - { direction: kindergarten-to-school, category: health, and: by-hand, ${why} }`);
    const row = mine.rule('school-to-school', 'final-assessment');
    expect([row.rule, row.decider, row.explanation.nb]).toEqual([
      'permission',
      'pupil-from-15-else-all-holders',
      'Vi ønsker mindre deling.',
    ]);
    expect(row.id).toBe('2026-08-01/school-to-school/final-assessment+narrowed');
    expect(mine.rule('school-to-school', 'health').rule).toBe('never');
    expect(mine.rule('school-to-school', 'health', ['danger-to-life']).rule).toBe('never');
    expect(mine.rule('kindergarten-to-school', 'health').and).toBe('by-hand');
    expect(policy.rule('school-to-school', 'health').rule).toBe('permission');
  });

  it.each([
    ['messages', 'never', 'permission'],
    ['identity', 'collected-anew', 'permission'],
    ['own-work', 'documents-to-parents', 'permission'],
  ])('may never widen: %s from "%s" to "%s"', (category, from, to) => {
    const row = `  - { direction: school-to-school, category: ${category}, rule: ${to}, ${why} }`;
    expect(() => narrowed(row)).toThrow(`"${from}" cannot become "${to}": that would widen it`);
  });

  it('keeps the hand that the law puts on a part', () => {
    const mine = narrowed(
      `  - { direction: school-to-school, category: imposed-school-change, rule: permission, ${why} }`,
    );
    expect(mine.rule('school-to-school', 'imposed-school-change')).toMatchObject({
      rule: 'permission',
      and: 'by-hand',
    });
  });

  it('is refused when it gives no reason or names a row that does not exist', () => {
    expect(() => narrowed('  - { direction: abroad, category: health, rule: never }')).toThrow('narrow.0.reason');
    expect(() => narrowed(`  - { direction: abroad, category: shoe-size, rule: never, ${why} }`)).toThrow(
      'there is no such row',
    );
  });
});
