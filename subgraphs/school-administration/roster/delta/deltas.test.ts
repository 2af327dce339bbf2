import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { group, member, membership, person, pifuFile, type TestFile, unit } from '../../source/pifu/pifu-test-file.ts';
import { openTestHub, type TestHub } from '../roster-test-hub.ts';
import { none, school } from '../test-school.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(async () => {
  await hub.reset();
  await hub.import(school());
  await hub.events();
});
afterAll(() => hub.hub.close());

const delta = (parts: TestFile) => pifuFile({ type: 'delta', persons: [], groups: [], memberships: [], ...parts });
const deleted = ' recstatus="3"';
const updated = ' recstatus="2"';
const current = async (id: string) =>
  (
    await hub.rows<{ name: string; role: string }>(`select g.name, m.role from school_administration.membership m
      join school_administration."group" g on g.id = m.group_id join school_administration.person p on p.id = m.person_id
      where p.source_id = '${id}' and m.valid_to is null order by 1, 2`)
  ).map(({ name, role }) => `${name} ${role}`);
const kinds = ({ findings }: Awaited<ReturnType<TestHub['import']>>) =>
  findings.map(({ line: _, ...rest }) => rest.kind);

describe('a delta', () => {
  it('changes one person and leaves everybody else as they are', async () => {
    const persons = [person({ id: 'b', given: 'Bosse', attributes: updated })];
    const report = await hub.import(delta({ persons }));
    expect(report.findings).toEqual([]);
    expect(report.format).toBe('PIFU-IMS 1.3 delta');
    expect(report.counts).toMatchObject({ persons: { ...none, changed: 1 }, enrolments: none, memberships: none });
    expect(await hub.enrolmentsOf('a')).toEqual([{ unit: 'school', validFrom: '2020-08-17', validTo: null }]);
    expect(await hub.enrolmentsOf('b')).toEqual([{ unit: 'school', validFrom: '2020-08-17', validTo: null }]);
    expect(await hub.events()).toEqual([]);
  });

  it('adds a pupil to a school and a class that stand in an earlier file', async () => {
    const report = await hub.import(
      delta({
        persons: [person({ id: 'c', given: 'Cora', guardians: ['g'], attributes: ' recstatus="1"' })],
        memberships: [
          membership('school', member({ id: 'c', begin: '2026-11-23', recstatus: 1 })),
          membership('7A', member({ id: 'c', begin: '2026-11-23', recstatus: 1 })),
        ],
      }),
    );
    expect(report.findings).toEqual([]);
    expect(report.counts).toMatchObject({
      persons: { ...none, added: 1 },
      enrolments: { ...none, added: 1 },
      memberships: { ...none, added: 1 },
      guardians: { ...none, added: 1 },
    });
    expect(await hub.enrolmentsOf('c')).toEqual([{ unit: 'school', validFrom: '2026-11-23', validTo: null }]);
    expect((await hub.events()).map(({ type }) => type)).toContain('pupil-arrived.v1');
  });

  it('moves a pupil from one class to another, and the enrolment goes on', async () => {
    const { counts, findings } = await hub.import(
      delta({
        groups: [group({ id: '7B' })],
        memberships: [
          membership('7A', member({ id: 'a', recstatus: 3 })),
          membership('7B', member({ id: 'a', recstatus: 1 })),
        ],
      }),
    );
    expect(findings).toEqual([]);
    expect(counts).toMatchObject({
      enrolments: none,
      memberships: { added: 1, ended: 1 },
      groups: { added: 1, ended: 0 },
    });
    expect(await current('a')).toEqual(['7B PUPIL']);
    expect(await current('b')).toEqual(['7A PUPIL']);
  });

  it('ends the enrolment of a pupil whom only a class placed at the school', async () => {
    const memberships = [
      membership('school', member({ id: 't', role: '02' })),
      membership('7A', member({ id: 'a' }), member({ id: 'b' })),
    ];
    await hub.reset();
    await hub.import(school({ memberships }));
    await hub.import(delta({ memberships: [membership('7A', member({ id: 'b', recstatus: 3 }))] }));
    expect(await hub.enrolmentsOf('b')).toMatchObject([{ unit: 'school', validTo: '2026-11-21' }]);
    expect(await hub.enrolmentsOf('a')).toMatchObject([{ unit: 'school', validTo: null }]);
  });

  it('takes a person away with all their places, and keeps the history', async () => {
    const { counts } = await hub.import(delta({ persons: [person({ id: 'a', attributes: deleted })] }));
    expect(counts).toMatchObject({
      persons: { ...none, ended: 1 },
      enrolments: { ...none, ended: 1 },
      memberships: { ...none, ended: 1 },
      guardians: { ...none, ended: 1 },
    });
    expect(await hub.enrolmentsOf('a')).toEqual([{ unit: 'school', validFrom: '2020-08-17', validTo: '2026-11-21' }]);
    expect((await hub.events()).map(({ type }) => type)).toEqual(['pupil-placement-changed.v1', 'enrolment-ended.v1']);
  });

  it('takes a class away: its members leave it, and stay at the school', async () => {
    const { counts } = await hub.import(delta({ groups: [group({ id: '7A', attributes: deleted })] }));
    expect(counts).toMatchObject({
      groups: { ended: 1 },
      memberships: { ended: 3 },
      enrolments: { ended: 0 },
      persons: none,
    });
    expect(await current('a')).toEqual([]);
  });

  it('takes a school away with its groups, places and posts', async () => {
    const { counts } = await hub.import(
      delta({ groups: [unit({ id: 'school' }).replace('<group', `<group${deleted}`)] }),
    );
    expect(counts).toMatchObject({
      units: { ended: 1 },
      groups: { ended: 1 },
      enrolments: { ended: 2 },
      employments: { ended: 1 },
      memberships: { ended: 3 },
    });
  });

  it('gives the pupils of a class another year level when the class gets it', async () => {
    const level = `<pifu_id type="grepCodeGradeLevel"><pifu_value>8. årstrinn</pifu_value><pifu_scope>grep</pifu_scope><pifu_unique>0</pifu_unique></pifu_id>`;
    await hub.import(delta({ groups: [group({ id: '7A', name: '8A', extension: level, attributes: updated })] }));
    expect(await hub.rows('select distinct level from school_administration.enrolment')).toEqual([{ level: 8 }]);
    expect(await current('b')).toEqual(['8A PUPIL']);
  });

  it('renames ids: the person, the class and all that is theirs stay the same', async () => {
    const before = await hub.rows(`select id from school_administration.person where source_id = 'a'`);
    const { counts, findings } = await hub.import(
      delta({
        persons: [person({ id: 'a-new', oldId: 'a', given: 'Åse', guardians: ['g'], attributes: updated })],
        groups: [group({ id: '7A-new', oldId: '7A', name: '7A', attributes: updated })],
      }),
    );
    expect(findings).toEqual([]);
    expect(counts).toMatchObject({
      persons: { ...none, changed: 1 },
      groups: { ...none, changed: 1 },
      enrolments: none,
    });
    expect(await hub.rows(`select id from school_administration.person where source_id = 'a-new'`)).toEqual(before);
    expect(await current('a-new')).toEqual(['7A PUPIL']);
  });

  it('twice changes nothing the second time', async () => {
    const file = delta({
      persons: [
        person({ id: 'c', given: 'Cora', attributes: ' recstatus="1"' }),
        person({ id: 'b', attributes: deleted }),
      ],
      groups: [group({ id: '7B' })],
      memberships: [membership('7B', member({ id: 'c' })), membership('7A', member({ id: 'a', recstatus: 3 }))],
    });
    await hub.import(file);
    const settled = await hub.contents();
    const again = await hub.import(file);
    expect(await hub.contents()).toBe(settled);
    expect(new Set(kinds(again))).toEqual(new Set(['nothing-to-delete']));
  });

  it('never touches what staff have ended', async () => {
    await hub.rows(`update school_administration.enrolment e set valid_to = '2026-11-01' from school_administration.person p
      where p.id = e.child_id and p.source_id = 'b'`);
    await hub.import(delta({ persons: [person({ id: 'b', given: 'Bosse', attributes: updated })] }));
    expect(await hub.enrolmentsOf('b')).toEqual([{ unit: 'school', validFrom: '2020-08-17', validTo: '2026-11-01' }]);
  });
});

