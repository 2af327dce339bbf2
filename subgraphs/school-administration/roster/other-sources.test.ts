import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { member, membership, nationalIdFor, person, pifuFile, unit } from '../source/pifu/pifu-test-file.ts';
import { openTestHub, type TestHub } from './roster-test-hub.ts';
import { none, school } from './test-school.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(() => hub.reset());
afterAll(() => hub.hub.close());

describe('persons and units that another source brought', () => {
  it('are the same when the national id, birth date and name agree: what came with a transfer becomes the roster’s own', async () => {
    await sql`insert into school_administration.person (id, source, source_id, national_id, given_name, family_name, email)
      values (gen_random_uuid(), 'transfer:312000007', 'x', ${nationalIdFor('171114')}, 'Åse', 'Bjørnøy', 'old@example.no'),
        (gen_random_uuid(), 'staff', 'y', ${nationalIdFor('030414')}, 'Bo Emil', 'Bjørnøy', 'staff@example.no'),
        (gen_random_uuid(), 'staff', 'z', ${nationalIdFor('020201')}, 'Somebody', 'Else', null)`.execute(hub.database);
    const { counts, findingCounts } = await hub.import(school());
    expect(counts.persons).toEqual({ ...none, added: 2, changed: 2, unchanged: 0 });
    // The teacher's number is somebody else's here: a person must look.
    expect(findingCounts).toEqual({ 'national-id-taken': 1 });
    expect(
      await hub.rows(`select source, source_id, given_name, email, is_pupil from school_administration.person
        where national_id is not null order by source_id`),
    ).toEqual([
      { source: 'test-sas@ringsaker.example', sourceId: 'a', givenName: 'Åse', email: null, isPupil: true },
      { source: 'staff', sourceId: 'y', givenName: 'Bo Emil', email: 'staff@example.no', isPupil: true },
      { source: 'staff', sourceId: 'z', givenName: 'Somebody', email: null, isPupil: false },
    ]);
    const settled = await hub.contents();
    await hub.import(school());
    expect(await hub.contents()).toBe(settled);
  });

  it('a unit with the same organisation number is one unit, kept as its own source has it', async () => {
    await hub.import(school());
    const properties =
      '<properties lang="nb"><datasource>sfo-system</datasource><type>full</type><datetime>2026-11-22T06:00:00</datetime></properties>';
    const groups = [
      unit({ id: 's', type: 'skoleeier' }),
      unit({ id: 'other-id', name: 'Annet navn', orgnr: '864950582', parent: 's' }),
    ];
    const file = pifuFile({
      properties,
      persons: [person({ id: 'n' })],
      groups,
      memberships: [membership('other-id', member({ id: 'n' }))],
    });
    expect((await hub.import(file)).counts.units).toEqual({ ...none, added: 1, unchanged: 1 });
    expect(
      await hub.rows(`select name from school_administration.unit where organisation_number = '864950582'`),
    ).toEqual([{ name: 'Brumunddal skole' }]);
  });
});

describe('what staff have ended', () => {
  const endB = (lastDay: string) =>
    sql`update school_administration.enrolment e set valid_to = ${lastDay} from school_administration.person p
      where p.id = e.child_id and p.source_id = 'b'`.execute(hub.database);

  it.each(['2026-11-20', '2026-12-18'])(
    'stays ended (%s) though the file still has the pupil, and the file’s keeper is told',
    async (lastDay) => {
      await hub.import(school());
      await endB(lastDay);
      await hub.events();
      for (const day of ['2026-11-22', '2026-11-23', '2027-01-04']) {
        hub.now = new Date(`${day}T09:00:00Z`);
        const { counts, findingCounts } = await hub.import(school());
        expect(counts.enrolments).toMatchObject(none);
        expect(findingCounts).toEqual({ 'ended-by-staff': 1 });
      }
      expect(await hub.enrolmentsOf('b')).toEqual([{ unit: 'school', validFrom: '2020-08-17', validTo: lastDay }]);
      expect(await hub.events()).toEqual([]);
    },
  );

  it('opens again when the file has a period that began later', async () => {
    await hub.import(school());
    await endB('2026-11-20');
    const memberships = [
      membership('school', member({ id: 'a', begin: '2020-08-17' }), member({ id: 'b', begin: '2026-11-23' })),
    ];
    hub.now = new Date('2026-11-23T09:00:00Z');
    expect((await hub.import(school({ memberships }))).findingCounts).toEqual({});
    expect(await hub.enrolmentsOf('b')).toEqual([
      { unit: 'school', validFrom: '2020-08-17', validTo: '2026-11-20' },
      { unit: 'school', validFrom: '2026-11-23', validTo: null },
    ]);
  });
});

describe('marks of protection and rights', () => {
  const extension = (street: string) =>
    `<pifu_adr type="personRegisteredAddressPrivate"><adr><street>${street}</street><locality>Moelv</locality><pcode>2390</pcode></adr></pifu_adr>`;

  it('survive every import, and a graded child’s address never comes from a roster', async () => {
    await hub.import(school());
    await sql`insert into school_administration.address_protection (id, child_id, grading, source, valid_from)
      select gen_random_uuid(), id, 'STRICTLY_CONFIDENTIAL', 'FOLKEREGISTERET', '2026-01-01' from school_administration.person
      where source_id = 'a'`.execute(hub.database);
    await sql`insert into school_administration."right" (id, child_id, person_id, kind, source, valid_from)
      select gen_random_uuid(), c.id, g.id, 'CONTACT_BAN', 'STAFF', '2026-01-01' from school_administration.person c,
      school_administration.person g where c.source_id = 'a' and g.source_id = 'g'`.execute(hub.database);
    const marks = async () => [
      await hub.rows('select * from school_administration.address_protection'),
      await hub.rows('select * from school_administration."right"'),
    ];
    const before = await marks();
    await hub.events();
    const persons = [
      person({ id: 'a', given: 'Åse', extension: extension('Gjemt 1') }),
      person({ id: 'b', given: 'Bo', extension: extension('Storgata 2') }),
      person({ id: 't', given: 'Tor' }),
    ];
    await hub.import(
      school({ persons, memberships: [membership('school', member({ id: 'a' }), member({ id: 'b' }))] }),
    );
    expect(await marks()).toEqual(before);
    const addresses = await hub.rows(
      `select source_id, address ->> 'lines' as lines from school_administration.person where source_id in ('a', 'b') order by 1`,
    );
    expect(addresses).toEqual([
      { sourceId: 'a', lines: null },
      { sourceId: 'b', lines: '["Storgata 2"]' },
    ]);
    const placement = (await hub.events()).filter(({ type }) => type === 'pupil-placement-changed.v1');
    expect(placement.map(({ data }) => (data as { grading: string }).grading).toSorted()).toEqual([
      'STRICTLY_CONFIDENTIAL',
      'UNGRADED',
    ]);
    // … and they survive a file from which the child is gone.
    await hub.import(school({ memberships: [membership('school', member({ id: 'b' }))] }));
    expect(await marks()).toEqual(before);
  });
});
