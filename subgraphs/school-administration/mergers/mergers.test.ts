import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { idIn, recordAs } from '../testing/record.ts';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from '../testing/test-school-administration.ts';

const before = new Date('2027-05-10T08:00:00Z');
const day = new Date('2027-08-01T06:00:00Z');
const newNumber = '312000059';

let hub: TestSchoolAdministration;
let at: Awaited<ReturnType<typeof buildSchool>>;
let other: { readonly school: string; readonly leader: string; readonly child: string; readonly group: string };
beforeAll(async () => {
  hub = await startSchoolAdministration({ now: before });
  at = await buildSchool(hub);
  const school = await hub.build.unit('SCHOOL', 'Lia skole', { parentId: at.owner, organisationNumber: '312000032' });
  const leader = await hub.build.person('Liv', 'Rektor');
  await hub.build.employ(school, leader, 'SCHOOL_LEADER', 'rektor');
  const group = await hub.build.group(school, '7A', { level: 7 });
  const child = await hub.build.pupil('Jonas', 'Vik', '2014-03-03');
  await hub.build.enrol(child, school, 7, { validFrom: '2020-08-01' });
  await hub.build.member(group, child);
  await hub.build.right(at.child, at.mother, 'STANDING_REQUEST');
  const banned = await hub.build.person('Far', 'Lien');
  await hub.build.right(at.child, banned, 'CONTACT_BAN');
  await hub.build.grade(child, 'CONFIDENTIAL');
  await hub.build.place();
  other = { school, leader, child, group };
});
afterAll(() => hub.stop());
beforeEach(() => {
  hub.now = before;
});

const marks = async () =>
  (
    await sql<{
      text: string;
    }>`select (select string_agg(r::text, ',' order by r.id) from school_administration."right" r)
      || (select string_agg(a::text, ',' order by a.id) from school_administration.address_protection a) as text`.execute(
      hub.database.kysely,
    )
  ).rows[0]?.text;
const deed = (
  mutation: string,
  input: Record<string, unknown>,
  fields = 'merger { id state name }',
  by = at.caseWorker,
) => recordAs(hub, by, mutation, input, fields);
const merger = (over: Record<string, unknown> = {}) => ({
  ...{ unitIds: [at.school, other.school], organisationNumber: newNumber, name: 'Bakkelia skole' },
  ...{ takesEffectOn: '2027-08-01', leaderIds: [other.leader], reason: 'Municipal council, case 41/27', ...over },
});
const codesOf = async (over: Record<string, unknown>) => {
  const { payload, codes } = await deed('recordSchoolMerger', merger(over));
  return payload ? (payload.userErrors as { code: string }[]).map(({ code }) => code) : codes;
};
const factsOf = async (personId: string, childId: string, on: string) =>
  (await hub.running.port.factsFor({ kind: 'person', personId }, [childId], on)).get(childId) ?? [];
const placesOf = async (childId: string) =>
  (
    await sql<{
      row: string;
    }>`select concat_ws(' ', u.name, e.valid_from, e.valid_to) as row from school_administration.enrolment e
      join school_administration.unit u on u.id = e.unit_id where e.child_id = ${childId} order by e.valid_from`.execute(
      hub.database.kysely,
    )
  ).rows.map(({ row }) => row);
const ask = async (query: string) =>
  (await hub.query(query, {}, { kind: 'person', personId: at.caseWorker, purpose: 'school-change' })).data ?? {};

describe('a merger that is recorded', () => {
  it('is refused when it cannot be, and says why', async () => {
    expect(await codesOf({ unitIds: [at.school, at.school] })).toContain('UNITS_NEEDED');
    expect(await codesOf({ unitIds: [at.school, at.child] })).toEqual(['UNKNOWN_UNIT']);
    expect(await codesOf({ organisationNumber: '312000032' })).toContain('NUMBER_OF_OLD_UNIT');
    expect(await codesOf({ takesEffectOn: '2027-05-09' })).toEqual(['IN_THE_PAST']);
    expect(await codesOf({ reason: '', name: ' ' })).toEqual(['REASON_NEEDED', 'NAME_NEEDED']);
    expect((await deed('recordSchoolMerger', merger(), 'merger { id }', at.leader)).codes).toEqual(['FORBIDDEN']);
  });

  it('changes nothing before its day, and can be cancelled until then', async () => {
    const { payload, events } = await deed('recordSchoolMerger', merger());
    const id = idIn(payload, 'merger');
    expect([payload?.merger, events]).toEqual([{ id, state: 'RECORDED', name: 'Bakkelia skole' }, []]);
    expect(await codesOf({})).toEqual(['MERGES_ALREADY']);
    hub.now = new Date('2027-07-31T20:00:00Z');
    await hub.running.comeToToday();
    expect(await placesOf(at.child)).toEqual(['Bakken skole 2020-08-01']);
    const cancelled = await deed('cancelSchoolMerger', { mergerId: id, reason: 'The council has changed its mind' });
    expect(cancelled.payload).toMatchObject({ merger: { state: 'CANCELLED' } });
    hub.now = day;
    await hub.running.comeToToday();
    expect(await placesOf(at.child)).toEqual(['Bakken skole 2020-08-01']);
  });
});

