import { describe, expect, it } from 'vitest';
import { aimsAhead, type CompetenceAim, subjectIn } from './competence-aim.ts';
import type { Level } from './level.ts';

const aim = (code: string, ...levels: Level[]): CompetenceAim => ({
  code,
  title: [{ language: 'default', text: code }],
  curriculumCode: 'NOR01-07',
  curriculumTitle: 'Norsk',
  levels,
  inForce: true,
});

describe('the aims that a pupil works towards', () => {
  const aims = [aim('KM1', 'YEAR_7'), aim('KM2', 'YEAR_10'), aim('KM3', 'YEAR_10')];

  it('are those of the next level that has any', () => {
    expect(aimsAhead(aims, 'YEAR_8').map(({ code }) => code)).toEqual(['KM2', 'KM3']);
    expect(aimsAhead(aims, 'YEAR_7').map(({ code }) => code)).toEqual(['KM1']);
  });

  it('are none after the last', () => {
    expect(aimsAhead([aim('KM1', 'YEAR_2')], 'YEAR_8')).toEqual([]);
  });

  it.each([
    ['NOR0008', 'NOR'],
    ['MAT01-05', 'MAT'],
    ['SAF', 'SAF'],
    ['NORSK', undefined],
    ["NOR' or 1=1", undefined],
    ['', undefined],
  ])('of the code %j are those of the subject %j', (code, subject) => {
    expect(subjectIn(code)).toBe(subject);
  });
});
