import { describe, expect, test } from 'vitest';
import { audiencesOf, inOrder, levelOfGrepCode } from './level.ts';

describe('levels', () => {
  test("reads Grep's codes of year levels", () => {
    expect(levelOfGrepCode('aarstrinn1')).toBe('YEAR_1');
    expect(levelOfGrepCode('aarstrinn10')).toBe('YEAR_10');
    expect(levelOfGrepCode('vg2')).toBe('VG2');
  });

  test.each(['aarstrinn11', 'aarstrinn', 'vg4', 'kindergarten', ''])('knows no level by the code "%s"', (code) => {
    expect(levelOfGrepCode(code)).toBeUndefined();
  });

  test('puts levels in the order a child passes them, each once', () => {
    expect(inOrder(['VG1', 'YEAR_10', 'KINDERGARTEN', 'YEAR_2', 'YEAR_10'])).toEqual([
      'KINDERGARTEN',
      'YEAR_2',
      'YEAR_10',
      'VG1',
    ]);
  });

  test('tells kindergarten from school by the levels', () => {
    expect(audiencesOf(['KINDERGARTEN'])).toEqual(['KINDERGARTEN']);
    expect(audiencesOf(['YEAR_3'])).toEqual(['SCHOOL']);
    expect(audiencesOf(['KINDERGARTEN', 'YEAR_1'])).toEqual(['KINDERGARTEN', 'SCHOOL']);
  });
});
