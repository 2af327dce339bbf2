import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { member, membership, nationalIdFor, person } from '../source/pifu/pifu-test-file.ts';
import { openTestHub, type TestHub } from './roster-test-hub.ts';
import { none, school } from './test-school.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(() => hub.reset());
afterAll(() => hub.hub.close());

describe('a later file', () => {
  beforeEach(async () => {
    await hub.import(school());
    await hub.events();
  });

  it('changes a name, and empties what it no longer says', async () => {
    const persons = [
      person({ id: 'a', given: 'Åsne', guardians: ['g'] }),
      person({ id: 'b', given: 'Bo' }),
      person({ id: 'g', given: 'Gro' }),
      person({ id: 't', given: 'Tor' }),
    ];
    const { counts } = await hub.import(school({ persons }));
    expect(counts.persons).toEqual({ ...none, changed: 2, unchanged: 2 });
    const rows = await hub.rows<{ givenName: string; email: string | null; nationalId: string | null }>(
      `select given_name, email, national_id is not null as national_id from school_administration.person order by source_id`,
    );
    // The national ids stay: a file that leaves them out takes nobody's identity away.
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['Åsne', null, true],
      ['Bo', null, true],
      ['Gro', null, false],
      ['Tor', null, true],
    ]);
    expect(await hub.events()).toEqual([]);
  });

  it('ends a pupil who is no longer in it, deletes nothing, and tells of it', async () => {
    const memberships = [
      membership('school', member({ id: 'a', begin: '2020-08-17' }), member({ id: 't', role: '02' })),
      membership('7A', member({ id: 'a' }), member({ id: 't', role: '06' })),
    ];
    const persons = [
      person({ id: 'a', given: 'Åse', guardians: ['g'] }),
      person({ id: 'g', given: 'Gro', email: 'gro@example.no' }),
      person({ id: 't', given: 'Tor' }),
    ];
    const { counts } = await hub.import(school({ persons, memberships }));
    expect(counts).toMatchObject({ persons: { ended: 1 }, enrolments: { ended: 1 }, memberships: { ended: 1 } });
    expect(await hub.enrolmentsOf('b')).toEqual([{ unit: 'school', validFrom: '2020-08-17', validTo: '2026-11-21' }]);
    const events = await hub.events();
    expect(events.map(({ type, data }) => [type, (data as { active?: boolean }).active])).toEqual([
      ['pupil-placement-changed.v1', false],
      ['enrolment-ended.v1', undefined],
    ]);
    expect(events[1]?.data).toMatchObject({ endDate: '2026-11-21' });
    const [left] = await hub.rows<{ id: string }>(`select id from school_administration.person where source_id = 'b'`);
    expect(events.map(({ subject }) => subject)).toEqual([left?.id, left?.id]);
  });

  it('takes back a pupil who returns, as a new period beside the old one', async () => {
    const without = school({
      memberships: [
        membership('school', member({ id: 'a', begin: '2020-08-17' })),
        membership('7A', member({ id: 'a' })),
      ],
    });
    await hub.import(without);
    await hub.events();
    hub.now = new Date('2027-02-01T08:00:00Z');
    await hub.import(school());
    expect(await hub.enrolmentsOf('b')).toEqual([
      { unit: 'school', validFrom: '2020-08-17', validTo: '2026-11-21' },
      { unit: 'school', validFrom: '2027-02-01', validTo: null },
    ]);
    expect((await hub.events()).map(({ type }) => type)).toContain('pupil-arrived.v1');
    const settled = await hub.contents();
    await hub.import(school());
    expect(await hub.contents()).toBe(settled);
  });

  it('tells of a pupil who arrives, with where Folkeregisteret says they lived', async () => {
    const persons = [
      person({ id: 'a', given: 'Åse', guardians: ['g'] }),
      person({ id: 'b', given: 'Bo' }),
      person({ id: 'g', given: 'Gro', email: 'gro@example.no' }),
      person({ id: 't', given: 'Tor' }),
      person({ id: 'new', given: 'Ny', nin: nationalIdFor('110214') }),
    ];
    const memberships = [
      membership(
        'school',
        member({ id: 'a', begin: '2020-08-17' }),
        member({ id: 'b', begin: '2020-08-17' }),
        member({ id: 'new', begin: '2026-11-23' }),
        member({ id: 't', role: '02' }),
      ),
      membership('7A', member({ id: 'a' }), member({ id: 'b' }), member({ id: 't', role: '06' })),
    ];
    // Folkeregisteret knew the child already, under the same national id.
    await sql`with known as (insert into school_administration.person (id, source, source_id, national_id, given_name, family_name)
        values (gen_random_uuid(), 'folkeregisteret', 'f1', ${nationalIdFor('110214')}, 'Ny', 'Bjørnøy') returning id)
      insert into school_administration.residence select id, '3105', '2020-01-01'::date from known
      union all select id, '3411', '2026-11-20'::date from known`.execute(hub.database);
    const { counts } = await hub.import(school({ persons, memberships }));
    expect(counts).toMatchObject({ persons: { added: 0, changed: 1 }, enrolments: { added: 1, unchanged: 2 } });
    const arrived = (await hub.events()).filter(({ type }) => type === 'pupil-arrived.v1');
    expect(arrived.map(({ data }) => data)).toMatchObject([{ startDate: '2026-11-23', previousMunicipality: '3105' }]);
    expect(await hub.rows(`select is_pupil, source from school_administration.person where source_id = 'f1'`)).toEqual([
      { isPupil: true, source: 'folkeregisteret' },
    ]);
  });

  it('sees a change of school in the same municipality as a move of place, not an arrival', async () => {
    const memberships = [
      membership('school', member({ id: 'a', begin: '2020-08-17' }), member({ id: 't', role: '02' })),
      membership('school-2', member({ id: 'b', begin: '2026-11-22' })),
      membership('7A', member({ id: 'a' }), member({ id: 't', role: '06' })),
    ];
    await hub.import(school({ memberships }));
    expect((await hub.events()).map(({ type }) => type)).toEqual(['pupil-placement-changed.v1', 'enrolment-ended.v1']);
    expect((await hub.enrolmentsOf('b')).map(({ unit, validTo }) => [unit, validTo])).toEqual([
      ['school', '2026-11-21'],
      ['school-2', null],
    ]);
  });

  it('keeps the person and their history when an id is renamed', async () => {
    const [before] = await hub.rows<{ id: string }>(
      `select id from school_administration.person where source_id = 'b'`,
    );
    const persons = [
      person({ id: 'a', given: 'Åse', guardians: ['g'] }),
      person({ id: 'b2', oldId: 'b', given: 'Bo' }),
      person({ id: 'g', given: 'Gro', email: 'gro@example.no' }),
      person({ id: 't', given: 'Tor' }),
    ];
    const { counts } = await hub.import(school({ persons }));
    expect(counts).toMatchObject({
      persons: { added: 0, changed: 1, ended: 0 },
      enrolments: { ...none, unchanged: 2 },
    });
    expect(await hub.rows(`select id from school_administration.person where source_id = 'b2'`)).toEqual([before]);
  });

  it('does not let a roster change whose national id is whose', async () => {
    const persons = [
      person({ id: 'a', given: 'Åse', guardians: ['g'], nin: nationalIdFor('181114') }),
      person({ id: 'b', given: 'Bo' }),
      person({ id: 'g', given: 'Gro', email: 'gro@example.no' }),
      person({ id: 't', given: 'Tor' }),
      person({ id: 'c', given: 'Kim', family: 'Annen', nin: nationalIdFor('171114') }),
    ];
    const memberships = [
      membership(
        'school',
        ...['a', 'b', 'c'].map((id) => member({ id, begin: '2020-08-17' })),
        member({ id: 't', role: '02' }),
      ),
    ];
    const { findingCounts } = await hub.import(school({ persons, memberships }));
    expect(findingCounts).toEqual({ 'national-id-differs': 1, 'national-id-taken': 1 });
    expect(
      await hub.rows(
        `select source_id, national_id, national_id_reported from school_administration.person where source_id in ('a', 'c') order by 1`,
      ),
    ).toEqual([
      { sourceId: 'a', nationalId: nationalIdFor('171114'), nationalIdReported: nationalIdFor('181114') },
      { sourceId: 'c', nationalId: null, nationalIdReported: nationalIdFor('171114') },
    ]);
  });

  it('leaves what another source and staff have recorded alone', async () => {
    await hub.import(
      school({
        properties:
          '<properties lang="nb"><datasource>other-sas</datasource><type>full</type><datetime>2026-11-22T06:00:00</datetime></properties>',
      }),
    );
    await sql`insert into school_administration.enrolment (id, child_id, unit_id, source, valid_from)
      select gen_random_uuid(), p.id, u.id, 'staff', '2026-01-01' from school_administration.person p, school_administration.unit u
      where p.source_id = 'b' and u.source_id = 'school-2'`.execute(hub.database);
    const theirs = `select * from school_administration.enrolment where source <> 'test-sas@ringsaker.example' order by id`;
    const before = await hub.rows(theirs);
    const memberships = [membership('school', member({ id: 'a', begin: '2020-08-17' }))];
    await hub.import(school({ memberships }));
    expect(await hub.rows(theirs)).toEqual(before);
    expect(before.length).toBeGreaterThan(1);
  });
});
