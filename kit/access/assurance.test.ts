import { describe, expect, it } from 'vitest';
import { carefulAssurance, levelNeededFor } from '#contracts/assurance.ts';
import { categories, categoryIds } from '#contracts/categories.ts';
import type { Fact } from '#contracts/facts.ts';
import { createAccess } from './access.ts';
import { cursors, person, policyBook, teacher } from './test-support/guarded-graph.ts';
import type { Viewer } from './viewer.ts';

const child = '6f1f1c2e-0000-4000-8000-000000000001';
const leader: readonly Fact[] = ['leadsSchool', 'isEmployee'];
const parent: readonly Fact[] = ['holdsParentalResponsibility', 'livesWithChild', 'clearedToKnowPlace'];

async function accessOf(viewer: Partial<Viewer>, facts: readonly Fact[], assurance = carefulAssurance) {
  const access = createAccess({
    viewer: { ...person, purpose: 'education', ...viewer } as Viewer,
    facts: {
      factsFor: async () => new Map([[child, facts]]),
      viewerFacts: async () => facts,
      scopeOf: () => Promise.reject(new Error('not asked')),
    },
    policy: policyBook('2026-11-22'),
    audit: { record: async () => undefined, close: async () => undefined },
    cursors,
    assurance,
    now: new Date('2026-11-22T09:00:00Z'),
    requestId: 'r',
  });
  await access.prime([child]);
  return access;
}

describe('the level that a person has signed in with', () => {
  it('must be high for every category of art. 9, and substantial for all others, unless the controller decides otherwise', () => {
    for (const category of categoryIds)
      expect(levelNeededFor(category, carefulAssurance)).toBe(categories[category].special ? 'high' : 'substantial');
    const assessed = { ...carefulAssurance, categories: { health: 'substantial', identity: 'low' } as const };
    expect(levelNeededFor('health', assessed)).toBe('substantial');
    expect(levelNeededFor('identity', assessed)).toBe('low');
    expect(levelNeededFor('messages', assessed)).toBe(levelNeededFor('messages', carefulAssurance));
  });

  it('closes what needs a higher one, and the answer says which', async () => {
    const access = await accessOf({ assurance: 'substantial' }, parent);
    expect(access.decide(child, 'identity').allow).toBe(true);
    expect(access.decide(child, 'health')).toEqual({ allow: false, legalBasis: ['GDPR art. 32'], needs: 'high' });
    const low = await accessOf({ assurance: 'low' }, parent);
    expect(low.decide(child, 'identity')).toMatchObject({ allow: false, needs: 'substantial' });
    const high = await accessOf({ assurance: 'high' }, parent);
    expect(high.decide(child, 'health')).toMatchObject({ allow: true });
  });

  it('opens nothing by being high, and promises nothing that a higher one would not open', async () => {
    const access = await accessOf({ assurance: 'low' }, teacher);
    const high = await accessOf({ assurance: 'high' }, teacher);
    for (const category of categoryIds) {
      const opened = high.decide(child, category);
      const { allow, needs } = access.decide(child, category);
      expect(allow).toBe(false);
      expect(needs !== undefined).toBe(opened.allow);
    }
  });

  it('that is not known is the lowest', async () => {
    for (const assurance of [null, undefined] as const)
      expect((await accessOf({ assurance } as Partial<Viewer>, parent)).decide(child, 'identity').allow).toBe(false);
  });

  it('must be substantial for a deed, which is refused with how to come to it', async () => {
    const access = await accessOf({ assurance: 'low' }, leader);
    await expect(access.require('record-absence', child)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      details: { assurance: { needs: 'substantial', signIn: '/sign-in?level=substantial' } },
    });
    expect(access.wasRequired('record-absence')).toBe(false);
    const sure = await accessOf({ assurance: 'substantial' }, leader);
    await expect(sure.require('record-absence', child)).resolves.toMatchObject({ allow: true });
  });

  it('is not asked of a system, which proves itself by its keys', async () => {
    const system = { kind: 'system', clientId: 'app', assurance: null } as unknown as Partial<Viewer>;
    const access = await accessOf(system, ['approvedBySchool']);
    expect(access.decide(child, 'identity').allow).toBe(true);
  });
});
