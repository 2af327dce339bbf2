import { describe, expect, it } from 'vitest';
import type { PermissionHolder, TransferStanding } from '#contracts/ports.ts';
import { whoPermits } from '../domain/who-permits.ts';
import { permissionFactsOf } from './permission-facts.ts';

const holder = (personId: string, capacity: PermissionHolder['capacity'], cleared = true) => ({
  personId,
  capacity,
  cleared,
});
const standing = (over: Partial<TransferStanding>): TransferStanding => ({
  childId: 'child',
  grading: 'UNGRADED',
  birthDate: '2016-04-17',
  careOrder: false,
  holders: [holder('mother', 'parental-responsibility'), holder('father', 'parental-responsibility')],
  schoolYearLevel: 5,
  unitId: null,
  organisationNumber: null,
  ...over,
});
const who = (over: Partial<TransferStanding>) =>
  whoPermits('pupil-from-15-else-all-holders', permissionFactsOf(standing(over)), '2026-11-22');

describe('what school-administration says of who decides', () => {
  it('names the holders, the pupil of 15, or those of the care order', () => {
    expect(who({})).toEqual({ kind: 'holders', holders: ['mother', 'father'] });
    expect(who({ birthDate: '2010-04-17', holders: [holder('pupil', 'pupil')] })).toEqual({
      kind: 'pupil',
      pupil: 'pupil',
    });
    const holders = [holder('barnevern', 'child-protection'), holder('foster', 'foster-parent')];
    expect(who({ careOrder: true, holders })).toEqual({
      kind: 'care-order',
      barnevern: 'barnevern',
      carers: ['foster'],
    });
  });

  it('leaves nobody to ask when a holder may not know the new place', () => {
    const holders = [holder('mother', 'parental-responsibility'), holder('father', 'parental-responsibility', false)];
    expect(who({ holders })).toEqual({ kind: 'nobody', why: 'holder-not-cleared' });
  });

  it('never asks the parents in the place of a barnevernstjeneste that is not known', () => {
    expect(who({ careOrder: true })).toEqual({ kind: 'nobody', why: 'no-known-holder' });
  });

  it('takes nobody for 15 whose birth date is not known', () => {
    expect(who({ birthDate: null }).kind).toBe('holders');
  });
});
