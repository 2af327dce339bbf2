import { describe, expect, it } from 'vitest';
import { group, member, membership, nationalIdFor, person, pifuFile, unit } from './pifu-test-file.ts';
import { pupil, read, readBytes } from './read-test-roster.ts';

describe('a roster without faults', () => {
  it('gives no findings, and its records in the terms of the field', async () => {
    const { findings, persons, units, groups, memberships, header } = await read();
    expect(findings).toEqual([]);
    expect(header).toMatchObject({ extract: 'full', source: 'test-sas@ringsaker.example' });
    expect(persons.map(({ id, givenName, contacts }) => ({ id, givenName, contacts }))).toEqual([
      { id: 'pupil-1', givenName: 'Åse', contacts: [{ personId: 'guardian-1', relation: 'guardian' }] },
      { id: 'guardian-1', givenName: 'Ola', contacts: [] },
    ]);
    expect(units.map(({ id, kind, parentId }) => ({ id, kind, parentId }))).toEqual([
      { id: 'owner', kind: 'owner', parentId: undefined },
      { id: 'school', kind: 'school', parentId: 'owner' },
    ]);
    expect(groups).toMatchObject([{ id: '7A', type: 'base-group', parentIds: ['school'] }]);
    expect(memberships.map(({ groupId, role }) => `${groupId} ${role}`)).toEqual(['school pupil', '7A pupil']);
  });

  it('is read the same whatever the size of the chunks', async () => {
    const bytes = Buffer.from(pifuFile());
    const whole = await readBytes([bytes]);
    for (const size of [1, 17, 1000]) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      expect(await readBytes(chunks)).toEqual(whole);
    }
  });

  it('keeps names in every encoding it may be written in', async () => {
    const name = async (bytes: Buffer) => (await readBytes([bytes])).persons[0]?.familyName;
    const latin1 = pifuFile({ declaration: '<?xml version="1.0" encoding="ISO-8859-1"?>' });
    const windows = pifuFile({ declaration: '<?xml version="1.0" encoding="windows-1252"?>' });
    expect(await name(Buffer.from(latin1, 'latin1'))).toBe('Bjørnøy');
    expect(await name(Buffer.from(windows, 'latin1'))).toBe('Bjørnøy');
    expect(await name(Buffer.from(`\uFEFF${pifuFile()}`))).toBe('Bjørnøy');
  });

  it('reads what the hub needs of a person, and no more', async () => {
    const nin = nationalIdFor('171114');
    const extra =
      '<userid useridtype="feideID">ase@ringsaker.no</userid><userid useridtype="studentID">58</userid><userid useridtype="username">ase</userid>';
    const adr =
      '<adr><pobox>12</pobox><street>Storgata 1</street><pcode>2380</pcode><locality>Brumunddal</locality></adr>';
    const extension = `<pifu_tel type="personMobilePrivate">98 76 54 32</pifu_tel>
      <pifu_adr type="personRegisteredAddressPrivate">${adr}</pifu_adr>
      <pifu_status type="activeInactive">inaktiv</pifu_status><pifu_status type="pupilStatus">deltid</pifu_status>
      <pifu_preferredLanguage source="ISO 639-1">nn</pifu_preferredLanguage>
      <pifu_nativeTongue source="ISO 639-2">smj</pifu_nativeTongue><pifu_nativeTongue source="ISO 639-1">NO</pifu_nativeTongue>`;
    const { persons, findings } = await read(pupil({ nin, birth: '2014-11-17', extra, extension }));
    expect(findings).toEqual([]);
    expect(persons[0]).toEqual({
      record: 'person',
      line: 5,
      id: 'pupil-1',
      formerIds: [],
      fullName: 'Åse Bjørnøy',
      givenName: 'Åse',
      familyName: 'Bjørnøy',
      nationalId: nin,
      feideId: 'ase@ringsaker.no',
      pupilNumber: '58',
      birthDate: '2014-11-17',
      mobile: '+4798765432',
      registeredAddress: { lines: ['Storgata 1', 'Postboks 12'], postalCode: '2380', locality: 'Brumunddal' },
      preferredLanguage: 'nn',
      motherTongues: ['smj', 'no'],
      active: false,
      pupilStatus: 'part-time',
      contacts: [],
    });
  });

  it('tells kindergartens and SFO from schools by their school types', async () => {
    const typed = (id: string, ...types: readonly string[]) =>
      unit({ id, extension: types.map((type) => `<pifu_schoolType>${type}</pifu_schoolType>`).join('') });
    const groups = [
      unit({ id: 'owner', type: 'skoleeier' }),
      unit(),
      typed('k', 'barnehage'),
      typed('s', 'sfo'),
      typed('b', 'barneskole', 'ungdomsskole', 'sfo'),
    ];
    const { units } = await read({ groups, memberships: [membership('school', member())] });
    expect(units.map(({ kind }) => kind)).toEqual(['owner', 'school', 'kindergarten', 'after-school', 'school']);
    expect(units.at(-1)?.schoolTypes).toEqual(['primary', 'lower-secondary', 'after-school']);
  });

  it('reads the year level, Grep codes and period of a group', async () => {
    const code = (type: string, value: string) =>
      `<pifu_id type="${type}"><pifu_value> ${value}</pifu_value><pifu_scope>g</pifu_scope><pifu_unique>0</pifu_unique></pifu_id>`;
    const timeframe =
      '<timeframe><begin>2026-08-17</begin><end>2027-06-18</end><adminperiod>2026/2027</adminperiod></timeframe>';
    const extension =
      code('grepCode', 'http://psi.udir.no/laereplan/aarstrinn/aarstrinn7') + code('grepCodeShortForm', 'MAT0008');
    const { groups, findings } = await read({
      groups: [unit({ id: 'owner', type: 'skoleeier' }), unit(), group({ timeframe, extension })],
    });
    expect(findings).toEqual([]);
    expect(groups[0]).toMatchObject({
      yearLevel: 7,
      grepCodes: ['MAT0008', 'http://psi.udir.no/laereplan/aarstrinn/aarstrinn7'],
      begin: '2026-08-17',
      end: '2027-06-18',
      schoolYear: '2026/2027',
    });
  });

  it('takes the first day of a membership from when it was made, unless the file says another', async () => {
    const made = '<datetime>2025-08-18T08:00:00</datetime>';
    const memberships = [
      membership('school', member({ extra: made })),
      membership(
        '7A',
        member({ begin: '2026-08-17', extra: made }),
        member({ role: '04', end: '2025-01-01', extra: made }),
      ),
    ];
    const result = await read({ memberships });
    expect(result.findings).toEqual([]);
    expect(result.memberships.map(({ begin }) => begin)).toEqual(['2025-08-18', '2026-08-17', undefined]);
  });

  it('renames: the new id is the person, and the old one still finds them in the same file', async () => {
    const { persons, memberships, findings } = await read({
      persons: [person({ id: 'new-1', oldId: 'pupil-1' })],
    });
    expect(findings).toEqual([]);
    expect(persons[0]).toMatchObject({ id: 'new-1', formerIds: ['pupil-1'] });
    expect(memberships.map(({ personId }) => personId)).toEqual(['new-1', 'new-1']);
  });

  it('qualifies an id that another system has issued', async () => {
    const foreign = '<sourcedid><source>other@system</source><id>7</id></sourcedid>';
    const persons = [
      person(),
      `<person>${foreign}<name><fn>A B</fn><n><family>B</family><given>A</given></n></name></person>`,
    ];
    expect((await read({ persons })).persons.map(({ id }) => id)).toEqual(['pupil-1', 'other@system|7']);
  });
});
