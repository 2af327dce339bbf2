import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  changesOf,
  type Encode,
  readBundle,
  readFiles,
  utf8,
  whole,
  wholeFiles,
  writeZip,
  zipOf,
} from './test-bundle.ts';

const told = ({ findings }: Awaited<ReturnType<typeof readFiles>>) =>
  findings.map(({ line, kind, what }) => `${line} ${kind} ${what}`);

describe('a OneRoster 1.1 bundle', () => {
  it('becomes the same records as any roster', async () => {
    const read = await readFiles(whole());
    expect(told(read)).toEqual([]);
    expect(read.header).toMatchObject({ source: 'Vigilo', extract: 'full' });
    expect(read.units).toMatchObject([
      { id: 'owner', kind: 'owner', name: 'Ringsaker kommune' },
      { id: 'school', kind: 'school', organisationNumber: '864950582', parentId: 'owner' },
    ]);
    expect(read.groups).toMatchObject([
      // A term's end date is the day after its last day.
      { id: '7A', type: 'base-group', yearLevel: 7, begin: '2026-08-17', end: '2027-06-18', parentIds: ['school'] },
      { id: '7A-nor', type: 'teaching-group', grepCodes: ['NOR0214'], end: '2026-12-18' },
    ]);
    expect(read.persons).toMatchObject([
      { id: 'a', givenName: 'Åse', familyName: 'Bjørnøy', birthDate: '2014-11-17', gender: 'female' },
      { id: 'b', givenName: 'Bo Li', familyName: 'Sæther' },
      { id: 'g', email: 'gro@example.no', mobile: '+4790000001' },
      { id: 'h', phone: '+4790000002' },
      { id: 't', feideId: 'tor@ringsaker.example' },
    ]);
  });

  it('places pupils and staff at their units and classes, and gives guardians and relatives no place at all', async () => {
    const { memberships } = await readFiles(whole());
    expect(memberships.map(({ personId, groupId, role }) => `${personId} ${role} ${groupId}`)).toEqual([
      'a pupil school',
      'b pupil school',
      't teacher school',
      't teacher owner',
      'a pupil 7A',
      'b pupil 7A',
      't teacher 7A',
      'a pupil 7A-nor',
    ]);
    expect(memberships[0]).toMatchObject({ yearLevel: 7 });
    expect(memberships[5]).toMatchObject({ begin: '2026-08-17', end: '2027-06-18' });
  });

  it('takes agents as whom to call, whichever of the two names the other', async () => {
    const { contacts } = await readFiles(whole());
    expect(contacts.map(({ childId, personId, relation }) => [childId, personId, relation])).toEqual([
      ['a', 'g', 'guardian'],
      ['b', 'h', 'next-of-kin'],
    ]);
  });

  it('says the same in any encoding, with any line ending, with a mark in front, in a folder of a zip', async () => {
    const { all } = await readFiles(whole());
    const latin: Encode = (text) => Buffer.from(text, 'latin1');
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    const cr = (text: string) => text.replaceAll('\n', '\r');
    const marked: Encode = (text) => Buffer.from(`\uFEFF${text}`);
    for (const encode of [
      latin,
      marked,
      (t: string) => latin(crlf(t)),
      (t: string) => utf8(cr(t)),
      (t: string) => marked(crlf(t)),
    ])
      expect((await readFiles(whole(), encode)).all).toEqual(all);
    const files = Object.entries(whole()).map(([name, text]) => [`export/${name}.csv`, latin(crlf(text))] as const);
    expect((await readBundle(await writeZip(await zipOf(Object.fromEntries(files))))).all).toEqual(all);
  });

  it('needs neither sessions, courses nor demographics, and tells of what its rows miss', async () => {
    const { orgs = '', classes = '', users = '', enrollments = '' } = wholeFiles;
    const { manifest } = changesOf({});
    const read = await readFiles({
      manifest: (manifest ?? '').replace(/file\.(orgs|classes|users|enrollments),absent/g, 'file.$1,bulk'),
      orgs,
      classes,
      users,
      enrollments,
    });
    expect(told(read)).toEqual([
      '2 unknown-term classes.csv: term autumn, which academicSessions.csv does not have',
      '2 unknown-term classes.csv: term spring, which academicSessions.csv does not have',
    ]);
    expect(read.findings[0]?.done).toBe('2 classes were kept without its dates');
    expect(read.groups[0]).not.toHaveProperty('begin');
  });
});

