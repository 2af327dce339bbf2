import { createReadStream, existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBytes } from './read-test-roster.ts';

const examples = '../shared/standards/pifu';
describe.skipIf(!existsSync(examples))("the standard's own examples", () => {
  const example = (name: string) => createReadStream(`${examples}/PIFU-IMS_SAS_eksempel${name}.xml`);

  it('finds only what is true of the whole-municipality example', async () => {
    const { findings, persons, units, groups, memberships } = await readBytes(example(''), 'production');
    expect(findings.toSorted((a, b) => a.line - b.line).map(({ line, kind }) => `${line} ${kind}`)).toEqual([
      '55 invalid-national-id',
      '82 password-in-file',
      '242 invalid-national-id',
      '262 password-in-file',
      '458 invalid-organisation-number',
      '602 invalid-organisation-number',
      // Class 7A: school year 2007/2008, dates 2006–2007.
      '717 school-year-differs',
      // Janne Stor is a pupil of the municipality itself.
      '1148 pupil-at-owner',
      // … and a teacher of 7A from 2007-08-20 to 2007-06-30.
      '1254 ends-before-start',
      // The astronomy group and subject have members, but are not in the file.
      '1328 unknown-group',
      '1708 unknown-group',
    ]);
    expect(persons.map(({ id, formerIds }) => [id, ...formerIds])).toEqual([
      ['global_ID_01235', 'Måne_personid_1235'],
      ['global_ID_01236'],
      ['global_ID_02772'],
      ['global_ID_03822'],
      ['global_ID_03823'],
    ]);
    expect(units.map(({ kind, name }) => `${kind}: ${name}`)).toEqual([
      'owner: Måne kommune',
      'school: Måneflekken skole',
    ]);
    expect(groups.map(({ type }) => type)).toEqual([
      'base-group',
      'teaching-group',
      'contact-teacher-group',
      'year-level',
      'education-programme',
      'programme-area',
      'subject',
    ]);
    expect(groups[3]?.yearLevel).toBe(7);
    // 18 roles stand in it; one ends before it starts, one is a pupil of the owner, four are of unknown groups,
    // which a later record could still have made known.
    expect(memberships).toHaveLength(16);
  });
});
