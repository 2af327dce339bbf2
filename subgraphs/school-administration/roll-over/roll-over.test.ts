import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pupilPlacementChanged } from '#contracts/events/school-administration.ts';
import { startSchoolAdministration, type TestSchoolAdministration } from '../testing/test-school-administration.ts';
import type { RollOverReport } from './report.ts';

const august = new Date('2027-08-02T08:00:00Z');
const inRoster = { validTo: '2027-07-31', importedTo: '2027-07-31' };

let hub: TestSchoolAdministration;
let ids: Awaited<ReturnType<typeof build>>;
let dry: RollOverReport;
let applied: RollOverReport;
let before: Awaited<ReturnType<typeof snapshot>>;
beforeAll(async () => {
  hub = await startSchoolAdministration({ now: new Date('2027-06-10T08:00:00Z') });
  ids = await build(hub);
  before = await snapshot();
  dry = await hub.running.rollOver({ begins: 2027, apply: false });
  hub.now = august;
});
afterAll(() => hub.stop());

/** A school of years 1–10, a primary school, a kindergarten and an SFO. */
async function build({ build: make }: TestSchoolAdministration) {
  const school = await make.unit('SCHOOL', 'Bakken skole', { schoolTypes: ['primary', 'lower-secondary'] });
  const primary = await make.unit('SCHOOL', 'Lia barneskole', { schoolTypes: ['primary'] });
  const kindergarten = await make.unit('KINDERGARTEN', 'Solbakken barnehage');
  const sfo = await make.unit('SFO', 'Bakken SFO');
  const mother = await make.person('Berit', 'Lien');
  const at = async (unit: string, level: number | null, born: string, period: Record<string, unknown> = {}) => {
    const childId = await make.pupil('Eira', 'Lien', born);
    await make.enrol(childId, unit, level, { validFrom: '2020-08-01', ...period });
    return childId;
  };
  const seventh = await at(school, 7, '2014-05-06', inRoster);
  const tenth = await at(school, 10, '2011-05-06');
  const leavesPrimary = await at(primary, 7, '2014-05-06');
  const noLevel = await at(school, null, '2014-05-06');
  const moving = await at(primary, 6, '2015-05-06');
  await make.enrol(moving, school, 7, { validFrom: '2027-08-16' });
  const leftByStaff = await at(school, 5, '2016-05-06', { validTo: '2027-07-31' });
  const oldest = await at(kindergarten, null, '2021-12-31');
  const younger = await at(kindergarten, null, '2022-01-01');
  const inSfo = await at(sfo, 4, '2017-05-06');
  const class7 = await make.group(school, '7A', { level: 7, ...inPeriod });
  const class10 = await make.group(school, '10A', { level: 10 });
  const norwegian = await make.group(school, 'Norsk 7A', { kind: 'TEACHING', level: 7 });
  const teacher = await make.person('Kari', 'Kontakt');
  await make.member(class7, seventh, 'PUPIL', inRoster);
  await make.member(class7, teacher, 'CONTACT_TEACHER', inRoster);
  await make.member(class10, tenth);
  await make.member(norwegian, seventh);
  await make.right(seventh, mother, 'PARENTAL_RESPONSIBILITY');
  await make.right(seventh, mother, 'CONTACT_BAN');
  await make.right(tenth, mother, 'INFORMATION_REVOKED');
  await make.grade(seventh, 'STRICTLY_CONFIDENTIAL');
  await make.grade(tenth, 'CONFIDENTIAL', { source: 'FOLKEREGISTERET' });
  await make.guardian(seventh, mother);
  return {
    school,
    seventh,
    tenth,
    leavesPrimary,
    noLevel,
    moving,
    leftByStaff,
    oldest,
    younger,
    inSfo,
    class7,
    class10,
    norwegian,
  };
}
const inPeriod = { validFrom: '2026-08-01', validTo: '2027-07-31' };

