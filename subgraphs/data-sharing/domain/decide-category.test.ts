import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transferableCategoryIds } from '#contracts/categories.ts';
import { transferDirections, transferVariantConditions } from '#contracts/policy/transfer-policy-schema.ts';
import { type CategoryQuestion, decideCategory } from './decide-category.ts';
import { policy, request } from './transfer-builders.ts';

const decide = (question: Partial<CategoryQuestion> & Pick<CategoryQuestion, 'category'>) =>
  decideCategory({
    policy,
    direction: 'school-to-school',
    grading: 'none',
    request: request(question.category),
    ...question,
  });

describe('one category', () => {
  it('follows when the new school may fetch it and says why it is necessary', () => {
    expect(decide({ category: 'final-assessment' })).toMatchObject({
      outcome: 'follows',
      byHand: false,
      rule: '2026-08-01/school-to-school/final-assessment',
      hjemmel: 'opplæringslova § 25-1 (2)',
      decider: 'receiver-states-necessity',
    });
  });

  it('is withheld when it was not asked for, or for a reason that the law does not know', () => {
    expect(decide({ category: 'final-assessment', request: undefined })).toMatchObject({
      outcome: 'withheld',
      reason: 'not-asked-for',
    });
    const curious = { category: 'final-assessment', purpose: 'adapt-the-teaching' } as const;
    expect(decide({ category: 'final-assessment', request: curious })).toMatchObject({
      outcome: 'withheld',
      reason: 'no-necessity',
    });
  });

  it('needs a permission, and a person too where the law or another person in the papers demands it', () => {
    expect(decide({ category: 'health' })).toMatchObject({ outcome: 'needs-permission', byHand: false });
    expect(decide({ category: 'expert-assessment-plans' })).toMatchObject({
      outcome: 'needs-permission',
      byHand: true,
    });
    expect(decide({ category: 'school-environment' })).toMatchObject({
      outcome: 'needs-permission',
      byHand: true,
      reason: 'third-parties',
    });
  });

  it('waits for a person where it may be fetched but somebody must look first', () => {
    expect(decide({ category: 'imposed-school-change' })).toMatchObject({
      outcome: 'by-hand',
      onceFree: 'sent',
      thirdPartiesRemoved: true,
    });
  });

  it('is collected anew, given as documents, kept as history or never sent, as the rule says', () => {
    expect(decide({ category: 'identity' }).outcome).toBe('collected-anew');
    expect(decide({ category: 'own-work' }).outcome).toBe('documents-to-parents');
    expect(decide({ category: 'individual-decisions' }).asHistory).toBe(true);
    expect(decide({ category: 'messages' }).outcome).toBe('withheld');
    expect(decide({ category: 'final-assessment', direction: 'kindergarten-to-school' })).toMatchObject({
      outcome: 'withheld',
      reason: 'not-applicable',
    });
  });

  it('cites the private schools act where the school that the provision speaks to is private', () => {
    const fetched = decide({ category: 'final-assessment', conditions: ['private-receiver'] });
    expect(fetched.hjemmel).toBe('privatskolelova § 7-9 (2)');
    expect(decide({ category: 'health', conditions: ['private-receiver'] }).hjemmel).toBe('opplæringslova § 25-1 (4)');
    expect(decide({ category: 'health', privateSender: true }).hjemmel).toBe('privatskolelova § 7-9 (4)');
    expect(decide({ category: 'identity', conditions: ['private-receiver'] }).outcome).toBe('follows');
  });

  it('may go without a permission where life is in danger, but only by hand', () => {
    expect(decide({ category: 'health', conditions: ['danger-to-life'] })).toMatchObject({
      outcome: 'by-hand',
      hjemmel: 'forvaltningsloven § 13 b (1) nr. 7',
    });
  });

  it('waits for a person for everything, collected anew included, when the address is graded fortrolig', () => {
    expect(decide({ category: 'final-assessment', grading: 'fortrolig' })).toMatchObject({
      outcome: 'by-hand',
      reason: 'address-graded',
    });
    expect(decide({ category: 'health', grading: 'fortrolig' })).toMatchObject({
      outcome: 'needs-permission',
      byHand: true,
    });
    expect(decide({ category: 'identity', grading: 'fortrolig' })).toMatchObject({
      outcome: 'by-hand',
      onceFree: 'collected-anew',
    });
    expect(decide({ category: 'messages', grading: 'fortrolig' }).outcome).toBe('withheld');
  });
});

const anyQuestion = fc.record({
  direction: fc.constantFrom(...transferDirections),
  category: fc.constantFrom(...transferableCategoryIds),
  grading: fc.constantFrom('none' as const, 'fortrolig' as const, 'strengt-fortrolig' as const),
  conditions: fc.subarray([...transferVariantConditions]),
  privateSender: fc.boolean(),
  purpose: fc.constantFrom(
    'right-to-education',
    'adapt-the-teaching',
    'admission',
    'safe-transition',
    'curiosity',
    undefined,
  ),
});

describe('any category', () => {
  it('is sent only by a rule that lets it, for a reason that was given, and always with a citation', () => {
    fc.assert(
      fc.property(anyQuestion, ({ purpose, ...question }) => {
        const asked = purpose ? { category: question.category, purpose } : undefined;
        const decision = decideCategory({ policy, ...question, request: asked });
        expect(decision.hjemmel).toMatch(/§|art\./);
        if (question.grading === 'strengt-fortrolig') expect(decision.outcome).toBe('withheld');
        if (question.grading === 'fortrolig' && decision.outcome !== 'withheld') expect(decision.byHand).toBe(true);
        if (decision.onceFree !== 'sent') return;
        const { rule } = policy.rule(question.direction, question.category, question.conditions);
        expect(['follows', 'permission', 'by-hand']).toContain(rule);
        expect(asked).toBeDefined();
        if (rule === 'permission') expect(decision.outcome).toBe('needs-permission');
      }),
    );
  });
});
