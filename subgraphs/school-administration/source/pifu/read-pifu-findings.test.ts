import { describe, expect, it } from 'vitest';
import { group, member, membership, nationalIdFor, person, unit } from './pifu-test-file.ts';
import { findingsOf, kinds, pupil, read } from './read-test-roster.ts';

describe('findings: the import goes on and says what it did', () => {
  it('a national id with wrong check digits: the person stays, the number does not', async () => {
    const { persons, findings } = await read(pupil({ nin: '17911412345' }));
    expect(kinds(findings)).toEqual(['invalid-national-id']);
    expect(persons[0]?.nationalId).toBeUndefined();
    expect(JSON.stringify(findings)).not.toContain('17911412345');
  });

  it('a national id that may be a real person, in a test hub only', async () => {
    // A day that has not come: the number has the form of a real one and belongs to nobody.
    const real = nationalIdFor('311239', 0);
    expect(await findingsOf(pupil({ nin: real }), 'production')).toEqual([]);
    const { persons, findings } = await read(pupil({ nin: real }), 'test');
    expect(kinds(findings)).toEqual(['real-national-id-in-test']);
    expect(persons[0]?.nationalId).toBeUndefined();
  });

  it('two persons with one national id: the second stays without it', async () => {
    const nin = nationalIdFor('171114');
    const { persons, findings } = await read({ persons: [person({ nin }), person({ id: 'pupil-2', nin })] });
    expect(kinds(findings)).toEqual(['duplicate-national-id']);
    expect(persons.map((one) => one.nationalId)).toEqual([nin, undefined]);
  });

  it('a birth date that the national id contradicts', async () => {
    expect(await findingsOf(pupil({ nin: nationalIdFor('171114'), birth: '2014-11-18' }))).toEqual([
      'birth-date-differs',
    ]);
  });

  it('a password: reported without its text, and read nowhere', async () => {
    const extra = '<userid useridtype="username" password="hemmelig1" pwencryptiontype="MD5">ase</userid>';
    const result = await read(pupil({ extra }));
    expect(kinds(result.findings)).toEqual(['password-in-file']);
    expect(JSON.stringify(result)).not.toMatch(/hemmelig1|"ase"/);
  });

  it.each(['2013-02-29', '2014-13-01', '2014-06-31'])(
    'a birth date that does not exist (%s) is left empty',
    async (birth) => {
      const { persons, findings } = await read(pupil({ birth }));
      expect(findings).toMatchObject([{ kind: 'invalid-date', why: 'the calendar has no such day' }]);
      expect(persons[0]?.birthDate).toBeUndefined();
    },
  );

  it('a leap day that does exist is kept, and a date in another form is not guessed', async () => {
    expect((await read(pupil({ birth: '2012-02-29' }))).persons[0]?.birthDate).toBe('2012-02-29');
    expect((await read(pupil({ birth: '03.04.2014' }))).findings).toMatchObject([
      { kind: 'invalid-date', why: 'a date is written YYYY-MM-DD' },
    ]);
  });

  it('a duplicate id: the first person, unit and group are kept', async () => {
    const persons = [person(), person({ given: 'Kari' })];
    const groups = [
      unit({ id: 'owner', type: 'skoleeier' }),
      unit(),
      unit({ name: 'Annen skole' }),
      group(),
      group({ name: 'X' }),
    ];
    const result = await read({ persons, groups });
    expect(kinds(result.findings)).toEqual(['duplicate-id', 'duplicate-id', 'duplicate-id']);
    expect(result.persons.map(({ givenName }) => givenName)).toEqual(['Åse']);
    expect(result.units.map(({ name }) => name)).toContain('Brumunddal skole');
    expect(result.groups.map(({ name }) => name)).toEqual(['7A']);
  });

  it('memberships of unknown groups (once per group) and unknown persons', async () => {
    const memberships = [
      membership('school', member(), member({ id: 'nobody' })),
      membership('9Z', member(), member({ role: '04' })),
    ];
    const { findings } = await read({ memberships });
    expect(findings.map(({ kind, done }) => `${kind}: ${done}`)).toEqual([
      'unknown-person: the membership was left out',
      'unknown-group: its 2 memberships were left out',
    ]);
  });

  it('a guardian who is not in the file, cannot be reached, or is the child itself', async () => {
    const persons = [
      person({ guardians: ['ghost', 'guardian-1', 'pupil-1'] }),
      person({ id: 'guardian-1', given: 'Ola' }),
    ];
    const result = await read({ persons });
    expect(kinds(result.findings)).toEqual(['guardian-is-self', 'unknown-guardian', 'guardian-without-contact']);
    expect(result.persons[0]?.contacts.map(({ personId }) => personId)).toEqual(['ghost', 'guardian-1']);
  });

  it('a group whose parents lead to no school, and a ring of groups, leave with their members', async () => {
    const groups = [
      unit({ id: 'owner', type: 'skoleeier' }),
      unit(),
      group({ id: 'lost', parent: 'nowhere' }),
      group({ id: 'ring-a', parent: 'ring-b' }),
      group({ id: 'ring-b', parent: 'ring-a' }),
      group({ id: 'math', type: 'fag' }),
      group({ id: 'math-7A', type: 'undervisningsgruppe', parent: 'math' }),
    ];
    const { findings } = await read({
      groups,
      memberships: [membership('school', member()), membership('lost', member())],
    });
    expect(findings.map(({ what }) => /(lost|ring-.)/.exec(what)?.[0])).toEqual(['lost', 'ring-a', 'ring-b']);
    expect(new Set(kinds(findings))).toEqual(new Set(['unknown-parent']));
  });

  it('unknown roles, subroles, types of group and codes', async () => {
    const groups = [unit({ id: 'owner', type: 'skoleeier' }), unit(), group({ id: 'odd', type: 'romferd' }), group()];
    const memberships = [
      membership(
        'school',
        member(),
        member({ role: '42' }),
        member({ role: '02', extra: '<subrole>trollmann</subrole>' }),
      ),
      membership('odd', member()),
      membership('7A', member({ status: '7' })),
    ];
    const result = await read({
      ...pupil({ extension: '<pifu_status type="pupilStatus">svever</pifu_status>' }),
      groups,
      memberships,
    });
    expect(kinds(result.findings)).toEqual([
      'unknown-code',
      'unknown-group-type',
      'unknown-role',
      'unknown-subrole',
      'unknown-code',
    ]);
    expect(result.memberships.map(({ groupId, role, active }) => `${groupId} ${role} ${active}`)).toEqual([
      'school pupil true',
      'school teacher true',
      '7A pupil false',
    ]);
  });

  it('a membership that ends before it starts is left out; a group that does keeps no dates', async () => {
    const timeframe = '<timeframe><begin>2026-08-17</begin><end>2025-06-18</end></timeframe>';
    const result = await read({
      groups: [unit({ id: 'owner', type: 'skoleeier' }), unit(), group({ timeframe })],
      memberships: [
        membership('school', member()),
        membership('7A', member({ begin: '2026-08-17', end: '2026-08-16' })),
      ],
    });
    expect(kinds(result.findings)).toEqual(['ends-before-start', 'ends-before-start']);
    expect(result.memberships).toHaveLength(1);
    expect(result.groups[0]).not.toHaveProperty('begin');
  });

  it('the same role twice in one group', async () => {
    const memberships = [membership('school', member(), member(), member({ begin: '2020-08-17', end: '2021-06-18' }))];
    const result = await read({ memberships });
    expect(kinds(result.findings)).toEqual(['duplicate-membership']);
    expect(result.memberships).toHaveLength(2);
  });

  it('organisation numbers that are wrong or used twice; a school abroad has U', async () => {
    const groups = [
      unit({ id: 'owner', type: 'skoleeier', orgnr: '864950582' }),
      unit({ orgnr: '864 950 582' }),
      unit({ id: 'b', orgnr: '123456789' }),
      unit({ id: 'c', orgnr: 'U1234' }),
      group(),
    ];
    const result = await read({ groups });
    expect(kinds(result.findings)).toEqual(['duplicate-organisation-number', 'invalid-organisation-number']);
    expect(result.units.map((one) => one.organisationNumber)).toEqual(['864950582', undefined, undefined, 'U1234']);
  });

  it('missing parts of names, and names that were saved in the wrong encoding', async () => {
    const persons = [person({ family: '' }), person({ id: 'p2', given: 'BjÃ¸rn' })];
    const result = await read({ persons });
    expect(kinds(result.findings)).toEqual(['missing-name', 'garbled-text']);
    expect(result.persons[0]).toMatchObject({ givenName: 'Åse', fullName: 'Åse' });
  });

  it('e-mail addresses and telephone numbers that are none', async () => {
    const extension = '<pifu_tel type="personMobilePrivate">ring mamma</pifu_tel>';
    const result = await read(pupil({ email: 'ase(at)example', extension }));
    expect(kinds(result.findings).toSorted()).toEqual(['invalid-email', 'invalid-phone']);
    expect(result.persons[0]).not.toHaveProperty('email');
  });

  it('elements the standard does not have, once for each name', async () => {
    const extra = '<nickname>Åsa</nickname>';
    const result = await read({ persons: [person({ extra }), person({ id: 'p2', extra })] });
    expect(kinds(result.findings)).toEqual(['unexpected-element']);
    expect(JSON.stringify(result.persons)).not.toContain('Åsa');
  });

  it('ids that are missing, and records that a full file marks as deleted', async () => {
    const persons = [person(), person({ id: '' }), person({ id: 'gone', attributes: ' recstatus="3"' })];
    const memberships = [
      membership('school', member(), member({ id: 'gone' }), member({ id: '' })),
      membership('', member()),
    ];
    const result = await read({ persons, memberships });
    expect(kinds(result.findings)).toEqual(['missing-id', 'marked-deleted', 'missing-id', 'missing-id']);
    expect(result.persons.map(({ id }) => id)).toEqual(['pupil-1']);
  });

  it('a pupil of the owner itself, which is no school', async () => {
    const result = await read({ memberships: [membership('school', member()), membership('owner', member())] });
    expect(kinds(result.findings)).toEqual(['pupil-at-owner']);
  });

  it('a text longer than the standard allows is kept', async () => {
    const result = await read({ persons: [person({ given: 'Å'.repeat(300) })] });
    expect(new Set(kinds(result.findings))).toEqual(new Set(['too-long']));
    expect(result.persons[0]?.givenName).toHaveLength(300);
  });

  it('parts in an order that the XSD forbids, which does no harm', async () => {
    const parts = {
      persons: [membership('school', member())],
      groups: [group(), person(), unit(), unit({ id: 'owner', type: 'skoleeier' })],
    };
    const result = await read({ ...parts, memberships: [] });
    expect(result.findings).toEqual([]);
    expect(result.memberships).toHaveLength(1);
  });
});