const rowsOf = async (table: string) =>
  (
    await sql<{ row: unknown }>`select to_jsonb(t) as row from ${sql.table(`school_administration.${table}`)} t
      order by to_jsonb(t)::text`.execute(hub.database.kysely)
  ).rows.map(({ row }) => row);
/** What a school year has nothing to do with, and what it has. */
async function snapshot() {
  const marks = ['right', 'address_protection', 'guardian', 'guardian_match', 'record', 'residence', 'person', 'unit'];
  const belonging = ['enrolment', 'membership', 'group', 'roll_over'];
  return {
    marks: await Promise.all(marks.map(rowsOf)),
    belonging: await Promise.all(belonging.map(rowsOf)),
  };
}
const enrolmentsOf = async (childId: string) =>
  (
    await sql<{
      row: string;
    }>`select concat_ws(' ', level, valid_from, valid_to) as row from school_administration.enrolment
      where child_id = ${childId} order by valid_from`.execute(hub.database.kysely)
  ).rows.map(({ row }) => row);

describe('the roll-over', () => {
  it('says in a dry run what would change, by unit and level, and changes nothing', async () => {
    expect(dry).toMatchObject({ schoolYear: '2027/28', applied: false, groups: { renamed: 1, goOn: 0, ended: 2 } });
    expect(dry.lines.map(({ unit, level, step, toLevel, pupils }) => [unit, level, step, toLevel, pupils])).toEqual([
      ['Solbakken barnehage', null, 'LEAVES', null, 1],
      ['Solbakken barnehage', null, 'STAYS', null, 1],
      ['Bakken skole', 7, 'ADVANCES', 8, 1],
      ['Bakken skole', 10, 'LEAVES', null, 1],
      ['Lia barneskole', 7, 'LEAVES', null, 1],
      ['Bakken SFO', 4, 'LEAVES', null, 1],
    ]);
    expect(await snapshot()).toEqual(before);
    expect(await hub.published()).toEqual([]);
  });

  it('finds what a person must look at', () => {
    const found = dry.findings.map(({ kind, unit, pupils }) => [kind, unit, pupils].join(' · '));
    expect(found.toSorted()).toEqual([
      'BETWEEN_SCHOOLS · Lia barneskole · 1',
      'BETWEEN_SCHOOLS · Solbakken barnehage · 1',
      'LEVEL_UNKNOWN · Bakken skole · 1',
      'STARTS_ELSEWHERE · Lia barneskole · 1',
    ]);
  });

  it('is not applied before the school year begins, nor after it has ended', async () => {
    hub.now = new Date('2027-07-31T21:00:00Z');
    await expect(hub.running.rollOver({ begins: 2027, apply: true })).rejects.toMatchObject({ code: 'CONFLICT' });
    hub.now = new Date('2028-08-01T08:00:00Z');
    await expect(hub.running.rollOver({ begins: 2027, apply: true })).rejects.toMatchObject({ code: 'CONFLICT' });
    hub.now = august;
    expect(await snapshot()).toEqual(before);
  });

  it('is taken back whole when anything in it fails', async () => {
    await sql`create function fail() returns trigger language plpgsql as $$ begin raise 'disk full'; end $$`.execute(
      hub.database.kysely,
    );
    await sql`create trigger fail before update on school_administration."group" execute function fail()`.execute(
      hub.database.kysely,
    );
    await expect(hub.running.rollOver({ begins: 2027, apply: true })).rejects.toThrow('disk full');
    await sql`drop trigger fail on school_administration."group"`.execute(hub.database.kysely);
    expect(await snapshot()).toEqual(before);
    expect(await hub.published()).toEqual([]);
  });

  it('moves pupils a level up as dated history, and classes under their new name', async () => {
    applied = await hub.running.rollOver({ begins: 2027, apply: true });
    expect(applied).toEqual({ ...dry, applied: true });
    expect(await enrolmentsOf(ids.seventh)).toEqual(['7 2020-08-01 2027-07-31', '8 2027-08-01 2028-07-31']);
    const { rows } = await sql`select name, level, valid_to from school_administration."group" order by name`.execute(
      hub.database.kysely,
    );
    expect(rows).toEqual([
      { name: '10A', level: 10, validTo: '2027-07-31' },
      { name: '8A', level: 8, validTo: '2028-07-31' },
      { name: 'Norsk 7A', level: 7, validTo: '2027-07-31' },
    ]);
  });

  it('lets the oldest leave, and leaves those alone whom a person has decided on', async () => {
    expect(await enrolmentsOf(ids.tenth)).toEqual(['10 2020-08-01 2027-07-31']);
    expect(await enrolmentsOf(ids.leavesPrimary)).toEqual(['7 2020-08-01 2027-07-31']);
    expect(await enrolmentsOf(ids.oldest)).toEqual(['2020-08-01 2027-07-31']);
    expect(await enrolmentsOf(ids.younger)).toEqual(['2020-08-01']);
    expect(await enrolmentsOf(ids.inSfo)).toEqual(['4 2020-08-01 2027-07-31']);
    expect(await enrolmentsOf(ids.noLevel)).toEqual(['2020-08-01']);
    expect(await enrolmentsOf(ids.leftByStaff)).toEqual(['5 2020-08-01 2027-07-31']);
    expect(await enrolmentsOf(ids.moving)).toEqual(['6 2020-08-01', '7 2027-08-16']);
  });

  it('keeps every mark, ban, right and guardian as it was', async () => {
    expect((await snapshot()).marks).toEqual(before.marks);
  });

  it('tells the other subgraphs: placements with their grading, places that ended, groups', async () => {
    const told = await hub.published();
    const placements = told.filter(({ type }) => type === 'pupil-placement-changed.v1');
    expect(placements.map(({ subject }) => subject).toSorted()).toEqual(
      [ids.seventh, ids.tenth, ids.leavesPrimary, ids.oldest, ids.inSfo].toSorted(),
    );
    for (const { data } of placements) expect(pupilPlacementChanged.schema.safeParse(data).success).toBe(true);
    expect(placements.find(({ subject }) => subject === ids.seventh)?.data).toEqual({
      ...{ childId: ids.seventh, unitIds: [ids.school], groupIds: [ids.class7] },
      ...{ level: 8, grading: 'STRICTLY_CONFIDENTIAL', active: true },
    });
    expect(told.filter(({ type }) => type === 'enrolment-ended.v1')).toHaveLength(4);
    expect(told.filter(({ type }) => type === 'group-changed.v1').map(({ data }) => data)).toContainEqual(
      expect.objectContaining({ groupId: ids.class7, name: '8A', validTo: '2028-07-31' }),
    );
  });

  it('changes nothing the second time', async () => {
    const [once, told] = [await snapshot(), (await hub.published()).length];
    const again = await hub.running.rollOver({ begins: 2027, apply: true });
    expect(again).toMatchObject({ applied: false, appliedBefore: expect.stringContaining('2027-08-02') });
    expect(await snapshot()).toEqual(once);
    expect(await hub.published()).toHaveLength(told);
  });

  it('leaves a source alone whose roster has told of the new year', async () => {
    await sql`insert into school_administration.roster_import (id, source, format, state, started_at)
      values (gen_random_uuid(), 'test', 'PIFU-IMS 1.3 full', 'DONE', '2028-08-02T06:00:00Z')`.execute(
      hub.database.kysely,
    );
    hub.now = new Date('2028-08-03T08:00:00Z');
    const report = await hub.running.rollOver({ begins: 2028, apply: true });
    expect(report.lines).toEqual([]);
    expect(new Set(report.findings.map(({ kind }) => kind))).toEqual(new Set(['TOLD_BY_ROSTER']));
  });
});