describe('a OneRoster 1.2 bundle', () => {
  it('has roles in a file of their own', async () => {
    const users = `sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,agentSourcedIds,primaryOrgSourcedId
a,,,true,a,,Åse,Bjørnøy,g,school
g,,,true,g,,Gro,Bjørnøy,,
p,,,true,p,,Pia,Lund,,
`;
    const roles = `sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId
1,,,a,primary,student,2026-08-17,,school,
2,,,g,primary,guardian,,,school,
3,,,p,primary,principal,,2027-08-01,school,
4,,,p,secondary,systemAdministrator,,,owner,
`;
    const read = await readFiles(
      whole({ users, roles, enrollments: wholeFiles.enrollments?.split('\n').slice(0, 2).join('\n') ?? '' }, '1.2'),
    );
    expect(told(read)).toEqual(['3 guardian-without-contact guardian g has no e-mail or telephone']);
    expect(read.format).toMatchObject({ version: '1.2' });
    expect(read.memberships.map(({ personId, role, groupId, end }) => [personId, role, groupId, end])).toEqual([
      ['a', 'pupil', 'school', undefined],
      ['p', 'school-leader', 'school', '2027-07-31'],
      ['p', 'other', 'owner', undefined],
      ['a', 'pupil', '7A', undefined],
    ]);
    expect(read.contacts).toMatchObject([{ childId: 'a', personId: 'g', relation: 'guardian' }]);
  });
});

describe('a OneRoster delta', () => {
  it('tells what is new, what has changed, and what is to be deleted', async () => {
    const read = await readFiles(
      changesOf({
        users: `sourcedId,status,dateLastModified,orgSourcedIds,role,givenName,familyName
a,tobedeleted,2026-11-20T03:00:00Z,school,student,Åse,Bjørnøy
c,active,2026-11-20T03:00:00Z,school,student,Cora,Lund
`,
        enrollments: `sourcedId,status,dateLastModified,classSourcedId,userSourcedId,role
2,tobedeleted,2026-11-20T03:00:00Z,7A,b,student
9,active,2026-11-20T03:00:00Z,7A,c,student
`,
      }),
    );
    expect(told(read)).toEqual([]);
    expect(read.header?.extract).toBe('delta');
    expect(read.removals).toMatchObject([{ of: 'person', id: 'a' }]);
    expect(read.memberships.map(({ personId, groupId, removed }) => [personId, groupId, removed])).toEqual([
      ['c', 'school', undefined],
      ['b', '7A', true],
      ['c', '7A', undefined],
    ]);
  });

  it('beside whole files is read as changes, and says so', async () => {
    const { users = '' } = wholeFiles;
    const manifest = (whole().manifest ?? '').replace('file.users,bulk', 'file.users,delta');
    const read = await readFiles({ ...whole(), users, manifest });
    expect(read.header?.extract).toBe('delta');
    expect(told(read)).toEqual(['1 manifest-differs manifest.csv: some files are bulk and some delta']);
  });
});

const examples = '../shared/standards/oneroster';
it.skipIf(!existsSync(examples))('finds only what is true of a real OneRoster 1.1 bundle', async () => {
  const read = await readBundle(examples);
  expect(told(read).map((text) => text.replace(/: .*/, ''))).toEqual([
    // Columns of a draft, and of the systems that wrote it.
    '1 unknown-column orgs.csv',
    '1 unknown-column courses.csv',
    '1 unknown-column classes.csv',
    // academicSessions.csv has a header and no session.
    '2 unknown-term classes.csv',
    '1 unknown-column demographics.csv',
    '1 unknown-column users.csv',
  ]);
  expect(read.units.map(({ id, name, parentId }) => [id, name, parentId])).toEqual([
    ['12345', 'School 1', '54321'],
    ['54321', 'School 2', undefined],
  ]);
  expect(read.memberships.map(({ personId, groupId }) => `${personId} ${groupId}`)).toEqual([
    'user1 12345',
    'user2 54321',
    'user1 class1',
    'user1 class2',
    'user2 class3',
  ]);
});
