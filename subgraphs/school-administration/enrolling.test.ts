import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticNationalId } from './testing/municipality-builder.ts';
import { idIn, recordAs, typesOf } from './testing/record.ts';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from './testing/test-school-administration.ts';

let hub: TestSchoolAdministration;
let at: Awaited<ReturnType<typeof buildSchool>>;
beforeAll(async () => {
  hub = await startSchoolAdministration();
  at = await buildSchool(hub);
});
afterAll(() => hub.stop());

const record = (personId: string, mutation: string, input: Record<string, unknown>, fields: string) =>
  recordAs(hub, personId, mutation, input, fields);

describe('enrolments by staff', () => {
  const newPupil = (number: number) => ({
    nationalId: syntheticNationalId('2016-04-05', number),
    givenName: 'Ny',
    familyName: 'Elev',
    birthDate: '2016-04-05',
  });
  const start = (more: Record<string, unknown>) => ({ unitId: at.school, level: 5, startsOn: '2026-11-23', ...more });
  const fields = 'enrolment { validFrom unit { name } } pupil { id givenName }';

  it('tells of a child who is new here, with where Folkeregisteret says it lived before', async () => {
    const { payload, events } = await record(at.caseWorker, 'startEnrolment', start({ newPupil: newPupil(0) }), fields);
    expect(payload).toMatchObject({
      enrolment: { validFrom: '2026-11-23', unit: { name: 'Bakken skole' } },
      pupil: { givenName: 'Ny' },
    });
    const childId = idIn(payload, 'pupil');
    expect(events).toMatchObject([
      // It starts tomorrow: active, and in no unit yet.
      { type: 'pupil-placement-changed.v1', data: { childId, unitIds: [], active: true } },
      {
        type: 'pupil-arrived.v1',
        data: { childId, unitId: at.school, startDate: '2026-11-23', previousMunicipality: null },
      },
    ]);
    const again = await record(at.caseWorker, 'startEnrolment', start({ newPupil: newPupil(0) }), fields);
    expect(again.payload?.userErrors).toMatchObject([{ code: 'ENROLLED_ALREADY' }]);
    await hub.build.residence(childId, '3411', '2016-04-05');
    await hub.build.residence(childId, '9901', '2026-11-01');
    await record(
      at.caseWorker,
      'endEnrolment',
      { childId, unitId: at.school, lastDay: '2026-11-23' },
      'enrolment { validTo }',
    );
    const back = await record(at.caseWorker, 'startEnrolment', start({ childId, startsOn: '2027-02-01' }), fields);
    expect(back.events[1]?.data).toMatchObject({ startDate: '2027-02-01', previousMunicipality: '3411' });
  });

  it('tells of no arrival when a pupil starts at SFO or goes on to another school here', async () => {
    const sfo = await hub.build.unit('SFO', 'Bakken SFO');
    const { events } = await record(at.leader, 'startEnrolment', start({ childId: at.child, unitId: sfo }), fields);
    expect(typesOf(events)).toEqual(['pupil-placement-changed.v1']);
  });

  it('ends an enrolment with its memberships, and tells of it', async () => {
    const child = await at.pupil('Siv', 'Slutter');
    await hub.build.place();
    const input = { childId: child, unitId: at.school, lastDay: '2026-11-21' };
    const { payload, events } = await record(at.leader, 'endEnrolment', input, 'enrolment { validTo }');
    expect(payload?.userErrors).toEqual([]);
    expect(events).toMatchObject([
      { type: 'pupil-placement-changed.v1', data: { unitIds: [], groupIds: [], active: false } },
      { type: 'enrolment-ended.v1', data: { childId: child, unitId: at.school, endDate: '2026-11-21' } },
    ]);
    const again = await record(at.caseWorker, 'endEnrolment', { ...input, lastDay: '2026-11-22' }, 'enrolment { id }');
    expect(again.payload?.userErrors).toMatchObject([{ code: 'NOT_ENROLLED' }]);
  });

  it('takes a new child from a case worker alone, one child at a time, synthetic in a demo, and only at a real place', async () => {
    expect((await record(at.leader, 'startEnrolment', start({ newPupil: newPupil(1) }), fields)).codes).toEqual([
      'FORBIDDEN',
    ]);
    const misnamed = start({ newPupil: { ...newPupil(0), familyName: 'Helt-Annen' } });
    const taken = await record(at.caseWorker, 'startEnrolment', misnamed, fields);
    expect(taken.payload?.userErrors).toMatchObject([{ code: 'NATIONAL_ID_TAKEN' }]);
    const both = await record(
      at.caseWorker,
      'startEnrolment',
      start({ childId: at.child, newPupil: newPupil(1) }),
      fields,
    );
    expect(both.payload?.userErrors).toMatchObject([{ code: 'ONE_CHILD' }]);
    const owner = await record(
      at.caseWorker,
      'startEnrolment',
      start({ newPupil: newPupil(1), unitId: at.owner }),
      fields,
    );
    expect(owner.payload?.userErrors).toMatchObject([{ code: 'UNKNOWN_UNIT' }]);
    // A number of another test series: its form is that of a living person's, and it is nobody's.
    const real = { ...newPupil(1), nationalId: syntheticNationalId('2016-04-05', 1, 40) };
    const notSynthetic = await record(at.caseWorker, 'startEnrolment', start({ newPupil: real }), fields);
    expect(notSynthetic.payload?.userErrors).toMatchObject([{ code: 'SYNTHETIC_ONLY' }]);
  });
});