describe('a merger on its day', () => {
  let told: Awaited<ReturnType<TestSchoolAdministration['published']>>;
  let marksBefore: string | undefined;
  beforeAll(async () => {
    hub.now = before;
    await deed('recordSchoolMerger', merger());
    marksBefore = await marks();
    const count = (await hub.published()).length;
    hub.now = day;
    await hub.running.comeToToday();
    told = (await hub.published()).slice(count);
    await hub.deliver(...told);
  });

  it('lets places go on at the new school as dated history, with groups and their teachers', async () => {
    expect(await placesOf(at.child)).toEqual(['Bakken skole 2020-08-01 2027-07-31', 'Bakkelia skole 2027-08-01']);
    expect(await placesOf(other.child)).toEqual(['Lia skole 2020-08-01 2027-07-31', 'Bakkelia skole 2027-08-01']);
    expect(await factsOf(at.contactTeacher, at.child, '2027-08-01')).toContain('isContactTeacher');
    hub.now = day;
    expect(
      await ask(
        '{ schools(kind: SCHOOL) { edges { node { name organisationNumber groups { edges { node { name } } } } } } }',
      ),
    ).toEqual({
      schools: {
        edges: [
          {
            node: {
              ...{ name: 'Bakkelia skole', organisationNumber: newNumber },
              groups: { edges: [{ node: { name: '7A' } }, { node: { name: '7A' } }] },
            },
          },
        ],
      },
    });
  });

  it('moves access to those who lead the new school, on the day', async () => {
    expect(await factsOf(at.leader, at.child, '2027-07-31')).toContain('leadsSchool');
    expect(await factsOf(at.leader, at.child, '2027-08-01')).not.toContain('leadsSchool');
    expect(await factsOf(other.leader, at.child, '2027-07-31')).not.toContain('leadsSchool');
    expect(await factsOf(other.leader, at.child, '2027-08-01')).toContain('leadsSchool');
  });

  it('is no move: nobody arrives or leaves, and each child hears of its new school before its new placement', () => {
    const ofChild = told.filter(({ subject }) => subject === at.child).map(({ type }) => type);
    expect(ofChild).toEqual(['school-merged.v1', 'pupil-placement-changed.v1']);
    const types = new Set(told.map(({ type }) => type));
    expect(types).toEqual(new Set(['unit-changed.v1', 'group-changed.v1', ...ofChild]));
    const placed = told.find(({ subject, type }) => subject === other.child && type === 'pupil-placement-changed.v1');
    expect(placed?.data).toMatchObject({ groupIds: [other.group], grading: 'CONFIDENTIAL', active: true });
  });

  it('leaves every right, ban and mark as it was', async () => {
    expect(await marks()).toBe(marksBefore);
  });

  it('is carried out once, and can be cancelled no more', async () => {
    const count = (await hub.published()).length;
    hub.now = day;
    await hub.running.comeToToday();
    expect(await hub.published()).toHaveLength(count);
    const { schoolMergers } = (await ask('{ schoolMergers { id state into { name } } }')) as {
      schoolMergers: { id: string; state: string }[];
    };
    const done = schoolMergers.find(({ state }) => state === 'DONE');
    expect(done).toMatchObject({ into: { name: 'Bakkelia skole' } });
    const late = await deed('cancelSchoolMerger', { mergerId: done?.id, reason: 'Too late' });
    expect(late.payload).toMatchObject({ userErrors: [{ code: 'NOT_RECORDED' }] });
  });
});

