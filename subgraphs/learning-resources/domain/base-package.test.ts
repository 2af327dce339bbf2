import { describe, expect, test } from 'vitest';
import { addToBasePackage, type BasePackageResource, basePackageOn, removeFromBasePackage } from './base-package.ts';
import { exampleResource } from './resource.example.ts';

const today = '2026-08-17';
const distributed = { status: 'DISTRIBUTED', scope: 'WITH_PERSONAL_DATA', levels: ['YEAR_4'], units: [] } as const;
const resource = (changes: Partial<BasePackageResource> = {}): BasePackageResource => ({
  id: 'r1',
  description: exampleResource(),
  approval: distributed,
  ...changes,
});

describe('the base package of a level', () => {
  test('holds what has come in and not left, on that day', () => {
    const entries = [
      { level: 'YEAR_4', resourceId: 'r1', from: '2026-08-01', to: '2027-07-31' },
      { level: 'YEAR_5', resourceId: 'r1', from: '2026-08-01' },
    ] as const;
    const on = (day: string) => basePackageOn('YEAR_4', day, entries, [resource()]).map((each) => each.resourceId);
    expect(on('2026-07-31')).toEqual([]);
    expect(on('2026-08-01')).toEqual(['r1']);
    expect(on('2027-07-31')).toEqual(['r1']);
    expect(on('2027-08-01')).toEqual([]);
  });

  test('keeps showing what has lost its approval or agreement, as not usable', () => {
    const entries = [{ level: 'YEAR_4', resourceId: 'r1', from: '2026-08-01' }] as const;
    const usable = (changes: Partial<BasePackageResource>) =>
      basePackageOn('YEAR_4', today, entries, [resource(changes)])[0]?.usable;
    expect(usable({})).toBe(true);
    expect(usable({ approval: { status: 'WITHDRAWN', levels: [], units: [] } })).toBe(false);
    expect(usable({ approval: { ...distributed, until: '2026-08-16' } })).toBe(false);
    expect(usable({ description: exampleResource({ resale: true }) })).toBe(false);
    expect(
      usable({
        description: exampleResource({ resale: true }),
        approval: { ...distributed, scope: 'WITHOUT_PERSONAL_DATA' },
      }),
    ).toBe(true);
  });

  test('takes in a distributed resource of the level, once', () => {
    const entry = addToBasePackage('YEAR_4', resource(), today, []);
    expect(entry).toEqual({ level: 'YEAR_4', resourceId: 'r1', from: today });
    expect(
      addToBasePackage('YEAR_4', resource(), today, [{ level: 'YEAR_4', resourceId: 'r1', from: today }]),
    ).toMatchObject({ code: 'ALREADY_IN' });
  });

  test('does not take in what is not distributed or is for another level', () => {
    const approved = { ...distributed, status: 'APPROVED' } as const;
    expect(addToBasePackage('YEAR_4', resource({ approval: approved }), today, [])).toMatchObject({
      code: 'NOT_DISTRIBUTED',
    });
    expect(addToBasePackage('YEAR_5', resource(), today, [])).toMatchObject({ code: 'WRONG_LEVEL' });
    expect(addToBasePackage('YEAR_9', resource(), today, [])).toMatchObject({ code: 'WRONG_LEVEL' });
  });

  test('lets go of a resource from a day, and says when it is not there', () => {
    const entry = { level: 'YEAR_4', resourceId: 'r1', from: '2026-08-01' } as const;
    expect(removeFromBasePackage('YEAR_4', 'r1', '2026-10-01', [entry])).toEqual({
      ended: entry,
      lastDay: '2026-09-30',
    });
    expect(removeFromBasePackage('YEAR_4', 'r2', '2026-10-01', [entry])).toMatchObject({ code: 'NOT_IN' });
  });
});