describe('a delta that does not agree with what is here', () => {
  it('deletes what is not there: each is told of, and nothing happens', async () => {
    const before = await hub.contents();
    const report = await hub.import(
      delta({
        persons: [person({ id: 'nobody', attributes: deleted })],
        groups: [group({ id: 'no-group', attributes: deleted })],
        memberships: [
          membership('school-2', member({ id: 'a', recstatus: 3 })),
          membership('7A', member({ id: 'x', recstatus: 3 })),
        ],
      }),
    );
    expect(report.findings.map(({ what }) => what)).toEqual([
      'person nobody: the file deletes it',
      'group no-group: the file deletes it',
      'person a in school-2: the file deletes it',
      'person x in 7A: the file deletes it',
    ]);
    expect(await hub.contents()).toBe(before);
  });

  it('renames an id to one that exists: neither is changed, and a person finds out', async () => {
    const persons = [person({ id: 'b', oldId: 'a', given: 'Åse', attributes: updated })];
    const report = await hub.import(delta({ persons, groups: [group({ id: 'school-x', oldId: '7A', name: '7A' })] }));
    expect(kinds(report)).toEqual(['id-taken']);
    expect(report.findings[0]?.what).toBe('person a is said to be b now');
    expect(
      await hub.rows(
        `select given_name from school_administration.person where source_id in ('a', 'b') order by source_id`,
      ),
    ).toEqual([{ givenName: 'Åse' }, { givenName: 'Bo' }]);
  });

  it('names a person, a class and a parent that nobody has', async () => {
    const report = await hub.import(
      delta({
        persons: [person({ id: 'b', guardians: ['nobody'], attributes: updated })],
        groups: [group({ id: '9C', parent: 'no-school' })],
        memberships: [
          membership('7X', member({ id: 'a' }), member({ id: 'b' })),
          membership('7A', member({ id: 'x' })),
        ],
      }),
    );
    expect(kinds(report)).toEqual(['unknown-guardian', 'unknown-parent', 'unknown-group', 'unknown-person']);
    expect(report.counts).toMatchObject({ enrolments: none, memberships: none });
  });

  it('says two things of one, or gives members to what it deletes', async () => {
    const report = await hub.import(
      delta({
        persons: [
          person({ id: 'b', attributes: deleted }),
          person({ id: 'a' }),
          person({ id: 'a', attributes: deleted }),
        ],
        memberships: [membership('7A', member({ id: 'b' }))],
      }),
    );
    expect(kinds(report)).toEqual(['duplicate-id', 'unknown-person']);
    expect(report.counts.persons).toMatchObject({ ended: 1 });
  });
});
