import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadSchoolYearPolicy } from './school-year-policy.ts';

const own = new URL('.', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'oppvekst-policy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
function write(date: string, text: string) {
  mkdirSync(join(folder, date), { recursive: true });
  writeFileSync(join(folder, date, 'school-year.yaml'), text);
}

describe('the policy of the school year', () => {
  it('ends a place at the SFO after year 4, and after year 7 for those with special needs', () => {
    expect(loadSchoolYearPolicy(own, '2026-08-01').sfo.endsAfterLevels).toEqual([4, 7]);
  });

  it('is that of the newest date that has come', () => {
    write('2026-08-01', 'sfo: { hjemmel: opplæringslova kap. 4, endsAfterLevels: [4, 7] }');
    write('2028-08-01', 'sfo: { hjemmel: opplæringslova kap. 4, endsAfterLevels: [5] }');
    expect(loadSchoolYearPolicy(folder, '2028-07-31').sfo.endsAfterLevels).toEqual([4, 7]);
    expect(loadSchoolYearPolicy(folder, '2028-08-01').sfo.endsAfterLevels).toEqual([5]);
  });

  it('says what is wrong and where, and that there is none', () => {
    write('2029-08-01', 'sfo: { hjemmel: the law, endsAfterLevels: [] }');
    expect(() => loadSchoolYearPolicy(folder, '2029-08-01')).toThrow(
      /sfo\.hjemmel: names no provision.*\n.*endsAfterLevels/,
    );
    expect(() => loadSchoolYearPolicy(folder, '2020-08-01')).toThrow(
      'No policy of the school year is in force on 2020-08-01',
    );
  });
});
