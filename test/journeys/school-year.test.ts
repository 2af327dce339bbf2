import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controlCommands } from '#cli/control/commands.ts';
import type { ReconcileLine } from '#cli/reconcile/reconcile.ts';
import type { Hub } from '#gateway/hub/start-hub.ts';
import { beginJourney, type Journey, present } from '#test/support/journey.ts';
import { chainsOf, trafficOf } from '#test/support/look-inside.ts';
import type { MutationResult, PersonGraph } from '#test/support/person-graph.ts';

let journey: Journey;
let hub: Hub;
let caseWorker: PersonGraph;
beforeAll(async () => {
  journey = await beginJourney();
  hub = journey.hub('ringsaker');
  caseWorker = journey.sending;
}, 120_000);
afterAll(() => journey.end());

interface School {
  readonly id: string;
  readonly name: string;
  readonly pupils: { readonly edges: ReadonlyArray<{ readonly node: PupilAt }> };
}
interface PupilAt {
  readonly id: string;
  readonly level: number | null;
  readonly groups: { readonly edges: ReadonlyArray<{ readonly node: { readonly group: { readonly name: string } } }> };
}
const schoolsQuery = `{ schools(kind: SCHOOL, first: 40) { edges { node { id name pupils(first: 100) { edges { node {
  id level groups(first: 10) { edges { node { group { name } } } } pupilRecord { caseNumber } } } } } } } }`;
async function schools(): Promise<readonly School[]> {
  const answer = await caseWorker.ask<{ schools: { edges: { node: School }[] } }>(schoolsQuery);
  return answer.schools.edges.map(({ node }) => node);
}
const pupilsOf = (school: School) => school.pupils.edges.map(({ node }) => node);
const act = <Result extends MutationResult>(mutation: string, fields: string, input: Record<string, unknown>) =>
  caseWorker.act<Result>(
    `mutation ($input: ${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!) { result: ${mutation}(input: $input) {
      ${fields} userErrors { code message } } }`,
    input,
  );
const rows = async <Row>(query: string) => (await sql<Row>`${sql.raw(query)}`.execute(hub.database.kysely)).rows;
const marks = () =>
  rows(`select to_jsonb(r) as row from school_administration."right" r union all
    select to_jsonb(a) from school_administration.address_protection a order by 1`);
async function come(days: number): Promise<void> {
  journey.clock.pass({ days });
  await hub.subgraphs.schoolAdministration.comeToToday();
  await hub.settle();
}

describe('two schools become one on 1 December', () => {
  let before: readonly School[];
  let marksBefore: readonly unknown[];
  let arrivals: readonly unknown[];
  const records = () =>
    rows('select child_id, system_id, case_year, case_sequence, status from archive.pupil_record order by 1');
  let recordsBefore: readonly unknown[];

  it('is recorded by the owner, and nothing changes before the day', async () => {
    before = (await schools()).filter((school) => pupilsOf(school).length > 0).slice(0, 2);
    expect(before).toHaveLength(2);
    marksBefore = await marks();
    recordsBefore = await records();
    arrivals = await rows('select * from data_sharing.arrival');
    const { merger, userErrors } = await act<MutationResult & { merger: { state: string } | null }>(
      'recordSchoolMerger',
      'merger { state }',
      {
        unitIds: before.map(({ id }) => id),
        ...{ organisationNumber: '312000059', name: 'Nye Ringsaker skole', takesEffectOn: '2026-12-01' },
        reason: 'Decided by the municipal council',
      },
    );
    expect([merger, userErrors]).toEqual([{ state: 'RECORDED' }, []]);
    await come(10);
    expect((await schools()).map(({ name }) => name)).toEqual(expect.arrayContaining(before.map(({ name }) => name)));
  });

  it('takes effect on the day: the pupils, their classes and their elevmappe go on at the new school', async () => {
    await come(1);
    const now = await schools();
    expect(now.map(({ name }) => name)).not.toEqual(expect.arrayContaining([before[0]?.name]));
    const merged = present(
      now.find(({ name }) => name === 'Nye Ringsaker skole'),
      'new school',
    );
    const byId = (pupils: readonly PupilAt[]) => pupils.toSorted((one, other) => one.id.localeCompare(other.id));
    expect(byId(pupilsOf(merged))).toEqual(byId(before.flatMap(pupilsOf)));
    expect(recordsBefore.length).toBeGreaterThan(0);
    expect(await records()).toEqual(recordsBefore);
  });

  it('is no move: nothing is sent, nobody arrives, and every right and mark is as it was', async () => {
    expect(await trafficOf(journey, 'ringsaker')).toEqual({ sent: 0, received: 0 });
    expect(await rows('select * from data_sharing.arrival')).toEqual(arrivals);
    expect(await marks()).toEqual(marksBefore);
  });

  it('is asked of Feide, child by child', async () => {
    const followed = await rows<{ childId: string }>(`select child_id from feide.follow_up where movement = 'WITHIN'`);
    const moved = new Set(before.flatMap(pupilsOf).map(({ id }) => id));
    expect(new Set(followed.map(({ childId }) => childId)).size).toBe(followed.length);
    for (const id of moved) expect(followed).toContainEqual({ childId: id });
  });
});

