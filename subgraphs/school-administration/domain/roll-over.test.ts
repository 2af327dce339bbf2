import { describe, expect, it } from 'vitest';
import { loadSchoolYearPolicy } from '#contracts/policy/school-year-policy.ts';
import { type Cohort, groupStepOf, lastLevelOf, nextName, type RollingGroup, stepOf } from './roll-over.ts';
import { schoolYearBeginningIn } from './school-year.ts';

const year = schoolYearBeginningIn(2027);
const policy = loadSchoolYearPolicy(new URL('../../../contracts/policy/', import.meta.url).pathname, '2027-08-01');
const unit = { unitId: 'u', unitName: 'Bakken skole', unitKind: 'SCHOOL', schoolTypes: [], highestLevel: 10 } as const;
const cohort = (over: Partial<Cohort>): Cohort => ({ ...unit, level: 7, bornIn: null, pupils: 3, ...over });
const step = (over: Partial<Cohort>) => stepOf(cohort(over), year, policy);

describe('a pupil on 1 August', () => {
  it('goes to the next level where the school teaches it', () => {
    expect(step({ level: 7 })).toEqual({ kind: 'ADVANCES', toLevel: 8 });
    expect(step({ level: 7, schoolTypes: ['primary', 'lower-secondary'], highestLevel: 7 })).toEqual({
      kind: 'ADVANCES',
      toLevel: 8,
    });
  });

  it('leaves after the last level of the school, and always after years 10 and 13', () => {
    expect(step({ level: 7, schoolTypes: ['primary'] })).toEqual({ kind: 'LEAVES' });
    expect(step({ level: 7, highestLevel: 7 })).toEqual({ kind: 'LEAVES' });
    expect(step({ level: 10, schoolTypes: ['lower-secondary', 'upper-secondary'], highestLevel: 13 })).toEqual({
      kind: 'LEAVES',
    });
    expect(step({ level: 13, highestLevel: 13 })).toEqual({ kind: 'LEAVES' });
  });

  it('leaves SFO after year 4, and after year 7 where there are special needs', () => {
    expect(step({ unitKind: 'SFO', level: 3 })).toEqual({ kind: 'ADVANCES', toLevel: 4 });
    expect(step({ unitKind: 'SFO', level: 4 })).toEqual({ kind: 'LEAVES' });
    expect(step({ unitKind: 'SFO', level: 5 })).toEqual({ kind: 'ADVANCES', toLevel: 6 });
    expect(step({ unitKind: 'SFO', level: 7 })).toEqual({ kind: 'LEAVES' });
  });

  it('leaves the kindergarten in the year it turns six, and stays before', () => {
    expect(step({ unitKind: 'KINDERGARTEN', level: null, bornIn: 2021 })).toEqual({ kind: 'LEAVES' });
    expect(step({ unitKind: 'KINDERGARTEN', level: null, bornIn: 2022 })).toEqual({ kind: 'STAYS' });
  });

  it('is left to a person where the level, the school or the birth date says too little', () => {
    expect(step({ level: null })).toEqual({ kind: 'UNDECIDED', why: 'LEVEL_UNKNOWN' });
    expect(step({ level: 9, schoolTypes: ['primary'] })).toEqual({ kind: 'UNDECIDED', why: 'LEVEL_BEYOND_SCHOOL' });
    expect(step({ unitKind: 'KINDERGARTEN', level: null })).toEqual({ kind: 'UNDECIDED', why: 'BIRTH_DATE_UNKNOWN' });
  });

  it('has the last level of the school types, else the highest that anybody has', () => {
    expect(lastLevelOf({ schoolTypes: ['after-school', 'primary'], highestLevel: 4 })).toBe(7);
    expect(lastLevelOf({ schoolTypes: ['after-school'], highestLevel: 4 })).toBe(4);
  });
});

describe('a group on 1 August', () => {
  const group = (over: Partial<RollingGroup>): RollingGroup => ({
    ...{ ...unit, groupId: 'g', kind: 'BASIC', name: '7A', level: 7, validTo: null, newNames: [] },
    ...over,
  });

  const groupStep = (over: Partial<RollingGroup>) => groupStepOf(group(over), year);

  it('follows its pupils under the name of the next level', () => {
    expect(groupStep({})).toEqual({ kind: 'RENAMED', name: '8A', level: 8 });
    expect(groupStep({ kind: 'YEAR_LEVEL', name: '7. trinn' })).toMatchObject({ name: '8. trinn' });
    expect(groupStep({ kind: 'CONTACT_TEACHER', name: '7A gruppe 2' })).toMatchObject({ name: '8A gruppe 2' });
  });

  it('ends with the last level of the school, and a teaching group with its year', () => {
    expect(groupStep({ level: 10, name: '10B' })).toEqual({ kind: 'ENDS' });
    expect(groupStep({ schoolTypes: ['primary'] })).toEqual({ kind: 'ENDS' });
    expect(groupStep({ kind: 'TEACHING', name: 'Norsk 7A' })).toEqual({ kind: 'ENDS' });
    expect(groupStep({ level: null, name: 'Bjørka' })).toEqual({ kind: 'ENDS' });
    expect(groupStep({ kind: 'TEACHING', name: 'Spansk', validTo: '2028-07-31' })).toEqual({ kind: 'GOES_ON' });
  });

  it('gives way to the group that the school has made for the new year', () => {
    expect(groupStep({ newNames: ['1A', '8A'] })).toEqual({ kind: 'REPLACED', by: '8A' });
  });

  it('goes on as it is in a kindergarten and an SFO', () => {
    expect(groupStep({ unitKind: 'KINDERGARTEN', level: null, name: 'Blåveis' })).toEqual({ kind: 'GOES_ON' });
    expect(groupStep({ unitKind: 'SFO', kind: 'SFO', level: null, name: 'SFO' })).toEqual({ kind: 'GOES_ON' });
  });

  it('keeps a name that does not begin with the level', () => {
    expect(nextName('9A', 9)).toBe('10A');
    expect(nextName('70-rommet', 7)).toBe('70-rommet');
    expect(nextName('B7', 7)).toBe('B7');
  });
});
