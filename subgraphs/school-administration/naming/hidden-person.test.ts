import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticNationalId } from '../testing/municipality-builder.ts';
import { recordAs } from '../testing/record.ts';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from '../testing/test-school-administration.ts';

const number = syntheticNationalId('2014-05-06');
let hub: TestSchoolAdministration;
let school: Awaited<ReturnType<typeof buildSchool>>;
let hidden: string;
beforeAll(async () => {
  hub = await startSchoolAdministration();
  school = await buildSchool(hub);
  hidden = await school.pupil('Skjult', 'Lien', { nationalId: number });
  await hub.build.grade(hidden, 'CONFIDENTIAL');
  await hub.build.place();
});
afterAll(() => hub.stop());

const right = (who: Record<string, unknown>) =>
  recordAs(
    hub,
    school.caseWorker,
    'recordRight',
    { childId: school.child, kind: 'LIVES_WITH', reason: 'Dokument 2026/114', validFrom: '2026-11-22', ...who },
    'right { givenName familyName }',
  );

describe('a child with a graded address that is named as a person with a right', () => {
  it('is, by its id, nobody: no name comes back', async () => {
    const { payload } = await right({ personId: hidden });
    expect(payload).toMatchObject({ right: null, userErrors: [{ code: 'UNKNOWN_PERSON' }] });
  });

  it('is, by its national id, as one that nobody here has, under any name', async () => {
    const named = (nationalId: string) => ({ person: { nationalId, givenName: 'Kari', familyName: 'Holt' } });
    const [ofHidden, ofNobody] = [await right(named(number)), await right(named(syntheticNationalId('2014-05-06', 3)))];
    expect(ofHidden.payload).toEqual(ofNobody.payload);
    expect(ofHidden.payload).toEqual({ right: { givenName: 'Kari', familyName: 'Holt' }, userErrors: [] });
  });
});