describe('what the systems disagree on', () => {
  it('is told with who should mend it, and leads to no child with a graded address', async () => {
    const lines = (await controlCommands.reconcile(hub)) as readonly ReconcileLine[];
    const graded = await rows<{ childId: string }>(
      'select distinct child_id from school_administration.address_protection where valid_to is null',
    );
    expect(graded.length).toBeGreaterThan(0);
    const text = JSON.stringify(lines);
    for (const { childId } of graded) expect(text).not.toContain(childId);
    for (const { mendedBy, count } of lines) expect([mendedBy.length > 5, count > 0]).toEqual([true, true]);
    expect((await chainsOf(journey, 'ringsaker')).findings).toEqual([]);
  });
});

describe('twins without numbers', () => {
  it('are shown to a person as like each other, and only the one that is named gets the number', async () => {
    const [school] = await schools();
    const start = async (givenName: string) => {
      const result = await act<MutationResult & { pupil: { id: string } | null }>('startEnrolment', 'pupil { id }', {
        newPupil: { givenName, familyName: 'Haidari', birthDate: '2017-03-04' },
        ...{ unitId: school?.id, level: 3, startsOn: '2026-12-01' },
      });
      return present(result.pupil, 'pupil').id;
    };
    const [one, other] = [await start('Amir Ali'), await start('Amir Reza')];
    expect(one).not.toBe(other);
    await hub.settle();
    const queue = async () => {
      const answer = await caseWorker.ask<{
        pupilsToIdentify: { edges: { node: { pupil: { id: string }; candidates: { id: string }[] } }[] };
      }>('{ pupilsToIdentify(first: 500) { edges { node { pupil { id } candidates { id } } } } }');
      return new Map(
        answer.pupilsToIdentify.edges.map(({ node }) => [node.pupil.id, node.candidates.map(({ id }) => id)]),
      );
    };
    expect([(await queue()).get(one), (await queue()).get(other)]).toEqual([[other], [one]]);
    // Of a synthetic child born on the day.
    const nationalId = '04831750060';
    const identify = (childId: string) =>
      act<MutationResult>('identifyPupil', 'pupil { id }', { childId, nationalId, reason: 'Passport seen' });
    const first = await identify(one);
    if (first.userErrors.length > 0) throw new Error(JSON.stringify(first.userErrors));
    const numberOf = async (id: string) => {
      const { pupil } = await caseWorker.ask<{ pupil: { nationalId: string | null } }>(
        'query ($id: ID!) { pupil(id: $id) { nationalId } }',
        { id },
      );
      return pupil.nationalId;
    };
    expect([await numberOf(one), await numberOf(other)]).toEqual([nationalId, null]);
    expect((await queue()).has(other)).toBe(true);
    expect((await identify(other)).userErrors.map(({ code }) => code)).toEqual(['NATIONAL_ID_TAKEN']);
  });
});

describe('the school year begins', () => {
  const rollOver = (apply: boolean) => hub.subgraphs.schoolAdministration.rollOver({ begins: 2027, apply });

  it('is looked at in June, and rolled over in August: once, and with every mark as it was', async () => {
    await come(190);
    const june = await rollOver(false);
    expect([june.applied, june.lines.length > 0]).toEqual([false, true]);
    const before = new Map((await schools()).flatMap(pupilsOf).map((pupil) => [pupil.id, pupil]));
    await expect(rollOver(true)).rejects.toMatchObject({ code: 'CONFLICT' });
    await come(54);
    const marksBefore = await marks();
    expect(await rollOver(true)).toMatchObject({ schoolYear: '2027/28', applied: true });
    await hub.settle();
    const after = (await schools()).flatMap(pupilsOf);
    expect(after.length).toBeGreaterThan(0);
    for (const { id, level } of after) expect(level).toBe((before.get(id)?.level ?? Number.NaN) + 1);
    expect(await marks()).toEqual(marksBefore);
    expect(await rollOver(true)).toMatchObject({ applied: false, appliedBefore: expect.stringContaining('2027-08-') });
    expect(await trafficOf(journey, 'ringsaker')).toEqual({ sent: 0, received: 0 });
  });
});
