import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fact } from '#contracts/facts.ts';
import type { SchoolAdministrationPort } from '#contracts/ports.ts';
import { type HubDatabase, openDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import { migrations } from '../store/migrations.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { type MunicipalityBuilder, municipalityBuilder } from '../testing/municipality-builder.ts';
import { createPort } from './create-port.ts';

const today = '2026-11-22';
const now = () => new Date(`${today}T09:00:00Z`);
let database: HubDatabase;
let port: SchoolAdministrationPort;
let build: MunicipalityBuilder;
beforeAll(async () => {
  database = await openDatabase({ kind: 'memory' });
  await migrate(database.kysely, [migrations]);
  const tables = database.as<SchoolAdministrationTables>();
  port = createPort(tables, now);
  build = municipalityBuilder(tables);
});
afterAll(() => database.close());

const factsAbout = async (personId: string, childId: string, on = today): Promise<readonly Fact[]> =>
  [...((await port.factsFor({ kind: 'person', personId }, [childId], on)).get(childId) ?? [])].sort();
async function child(birthDate = '2014-05-06') {
  const school = await build.unit('SCHOOL', 'Brumunddal skole');
  const childId = await build.pupil('Eira', 'Lien', birthDate);
  await build.enrol(childId, school);
  return { school, childId };
}

describe('facts from rights', () => {
  it('gives a roster guardian nothing at all', async () => {
    const { childId } = await child();
    const guardian = await build.person('Kari', 'Lien');
    await build.guardian(childId, guardian);
    expect(await factsAbout(guardian, childId)).toEqual(['clearedToKnowPlace']);
    expect((await port.scopeOf({ kind: 'person', personId: guardian }, today)).childIds).toEqual([]);
  });

  it('gives a holder who lives with the child both, until the day after the right ends', async () => {
    const { childId } = await child();
    const mother = await build.person('Kari', 'Lien');
    await build.right(childId, mother, 'PARENTAL_RESPONSIBILITY', { validTo: today });
    await build.right(childId, mother, 'LIVES_WITH');
    expect(await factsAbout(mother, childId)).toEqual([
      'clearedToKnowPlace',
      'holdsParentalResponsibility',
      'livesWithChild',
    ]);
    expect(await factsAbout(mother, childId, '2026-11-23')).not.toContain('holdsParentalResponsibility');
  });

  it('closes the place for a contact ban, a lost right to information, a decision, and a grading that is not shared', async () => {
    for (const right of ['CONTACT_BAN', 'INFORMATION_REVOKED', 'NOT_CLEARED_FOR_PLACE'] as const) {
      const { childId } = await child();
      const father = await build.person('Per', 'Lien');
      await build.right(childId, father, 'PARENTAL_RESPONSIBILITY');
      expect(await factsAbout(father, childId)).toContain('clearedToKnowPlace');
      await build.right(childId, father, right);
      expect(await factsAbout(father, childId)).not.toContain('clearedToKnowPlace');
    }
    const { childId } = await child();
    const [mother, father] = [await build.person('Kari', 'Lien'), await build.person('Per', 'Lien')];
    await build.right(childId, mother, 'PARENTAL_RESPONSIBILITY');
    await build.right(childId, mother, 'LIVES_WITH');
    await build.right(childId, father, 'PARENTAL_RESPONSIBILITY');
    await build.grade(childId, 'CONFIDENTIAL');
    expect(await factsAbout(mother, childId)).toEqual(
      expect.arrayContaining(['addressConfidential', 'clearedToKnowPlace']),
    );
    expect(await factsAbout(father, childId)).toContain('addressConfidential');
    expect(await factsAbout(father, childId)).not.toContain('clearedToKnowPlace');
    expect((await port.scopeOf({ kind: 'person', personId: mother }, today)).childIds).toEqual([childId]);
    expect((await port.scopeOf({ kind: 'person', personId: father }, today)).childIds).toEqual([]);
  });

  it('takes the strictest of two marks', async () => {
    const { childId } = await child();
    await build.grade(childId, 'STRICTLY_CONFIDENTIAL');
    await build.grade(childId, 'CONFIDENTIAL');
    const facts = await factsAbout(childId, childId);
    expect(facts).toContain('addressStrictlyConfidential');
    expect(facts).not.toContain('addressConfidential');
    expect((await port.transferStanding(childId, today))?.grading).toBe('STRICTLY_CONFIDENTIAL');
  });

  it('closes the place for the family of a child under a care order, not for the foster parents', async () => {
    const { childId } = await child();
    const [mother, foster] = [await build.person('Kari', 'Lien'), await build.person('Liv', 'Moen')];
    await build.right(childId, null, 'CARE_ORDER');
    await build.right(childId, mother, 'PARENTAL_RESPONSIBILITY');
    await build.right(childId, foster, 'FOSTER_PARENT');
    expect(await factsAbout(mother, childId)).toEqual(['careOrder', 'holdsParentalResponsibility']);
    expect(await factsAbout(foster, childId)).toEqual(['careOrder', 'clearedToKnowPlace', 'isFosterParent']);
  });
});

describe('facts from ages', () => {
  it.each([
    ['the day before', '2011-11-23', []],
    ['on the birthday', '2011-11-22', ['childIs15']],
    ['at 18', '2008-11-22', ['childIs15', 'childIs18']],
  ] as const)('counts by the calendar: %s', async (_, birthDate, expected) => {
    const { childId } = await child(birthDate);
    const facts = await factsAbout(childId, childId);
    expect(facts.filter((fact) => fact.startsWith('childIs'))).toEqual(expected);
  });

  it('lets one born on 29 February turn 15 on 1 March in a year without the day', async () => {
    const { childId } = await child('2012-02-29');
    expect(await factsAbout(childId, childId, '2027-02-28')).not.toContain('childIs15');
    expect(await factsAbout(childId, childId, '2027-03-01')).toContain('childIs15');
  });
});

const ofViewerAlone: readonly string[] = ['isEmployee', 'leadsUnit', 'isUnitSecretary'];
describe('facts from work', () => {
  it.each([
    ['SCHOOL', 'SCHOOL_LEADER', 'rektor', ['isEmployee', 'leadsSchool', 'leadsUnit', 'worksAtChildsUnit']],
    [
      'SCHOOL',
      'MEMBER',
      'kontormedarbeider',
      ['isEmployee', 'isSchoolSecretary', 'isUnitSecretary', 'worksAtChildsUnit'],
    ],
    ['SCHOOL', 'TEACHER', null, ['isEmployee', 'worksAtChildsUnit']],
    ['SCHOOL', 'MEMBER', 'foresattrepresentant', []],
    ['SCHOOL', 'MEMBER', null, []],
    ['SFO', 'SCHOOL_LEADER', null, ['isEmployee', 'leadsUnit', 'worksAtChildsUnit', 'worksAtSfo']],
    ['SFO', 'ASSISTANT', null, ['isEmployee', 'worksAtChildsUnit', 'worksAtSfo']],
    ['KINDERGARTEN', 'ASSISTANT', null, ['isEmployee', 'worksAtChildsUnit', 'worksAtSfo']],
    ['KINDERGARTEN', 'MEMBER', 'vaktmester', ['isEmployee']],
  ] as const)('at a %s as %s (%s)', async (kind, role, subrole, expected) => {
    const unit = await build.unit(kind, 'Et sted');
    const childId = await build.pupil('Eira', 'Lien', '2014-05-06');
    await build.enrol(childId, unit);
    const worker = await build.person('Anne', 'Dahl');
    await build.employ(unit, worker, role, subrole);
    expect(await factsAbout(worker, childId)).toEqual(['clearedToKnowPlace', ...expected].sort());
    const elsewhere = await build.pupil('Mia', 'Haug', '2014-05-06');
    expect(await factsAbout(worker, elsewhere)).toEqual(
      ['clearedToKnowPlace', ...expected.filter((fact) => ofViewerAlone.includes(fact))].sort(),
    );
  });

  it('knows case workers and archivists by their posts at the owner, also without a child', async () => {
    const owner = await build.unit('OWNER', 'Prøve kommune');
    const { childId } = await child();
    const [worker, archivist] = [await build.person('Anne', 'Dahl'), await build.person('Nils', 'Vik')];
    await build.employ(owner, worker, 'ADMINISTRATOR');
    await build.employ(owner, archivist, 'MEMBER', 'arkivar');
    expect(await factsAbout(worker, childId)).toContain('isCaseWorker');
    expect(await port.viewerFacts({ kind: 'person', personId: worker }, today)).toEqual(['isEmployee', 'isCaseWorker']);
    expect(await port.viewerFacts({ kind: 'person', personId: archivist }, today)).toEqual([
      'isEmployee',
      'isArchivist',
    ]);
    expect((await port.scopeOf({ kind: 'person', personId: worker }, today)).everyChild).toBe(true);
  });

  it('follows memberships on both sides and the group itself, by the day', async () => {
    const { school, childId } = await child();
    const teacher = await build.person('Anne', 'Dahl');
    const group = await build.group(school, '7A', { validFrom: '2026-08-01', validTo: '2027-07-31' });
    await build.member(group, childId, 'PUPIL', { validFrom: '2026-08-17' });
    await build.member(group, teacher, 'CONTACT_TEACHER', { validFrom: '2026-08-01', validTo: '2026-11-22' });
    await build.member(group, teacher, 'TEACHER', { validFrom: '2026-11-01' });
    const work = async (on: string) =>
      (await factsAbout(teacher, childId, on)).filter((fact) => fact === 'isContactTeacher' || fact === 'teachesChild');
    expect(await work('2026-08-16')).toEqual([]);
    expect(await work('2026-10-01')).toEqual(['isContactTeacher']);
    expect(await work(today)).toEqual(['isContactTeacher', 'teachesChild']);
    expect(await work('2026-11-23')).toEqual(['teachesChild']);
    expect(await work('2027-08-01')).toEqual([]);
    expect((await port.scopeOf({ kind: 'person', personId: teacher }, today)).groupIds).toEqual([group]);
  });

  it('opens nothing to one whom the roster has ended', async () => {
    const { school, childId } = await child();
    const leader = await build.person('Anne', 'Dahl', { endedOn: '2026-11-01' });
    await build.employ(school, leader, 'SCHOOL_LEADER');
    expect(await factsAbout(leader, childId)).toEqual(['clearedToKnowPlace']);
  });

  it('knows a system by the approval of a school that the child attends', async () => {
    const { school, childId } = await child();
    await build.approve('learning-platform', school);
    const system = { kind: 'system', clientId: 'learning-platform' } as const;
    expect((await port.factsFor(system, [childId], today)).get(childId)).toContain('approvedBySchool');
    expect((await port.scopeOf(system, today)).unitIds).toEqual([school]);
    const other = { kind: 'system', clientId: 'another' } as const;
    expect((await port.factsFor(other, [childId], today)).get(childId)).not.toContain('approvedBySchool');
  });
});

describe('factsFor', () => {
  it('is one statement for 1 and for 500 children, and leaves out those who are no children here', async () => {
    const viewer = { kind: 'person', personId: await build.person('Anne', 'Dahl') } as const;
    const ids = await Promise.all(Array.from({ length: 30 }, () => build.pupil('Barn', 'Nummer', '2015-01-01')));
    const many = [...ids, ...Array.from({ length: 470 }, () => crypto.randomUUID())];
    for (const asked of [ids.slice(0, 1), many]) {
      const texts: string[] = [];
      const stop = database.observe((text) => texts.push(text));
      const answer = await port.factsFor(viewer, asked, today);
      stop();
      expect(texts).toHaveLength(1);
      expect(answer.size).toBe(asked.filter((id) => ids.includes(id)).length);
    }
    expect((await port.factsFor(viewer, [viewer.personId, 'no id'], today)).size).toBe(0);
  });

  it('shares a statement among those who ask at the same time, and tells each of its own viewer alone', async () => {
    const { school, childId } = await child();
    const { childId: another } = await child();
    const [leader, mother, stranger] = [
      await build.person('Anne', 'Dahl'),
      await build.person('Kari', 'Lien'),
      await build.person('Per', 'Moen'),
    ];
    await build.employ(school, leader, 'SCHOOL_LEADER');
    await build.right(childId, mother, 'PARENTAL_RESPONSIBILITY');
    const asked = [stranger, leader, mother, stranger].map((personId) => [personId, [childId, another]] as const);
    const alone = [];
    for (const [personId, children] of asked)
      alone.push(await port.factsFor({ kind: 'person', personId }, children, today));
    const texts: string[] = [];
    const stop = database.observe((text) => texts.push(text));
    const together = await Promise.all(
      asked.map(([personId, children]) => port.factsFor({ kind: 'person', personId }, children, today)),
    );
    const own = await Promise.all(asked.map(([personId]) => port.viewerFacts({ kind: 'person', personId }, today)));
    stop();
    expect(together).toEqual(alone);
    expect(together[1]?.get(childId)).toContain('leadsSchool');
    expect(together[2]?.get(childId)).toContain('holdsParentalResponsibility');
    expect(together[0]?.get(childId)).toEqual(['clearedToKnowPlace']);
    expect(own).toEqual([[], ['isEmployee', 'leadsUnit'], [], []]);
    // The first who asks waits for nobody; the others share the next: two statements for facts, two for the viewers.
    expect(texts).toHaveLength(4);
  });
});
