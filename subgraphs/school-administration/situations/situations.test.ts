import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fact } from '#contracts/facts.ts';
import { syntheticNationalId } from '../testing/municipality-builder.ts';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from '../testing/test-school-administration.ts';

const on = '2026-11-22';
const officerNumber = syntheticNationalId('1970-03-04');
const namerNumber = syntheticNationalId('1971-03-04');
let hub: TestSchoolAdministration;

beforeAll(async () => {
  hub = await startSchoolAdministration({
    settings: {
      appointments: [{ role: 'data-protection-officer', nationalId: officerNumber }],
      caseNaming: { appointed: [{ nationalId: namerNumber }] },
    },
  });
  const { build } = hub;
  const school = await buildSchool(hub);
  await build.person('Ola', 'Ombud', { nationalId: officerNumber });
  await build.person('Nina', 'Navn', { nationalId: namerNumber });
  const graded = await school.pupil('Mia', 'Haug');
  const inCare = await school.pupil('Liv', 'Moen');
  const adult = await build.pupil('Stor', 'Haug', '2008-01-02');
  await build.right(graded, school.mother, 'LIVES_WITH');
  await build.right(graded, school.caseWorker, 'NAMED_FOR_CASE');
  await build.grade(graded, 'CONFIDENTIAL');
  await build.right(inCare, null, 'CARE_ORDER');
  await build.right(inCare, school.mother, 'PARENT');
  await build.right(inCare, await build.person('Fia', 'Foster'), 'FOSTER_PARENT');
  await build.right(adult, school.mother, 'PARENTAL_RESPONSIBILITY');
  await build.right(school.child, school.teacher, 'CONTACT_BAN', { validTo: '2026-11-01' });
  const sfo = await build.unit('SFO', 'Bakken SFO');
  await build.enrol(school.child, sfo, null);
  await build.employ(sfo, await build.person('Siri', 'Fritid'), 'ASSISTANT');
  await build.employ(school.school, await build.person('Gunn', 'Ferdig', { endedOn: '2026-10-01' }), 'SCHOOL_LEADER');
  const nurse = await build.person('Else', 'Pleier');
  await sql`insert into school_administration.service_share (id, child_id, person_id, service, categories, reason, decided_by, valid_from,
      valid_to, decided_at) values (gen_random_uuid(), ${school.child}, ${nurse}, 'SCHOOL_HEALTH', '{health}', 'prøve', ${school.leader},
      '2026-09-01', '2027-06-30', now())`.execute(hub.tables);
  const asked = await build.person('Per', 'Spør');
  await build.right(school.child, asked, 'PARENT');
  await sql`insert into school_administration.information_request (id, person_id, child_id, asked_at, due_at, state, categories, valid_from)
    values (gen_random_uuid(), ${asked}, ${school.child}, now(), now(), 'GIVEN', '{attendance-totals}', '2026-11-01')`.execute(
    hub.tables,
  );
  const [opener, cover] = [await build.person('Olav', 'Åpner'), await build.person('Vera', 'Vikar')];
  await sql`insert into school_administration.record_opening (id, child_id, person_id, categories, reason, opened_at, valid_from, valid_to, review_by)
    values (gen_random_uuid(), ${school.child}, ${opener}, '{health}', 'prøve', now(), '2026-11-20', '2026-11-25', '2026-11-27')`.execute(
    hub.tables,
  );
  await sql`insert into school_administration.group_cover (id, group_id, person_id, on_day, kind, reason, decided_by, decided_at)
    values (gen_random_uuid(), ${school.group}, ${cover}, ${on}, 'SUBSTITUTE', 'prøve', ${school.leader}, now())`.execute(
    hub.tables,
  );
  await build.approve('timetables', school.school);
});
afterAll(() => hub.stop());

const ids = async (where: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`select id from school_administration.person
    where ${sql.raw(where)} order by id`.execute(hub.tables);
  return rows.map(({ id }) => id);
};
const textOf = (facts: Iterable<Fact>) => [...facts].sort().join(',');

describe('the situations of a municipality', () => {
  it('are for each person and each child what its own question would be answered', async () => {
    const situations = await hub.running.situations(on);
    const [persons, children] = [await ids('true'), await ids('is_pupil')];
    for (const personId of persons) {
      const viewer = { kind: 'person', personId } as const;
      const mine = situations.filter((one) => one.viewer === 'Person' && one.viewers.has(personId));
      const own = mine.filter(({ ofChild }) => !ofChild).map(({ facts }) => textOf(facts));
      expect(own).toEqual([textOf(await hub.running.port.viewerFacts(viewer, on))]);
      const asked = await hub.running.port.factsFor(viewer, children, on);
      const towards = mine.filter(({ ofChild }) => ofChild).map(({ facts }) => textOf(facts));
      // Exactly what there is of each child, and nothing that there is of none.
      expect(new Set(towards)).toEqual(new Set([...asked.values()].map(textOf)));
    }
    for (const childId of children) {
      const of = situations.filter((one) => one.viewer === 'Person' && one.children.has(childId));
      const asked = await Promise.all(
        persons.map((personId) => hub.running.port.factsFor({ kind: 'person', personId }, [childId], on)),
      );
      expect(new Set(of.map(({ facts }) => textOf(facts)))).toEqual(
        new Set(asked.map((found) => textOf(found.get(childId) ?? []))),
      );
    }
  });

  it('are for a system what its own question would be answered', async () => {
    const children = await ids('is_pupil');
    const asked = await hub.running.port.factsFor({ kind: 'system', clientId: 'timetables' }, children, on);
    const situations = (await hub.running.situations(on)).filter((one) => one.viewer === 'System' && one.ofChild);
    for (const childId of children) {
      const of = situations.filter((one) => one.children.has(childId) && one.viewers.has('timetables'));
      expect(of.map(({ facts }) => textOf(facts))).toEqual([textOf(asked.get(childId) ?? [])]);
    }
  });

  it('are read by as many statements for many children as for few', async () => {
    const count = async () => {
      let statements = 0;
      const stop = hub.database.observe(() => {
        statements += 1;
      });
      await hub.running.situations(on);
      stop();
      return statements;
    };
    const before = await count();
    for (let more = 0; more < 20; more += 1) await hub.build.pupil('Barn', 'Nummer', '2015-01-01');
    expect(await count()).toBe(before);
  });
});
