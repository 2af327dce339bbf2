import { existsSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { group, member, membership, person, unit } from '../source/pifu/pifu-test-file.ts';
import { openTestHub, type TestHub } from './roster-test-hub.ts';
import { none, other, owner, school } from './test-school.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(() => hub.reset());
afterAll(() => hub.hub.close());

describe('a first import', () => {
  it('counts what it added, and stores persons, places and belonging', async () => {
    const report = await hub.import(school());
    expect(report.counts).toEqual({
      units: { ...none, added: 3, unchanged: 0 },
      groups: { ...none, added: 1, unchanged: 0 },
      persons: { ...none, added: 4, unchanged: 0 },
      enrolments: { ...none, added: 2, unchanged: 0 },
      employments: { ...none, added: 1, unchanged: 0 },
      memberships: { ...none, added: 3, unchanged: 0 },
      guardians: { ...none, added: 1, unchanged: 0 },
    });
    expect(report).toMatchObject({
      source: 'test-sas@ringsaker.example',
      dryRun: false,
      findings: [],
      personsLeftOut: 0,
    });
    expect(await hub.enrolmentsOf('a')).toEqual([{ unit: 'school', validFrom: '2020-08-17', validTo: null }]);
    expect(
      await hub.rows(
        "select kind, name, organisation_number from school_administration.unit where source_id = 'school'",
      ),
    ).toEqual([{ kind: 'SCHOOL', name: 'Brumunddal skole', organisationNumber: '864950582' }]);
    const roles = await hub.rows<{ role: string }>('select role from school_administration.membership order by role');
    expect(roles.map(({ role }) => role)).toEqual(['CONTACT_TEACHER', 'PUPIL', 'PUPIL']);
  });

  it('tells of units, groups and placements, but of no arrivals: everybody was there before', async () => {
    await hub.import(school());
    const events = await hub.events();
    expect(events.map(({ type }) => type)).toEqual([
      ...Array(3).fill('unit-changed.v1'),
      'group-changed.v1',
      ...Array(2).fill('pupil-placement-changed.v1'),
    ]);
    const [unitRow] = await hub.rows<{ id: string }>(
      `select id from school_administration.unit where source_id = 'school'`,
    );
    const [groupRow] = await hub.rows<{ id: string }>(`select id from school_administration."group"`);
    expect(events.at(-1)?.data).toMatchObject({
      unitIds: [unitRow?.id],
      groupIds: [groupRow?.id],
      level: null,
      grading: 'UNGRADED',
      active: true,
    });
    expect(JSON.stringify(events)).not.toMatch(/Åse|Gro|17911/);
  });

  it('gives a guardian no identifier and no right', async () => {
    await hub.import(school());
    const guardians = await hub.rows<{ givenName: string; nationalId: string | null; email: string }>(
      `select p.given_name, p.national_id, p.email from school_administration.guardian g
       join school_administration.person p on p.id = g.person_id`,
    );
    expect(guardians).toEqual([{ givenName: 'Gro', nationalId: null, email: 'gro@example.no' }]);
    expect(await hub.rows('select * from school_administration."right"')).toEqual([]);
    const known = await hub.rows('select from school_administration.person where national_id is not null');
    expect(known).toHaveLength(3);
  });

  it('keeps addresses of pupils only, and leaves out who has no role and is nobody’s contact', async () => {
    const extension = `<pifu_adr type="personRegisteredAddressPrivate"><adr><street>Storgata 1</street><locality>Moelv</locality><pcode>2390</pcode></adr></pifu_adr>`;
    const persons = [
      person({ id: 'a', guardians: ['g'], extension }),
      person({ id: 'b', extension }),
      person({ id: 'g', extension, email: 'g@example.no' }),
      person({
        id: 't',
        extension: `${extension}<pifu_hasContactPerson type="nextOfKin"><sourcedid><source>test-sas@ringsaker.example</source><id>kin</id></sourcedid></pifu_hasContactPerson>`,
      }),
      person({ id: 'kin', extension }),
    ];
    const report = await hub.import(school({ persons }));
    expect(report.personsLeftOut).toBe(1);
    const rows = await hub.rows<{ sourceId: string; address: unknown }>(
      'select source_id, address from school_administration.person order by source_id',
    );
    const address = { lines: ['Storgata 1'], postcode: '2390', place: 'Moelv' };
    expect(rows).toEqual([
      { sourceId: 'a', address },
      { sourceId: 'b', address },
      { sourceId: 'g', address: null },
      { sourceId: 't', address: null },
    ]);
  });

  it('enrols a pupil who is in a class but not said to be at the school, with the year level', async () => {
    const code = `<pifu_id type="grepCode"><pifu_value>http://psi.udir.no/laereplan/aarstrinn/aarstrinn7</pifu_value><pifu_scope>g</pifu_scope><pifu_unique>0</pifu_unique></pifu_id>`;
    await hub.import(
      school({
        groups: [owner, unit(), group(), group({ id: 'level-7', type: 'trinn', extension: code })],
        memberships: [
          membership('7A', member({ id: 'a', begin: '2026-08-17' })),
          membership('level-7', member({ id: 'a' })),
        ],
      }),
    );
    expect(await hub.rows('select level, valid_from from school_administration.enrolment')).toEqual([
      { level: 7, validFrom: '2026-08-17' },
    ]);
  });
});

describe('the same file again', () => {
  it('changes nothing and tells nothing, the next day and the next year too', async () => {
    const timeframe = '<timeframe><begin>2026-08-17</begin><end>2026-12-18</end></timeframe>';
    const file = school({
      groups: [owner, unit(), other, group({ timeframe })],
      memberships: [
        membership(
          'school',
          member({ id: 'a', begin: '2020-08-17' }),
          member({ id: 'b' }),
          member({ id: 't', role: '02', begin: '2019-08-01', end: '2024-07-31' }),
        ),
        membership('7A', member({ id: 'a', begin: '2026-08-17', end: '2026-12-18' }), member({ id: 'b', status: '0' })),
      ],
    });
    await hub.import(file);
    const before = await hub.contents();
    await hub.events();
    for (const day of ['2026-11-22T10:00:00Z', '2026-11-23T10:00:00Z', '2027-11-23T10:00:00Z']) {
      hub.now = new Date(day);
      const { counts } = await hub.import(file);
      for (const kind of Object.values(counts)) expect(kind).toMatchObject(none);
      expect(await hub.contents()).toBe(before);
      expect(await hub.events()).toEqual([]);
    }
  });
});

it('the teacher of a kontaktlærergruppe is the contact teacher', async () => {
  const groups = [owner, unit(), group({ id: 'k', type: 'kontaktlærergruppe' })];
  const memberships = [
    membership('school', member({ id: 'a' })),
    membership('k', member({ id: 'a' }), member({ id: 't', role: '02' })),
  ];
  await hub.import(school({ groups, memberships }));
  const roles = await hub.rows<{ role: string }>('select role from school_administration.membership order by 1');
  expect(roles.map(({ role }) => role)).toEqual(['CONTACT_TEACHER', 'PUPIL']);
});

describe('a dry run', () => {
  it('says what would change, and leaves no trace', async () => {
    await hub.import(school());
    const before = await hub.contents();
    await hub.events();
    const file = school({
      memberships: [membership('school', member({ id: 'a', begin: '2020-08-17' }), member({ id: 'nobody' }))],
    });
    const report = await hub.import(file, { dryRun: true });
    expect(report).toMatchObject({
      dryRun: true,
      counts: { enrolments: { ended: 1, unchanged: 1 } },
      findingCounts: { 'unknown-person': 1 },
    });
    expect(await hub.contents()).toBe(before);
    expect(await hub.events()).toEqual([]);
    expect(await hub.rows('select from school_administration.roster_import')).toHaveLength(1);
    expect(await hub.rows('select from school_administration.roster_finding')).toHaveLength(0);
  });
});

describe('the history', () => {
  it('keeps when, which file, the counts and every finding', async () => {
    const file = school({ memberships: [membership('school', member({ id: 'a' }), member({ id: 'nobody' }))] });
    const report = await hub.import(file);
    const [row] = await hub.rows<Record<string, unknown>>('select * from school_administration.roster_import');
    expect(row).toMatchObject({
      id: report.importId,
      format: 'PIFU-IMS 1.3 full',
      state: 'DONE',
      fileHash: report.fileHash,
      fileMadeAt: '2026-08-17T06:00:00',
      counts: report.counts,
    });
    expect(report.fileHash).toMatch(/^[0-9a-f]{64}$/);
    expect(await hub.rows('select import_id, kind, line from school_administration.roster_finding')).toEqual(
      report.findings.map(({ kind, line }) => ({ importId: report.importId, kind, line })),
    );
  });

  it('says what a refused file was refused for', async () => {
    await expect(hub.import(school({ memberships: [] }))).rejects.toThrow(/no pupil/);
    expect(await hub.rows('select state, reason from school_administration.roster_import')).toMatchObject([
      { state: 'FAILED', reason: expect.stringMatching(/no pupil/) },
    ]);
  });
});

const example = '../shared/standards/pifu/PIFU-IMS_SAS_eksempel.xml';
it.skipIf(!existsSync(example))("imports the standard's own example, twice, and reads a file by its path", async () => {
  hub.now = new Date('2007-03-11T09:00:00Z');
  const { counts, personsLeftOut, findingCounts } = await hub.import('', { file: example, mode: 'production' });
  // Janne, Ola and his two guardians; Morten is the next of kin of a teacher.
  expect({ persons: counts.persons.added, personsLeftOut }).toEqual({ persons: 4, personsLeftOut: 1 });
  expect(counts).toMatchObject({
    units: { added: 2 },
    groups: { added: 7 },
    enrolments: { added: 1 },
    guardians: { added: 2 },
  });
  expect(Object.values(findingCounts).reduce((sum, count) => sum + count, 0)).toBe(11);
  const before = await hub.contents();
  await hub.import('', { file: example, mode: 'production' });
  expect(await hub.contents()).toBe(before);
});

it('says plainly that a file is not there, or is a folder of something else', async () => {
  await expect(hub.import('', { file: 'no/such/file.xml' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(hub.import('', { file: 'subgraphs' })).rejects.toMatchObject({ code: 'UNKNOWN_FORMAT' });
});
