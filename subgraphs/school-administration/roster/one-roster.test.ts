import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  changesOf,
  type TestBundle,
  whole,
  wholeFiles,
  writeBundle,
  writeZip,
  zipOf,
} from '../source/one-roster/test-bundle.ts';
import { importRoster } from './import-roster.ts';
import { openTestHub, type TestHub } from './roster-test-hub.ts';
import { none } from './test-school.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(() => hub.reset());
afterAll(() => hub.hub.close());

/** By its path: a folder or a zip. */
const importPath = (path: string) => importRoster({ ...hub.options(), file: path });
const importBundle = async (bundle: TestBundle) => importPath(await writeBundle(bundle));
const current = async (id: string) =>
  (
    await hub.rows<{ place: string }>(`select place from (
      select u.name || ' ' || coalesce(e.level, 0) as place, e.child_id as id from school_administration.enrolment e
        join school_administration.unit u on u.id = e.unit_id where e.valid_to is null or e.valid_to >= '2026-11-22'
      union select g.name || ' ' || m.role, m.person_id from school_administration.membership m
        join school_administration."group" g on g.id = m.group_id where m.valid_to is null or m.valid_to >= '2026-11-22'
      union select 'called ' || g.source_id, r.child_id from school_administration.guardian r
        join school_administration.person g on g.id = r.person_id where r.valid_to is null) placed
      join school_administration.person p on p.id = placed.id where p.source_id = '${id}' order by place`)
  ).map(({ place }) => place);

describe('a OneRoster bundle', () => {
  it('is imported as any roster: counted, placed, told of, and unchanged the second time', async () => {
    const report = await importBundle(whole());
    expect(report).toMatchObject({ format: 'OneRoster 1.1 CSV bulk', source: 'Vigilo', findings: [] });
    expect(report.counts).toMatchObject({
      units: { ...none, added: 2 },
      groups: { ...none, added: 2 },
      persons: { ...none, added: 5 },
      enrolments: { ...none, added: 2 },
      employments: { ...none, added: 2 },
      memberships: { ...none, added: 4 },
      guardians: { ...none, added: 2 },
    });
    expect(await current('a')).toEqual(['7A PUPIL', 'Brumunddal skole 7', 'Norsk 7A PUPIL', 'called g']);
    const settled = await hub.contents();
    const files = Object.entries(whole()).map(([name, text]) => [`${name}.csv`, Buffer.from(text)] as const);
    const again = await importPath(await writeZip(await zipOf(Object.fromEntries(files))));
    expect(again.counts.enrolments).toEqual({ ...none, unchanged: 2 });
    expect(await hub.contents()).toBe(settled);
  });

  it('gives guardians and relatives neither an identifier nor a right', async () => {
    await importBundle(
      whole({
        users: (wholeFiles.users ?? '').replace(
          'g,,,true,school,parent,gro,,',
          'g,,,true,school,parent,gro,{Feide:gro@x.example},',
        ),
      }),
    );
    expect(
      await hub.rows(`select national_id, feide_id from school_administration.person where source_id in ('g', 'h')`),
    ).toEqual(Array(2).fill({ nationalId: null, feideId: null }));
    expect(await hub.rows('select id from school_administration."right"')).toEqual([]);
    expect(
      await hub.rows(`select role from school_administration.employment e join school_administration.person p
      on p.id = e.person_id where p.source_id in ('g', 'h')`),
    ).toEqual([]);
  });

  it('of changes moves a pupil to another school, takes one away, and leaves the others', async () => {
    const orgs = `${wholeFiles.orgs}school-2,,,Moelv skole,school,,owner\n`;
    await importBundle(whole({ orgs }));
    const report = await importBundle(
      changesOf({
        users: `sourcedId,status,dateLastModified,orgSourcedIds,role,givenName,familyName,grades
a,active,2026-11-21T03:00:00Z,school-2,student,Åse,Bjørnøy,7
t,tobedeleted,2026-11-21T03:00:00Z,,,,,
`,
        enrollments: `sourcedId,status,dateLastModified,classSourcedId,userSourcedId,role
1,tobedeleted,2026-11-21T03:00:00Z,7A,a,student
4,tobedeleted,2026-11-21T03:00:00Z,7A-nor,a,student
`,
      }),
    );
    expect(report.findings).toEqual([]);
    expect(report.counts).toMatchObject({
      persons: { ended: 1 },
      enrolments: { added: 1, ended: 1 },
      employments: { ended: 2 },
      guardians: none,
    });
    // The row says nothing of agents, so the guardian is still called.
    expect(await current('a')).toEqual(['Moelv skole 7', 'called g']);
    expect(await current('b')).toEqual(['7A PUPIL', 'Brumunddal skole 7', 'called h']);
  });

  it('of changes adds a guardian to a child whom it does not name otherwise', async () => {
    await importBundle(whole());
    const { counts, findings } = await importBundle(
      changesOf({
        users: `sourcedId,status,dateLastModified,orgSourcedIds,role,givenName,familyName,email,agentSourcedIds
n,active,2026-11-21T03:00:00Z,,guardian,Nils,Lund,nils@example.no,a
h,active,2026-11-21T03:00:00Z,,relative,Hans,Sæther,,b
`,
      }),
    );
    expect(findings).toMatchObject([]);
    expect(counts.guardians).toMatchObject({ added: 1, ended: 0 });
    expect(await current('a')).toContain('called n');
    expect(await current('a')).toContain('called g');
  });

  it('that cannot be read leaves everything as it was', async () => {
    await importBundle(whole());
    const before = await hub.contents();
    await expect(
      importBundle(whole({ enrollments: `${wholeFiles.enrollments}5,,,"7A,school,b,student,,,\n` })),
    ).rejects.toThrow(/enrollments\.csv, line 6: a quotation mark/);
    expect(await hub.contents()).toBe(before);
  });
});
