import { describe, expect, it } from 'vitest';
import { type CategoryId, categories, categoryIds } from '#contracts/categories.ts';
import { fateOf, loadRetentionPolicy, pastItsTimeFrom } from '#contracts/policy/retention-policy.ts';
import { allSubgraphs } from '#gateway/hub/subgraphs.ts';
import type { Retained } from '#kit/retention/holding.ts';
import { policyRoot } from '#kit/serve/host.ts';

const on = '2026-09-01';
const policy = loadRetentionPolicy(policyRoot, on);

describe('how long personal data is kept', () => {
  it('is said of every category', () => {
    expect(Object.keys(policy.categories).sort()).toEqual([...categoryIds].sort());
  });

  /** Those that have a time and are not found where a child's data is, and why. */
  const elsewhere: Partial<Record<CategoryId, string>> = {
    'kindergarten-records': 'lies among the records, each of a category of its own',
    allergies: 'is part of the notes on health, and goes with them',
    staff: 'is of no child',
  };
  const timed = categoryIds.filter((id) => pastItsTimeFrom(policy.categories[id].keep, on) !== null && !elsewhere[id]);
  it.each(timed)('%s is found in every subgraph that holds it', (id) => {
    const finding = (allSubgraphs as ReadonlyArray<{ readonly name: string; readonly retained?: Retained }>)
      .filter(({ retained }) => retained?.holdings.some(({ category }) => category === id))
      .map(({ name }) => name);
    expect(finding).toEqual(expect.arrayContaining([...categories[id].heldBy]));
  });

  it('what protects a child goes last, and what the archive act keeps has no time here', () => {
    for (const id of ['address-protection', 'rights', 'identity', 'individual-decisions'] as const)
      expect(pastItsTimeFrom(policy.categories[id].keep, '2000-06-20')).toBeNull();
  });

  it('is counted from the day after the last, never a day early', () => {
    expect(pastItsTimeFrom('end-of-enrolment', '2026-06-19')).toBe('2026-06-20');
    expect(pastItsTimeFrom({ years: 1 }, '2024-02-29')).toBe('2025-03-02');
  });
});

describe('what is past its time', () => {
  const options = { policy, controller: 'MUNICIPALITY', authorities: [], on } as const;
  const authorities = [{ categories: ['health' as const], citation: 'Løyve 1', inForceFrom: '2026-09-01' }];
  it('is closed by a body that the archive act binds, unless it has authority to dispose', () => {
    expect(fateOf('health', options).kind).toBe('closed');
    expect(fateOf('health', { ...options, authorities })).toMatchObject({
      kind: 'disposed',
      legalBasis: expect.stringContaining('Løyve 1'),
    });
    expect(fateOf('messages', { ...options, authorities }).kind).toBe('closed');
    expect(fateOf('health', { ...options, authorities, on: '2026-08-31' }).kind).toBe('closed');
  });

  it('is disposed of by a private owner, but for what it decides by individual decision', () => {
    expect(fateOf('health', { ...options, controller: 'PRIVATE_OWNER' }).kind).toBe('disposed');
    expect(fateOf('individual-decisions', { ...options, controller: 'PRIVATE_OWNER' }).kind).toBe('closed');
  });
});