describe('a unit that is not to close after all', () => {
  const close = (unitId: string, lastDay: string) =>
    deed('closeUnit', { unitId, lastDay, reason: 'Owner gives up' }, 'school { name }');
  const open = (unitId: string, by = at.caseWorker) =>
    deed('cancelUnitClosing', { unitId, reason: 'The owner goes on' }, 'school { name }', by);
  const ends = async (unitId: string) =>
    (
      await sql<{ what: string; end: string | null }>`
        select 'unit' as what, ended_on::text as "end" from school_administration.unit where id = ${unitId}
        union all select 'place', valid_to::text from school_administration.enrolment where unit_id = ${unitId}
        union all select 'group', valid_to::text from school_administration."group" where unit_id = ${unitId}
        union all select 'member', m.valid_to::text from school_administration.membership m
          join school_administration."group" g on g.id = m.group_id where g.unit_id = ${unitId}
        union all select 'post', valid_to::text from school_administration.employment where unit_id = ${unitId}
        order by 1, 2`.execute(hub.database.kysely)
    ).rows.map(({ what, end }) => `${what} ${end}`);

  it('is as it was until the last day is over, but for what has been given another end since', async () => {
    hub.now = new Date('2027-09-01T08:00:00Z');
    const unit = await hub.build.unit('KINDERGARTEN', 'Lysning barnehage', { parentId: at.owner });
    const leader = await hub.build.person('Lise', 'Styrer');
    await hub.build.employ(unit, leader, 'SCHOOL_LEADER', 'styrer');
    const group = await hub.build.group(unit, 'Maur');
    const [stays, leaves] = [
      await hub.build.pupil('Mia', 'Dal', '2024-01-01'),
      await hub.build.pupil('Max', 'Dal', '2024-01-01'),
    ];
    await hub.build.enrol(stays, unit, null, { validFrom: '2025-08-01', validTo: '2028-07-31' });
    await hub.build.enrol(leaves, unit, null, { validFrom: '2025-08-01' });
    await hub.build.member(group, stays);
    await hub.build.place();
    const before = await ends(unit);
    await close(unit, '2027-09-30');
    expect(await ends(unit)).toEqual([
      ...['group 2027-09-30', 'member 2027-09-30', 'place 2027-09-30', 'place 2027-09-30'],
      ...['post 2027-09-30', 'unit 2027-09-30'],
    ]);
    expect((await open(unit, leader)).codes).toEqual(['FORBIDDEN']);
    hub.now = new Date('2027-09-30T08:00:00Z');
    expect((await open(unit)).payload).toMatchObject({ school: { name: 'Lysning barnehage' }, userErrors: [] });
    expect(await ends(unit)).toEqual(before);
    expect((await open(unit)).payload).toMatchObject({ userErrors: [{ code: 'NOT_CLOSING' }] });
    await close(unit, '2027-10-31');
    await deed('endEnrolment', { childId: leaves, unitId: unit, lastDay: '2027-10-15' }, 'enrolment { id }');
    await open(unit);
    expect(await ends(unit)).toContain('place 2027-10-15');
    await close(unit, '2027-10-31');
    hub.now = new Date('2027-11-01T08:00:00Z');
    expect((await open(unit)).payload).toMatchObject({ userErrors: [{ code: 'NOT_CLOSING' }] });
  });
});

describe('a unit that closes without a successor', () => {
  const between = async () =>
    (
      (await ask(
        '{ pupilsBetweenSchools { edges { node { pupil { id } lastSchool { name } leftOn nextSchool { name } startsOn } } } }',
      )) as { pupilsBetweenSchools: { edges: { node: { pupil: { id: string } } }[] } }
    ).pupilsBetweenSchools.edges.map(({ node }) => node);

  it('lists its children as between two schools, until one is found or somebody says where they went', async () => {
    hub.now = new Date('2027-09-01T08:00:00Z');
    const kindergarten = await hub.build.unit('KINDERGARTEN', 'Solbakken barnehage', { parentId: at.owner });
    const [one, two] = [
      await hub.build.pupil('Ida', 'Moe', '2023-01-01'),
      await hub.build.pupil('Ola', 'Moe', '2023-01-01'),
    ];
    for (const child of [one, two]) await hub.build.enrol(child, kindergarten, null, { validFrom: '2025-08-01' });
    await hub.build.place();
    const close = () =>
      deed('closeUnit', { unitId: kindergarten, lastDay: '2027-09-30', reason: 'Owner gives up' }, 'school { name }');
    expect((await close()).payload).toMatchObject({ school: { name: 'Solbakken barnehage' }, userErrors: [] });
    expect((await close()).payload).toMatchObject({ userErrors: [{ code: 'ENDED_ALREADY' }] });
    expect(await between()).toEqual([]);
    hub.now = new Date('2027-10-01T08:00:00Z');
    const told = (await hub.published()).length;
    await hub.running.comeToToday();
    await hub.deliver(...(await hub.published()).slice(told));
    const left = { lastSchool: { name: 'Solbakken barnehage' }, leftOn: '2027-09-30' };
    const nowhere = { ...left, nextSchool: null, startsOn: null };
    expect(new Set(await between())).toEqual(new Set([one, two].map((id) => ({ pupil: { id }, ...nowhere }))));
    // Somebody still holds everything: the controller's case worker reads the child as before.
    expect(await ask(`{ pupil(id: "${one}") { givenName betweenSchools { leftOn } } }`)).toEqual({
      pupil: { givenName: 'Ida', betweenSchools: { leftOn: '2027-09-30' } },
    });
    await hub.build.enrol(one, at.school, null, { validFrom: '2027-11-01' });
    expect(await between()).toContainEqual({
      pupil: { id: one },
      ...left,
      nextSchool: { name: 'Bakken skole' },
      startsOn: '2027-11-01',
    });
    const settle = () => deed('settleDeparture', { childId: two, reason: 'At home with a parent' }, 'pupil { id }');
    expect((await settle()).payload).toMatchObject({ pupil: { id: two } });
    expect((await settle()).payload).toMatchObject({ userErrors: [{ code: 'NOT_BETWEEN_SCHOOLS' }] });
    expect((await between()).map(({ pupil }) => pupil.id)).toEqual([one]);
  });
});
