import { describe, expect, test } from 'vitest';
import { assessAvailability } from './availability.ts';
import { reason, reasonCodes } from './reason.ts';
import { exampleResource } from './resource.example.ts';
import type { ResourceDescription } from './resource.ts';

const today = '2026-08-17';
const codes = (changes: Partial<ResourceDescription>, on = today) => {
  const { reasons, flags } = assessAvailability(exampleResource(changes), on);
  return [...reasons, ...flags].map(({ code }) => code);
};
const without = (...fields: readonly (keyof ResourceDescription)[]) => {
  const description = { ...exampleResource() };
  for (const field of fields) delete description[field];
  return description;
};

describe('availability with personal data', () => {
  test('a resource that is in order is available, with nothing to look at', () => {
    expect(assessAvailability(exampleResource(), today)).toEqual({
      withPersonalData: 'AVAILABLE',
      reasons: [],
      flags: [],
    });
  });

  test('without a data-processing agreement it is not available, and the answer says why', () => {
    expect(assessAvailability(without('processingAgreement'), today)).toMatchObject({
      withPersonalData: 'NOT_AVAILABLE',
      reasons: [
        {
          code: 'NO_AGREEMENT',
          citation: 'GDPR art. 28 (3)',
          text: { nb: expect.stringContaining('databehandleravtale') },
        },
      ],
    });
  });

  test('an agreement counts from its first day to its last', () => {
    const processingAgreement = { reference: 'x', validFrom: '2026-01-01', validTo: '2026-12-31' };
    expect(codes({ processingAgreement }, '2025-12-31')).toEqual(['AGREEMENT_NOT_BEGUN']);
    expect(codes({ processingAgreement }, '2026-01-01')).toEqual([]);
    expect(codes({ processingAgreement }, '2026-12-31')).toEqual(['AGREEMENT_ENDS_SOON']);
    expect(codes({ processingAgreement }, '2027-01-01')).toEqual(['AGREEMENT_ENDED']);
  });

  test('an agreement without an end goes on', () => {
    expect(codes({ processingAgreement: { reference: 'x', validFrom: '2020-01-01' } }, '2099-01-01')).toEqual([]);
  });

  test('a resource that takes no personal data needs no agreement', () => {
    const description = { ...without('processingAgreement', 'dpia', 'ros'), processesPersonalData: false };
    expect(assessAvailability(description, today)).toEqual({ withPersonalData: 'NOT_NEEDED', reasons: [], flags: [] });
  });

  test.each([
    ['a supplier that sells data on', { resale: true }, 'DATA_SOLD'],
    ['training on what pupils write', { trainsOnPupilData: true }, 'TRAINS_ON_PUPILS'],
    [
      'processing outside the EEA without a basis',
      { outsideEea: { countries: ['US'], basis: 'NONE' } },
      'NO_BASIS_OUTSIDE_EEA',
    ],
    ['a DPIA that is needed and not done', { dpia: { state: 'NEEDED' } }, 'DPIA_NOT_DONE'],
    ['a DPIA dated in the future', { dpia: { state: 'DONE', on: '2027-01-01' } }, 'DPIA_NOT_DONE'],
  ] as const)('%s closes it', (_, changes, code) => {
    const found = assessAvailability(exampleResource(changes as Partial<ResourceDescription>), today);
    expect(found.withPersonalData).toBe('NOT_AVAILABLE');
    expect(found.reasons.map((each) => each.code)).toEqual([code]);
  });

  test('what is only to be looked at closes nothing', () => {
    const found = assessAvailability(without('dpia', 'ros', 'universalDesign'), today);
    expect(found.withPersonalData).toBe('AVAILABLE');
    expect(found.flags.map(({ code }) => code)).toEqual(['DPIA_NOT_CONSIDERED', 'ROS_NOT_DONE', 'NO_UNIVERSAL_DESIGN']);
  });

  test('a transfer outside the EEA with a basis is open', () => {
    expect(codes({ outsideEea: { countries: ['GB'], basis: 'ADEQUACY' } })).toEqual([]);
  });

  test('every reason has a citation and words in three languages', () => {
    for (const code of reasonCodes) {
      const { citation, text } = reason(code);
      expect(
        [citation, ...Object.values(text)].every((part) => part.length > 5),
        code,
      ).toBe(true);
    }
  });
});

describe('parallel editions in bokmål and nynorsk', () => {
  const nb = { language: 'nb', availableFrom: '2025-08-01', price: 1000 };
  const nn = { ...nb, language: 'nn' };

  test.each([
    ['bokmål alone', [nb], ['NO_NYNORSK']],
    ['nynorsk alone', [nn], ['NO_BOKMAL']],
    ['nynorsk a month later', [nb, { ...nn, availableFrom: '2025-09-01' }], ['NOT_SAME_TIME']],
    ['a dearer nynorsk', [nb, { ...nn, price: 1001 }], ['NOT_SAME_PRICE']],
    ['later and dearer', [nb, { ...nn, availableFrom: '2025-09-01', price: 1 }], ['NOT_SAME_TIME', 'NOT_SAME_PRICE']],
    ['both at once', [nb, nn], []],
    ['North Sámi alone', [{ ...nb, language: 'se' }], []],
  ])('%s', (_, editions, expected) => {
    expect(codes({ editions })).toEqual(expected);
  });

  test.each(['NORWEGIAN_SUBJECT', 'SMALL_COHORT', 'LITTLE_TEXT'] as const)(
    'are not asked of what is exempt: %s',
    (parallelExemption) => {
      expect(codes({ editions: [nb], parallelExemption })).toEqual([]);
    },
  );

  test.each(['RESOURCE', 'TOOL'] as const)('are not asked of a %s', (kind) => {
    expect(codes({ editions: [nb], kind })).toEqual([]);
  });

  test('a missing nynorsk closes nothing by itself', () => {
    expect(assessAvailability(exampleResource({ editions: [nb] }), today).withPersonalData).toBe('AVAILABLE');
  });
});
