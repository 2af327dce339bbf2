import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appointmentsOf } from '../appointments.ts';
import { readSchoolAdministrationSettings } from '../config.ts';
import { syntheticNationalId } from '../testing/municipality-builder.ts';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from '../testing/test-school-administration.ts';

const officerNumber = syntheticNationalId('1970-03-04');
let hub: TestSchoolAdministration;
let school: Awaited<ReturnType<typeof buildSchool>>;
let officer: string;
let operator: string;
let archivist: string;
beforeAll(async () => {
  hub = await startSchoolAdministration({
    settings: {
      appointments: [
        { role: 'data-protection-officer', nationalId: officerNumber },
        { role: 'operator', feideId: 'drift@prove.no' },
        { role: 'archivist', feideId: 'arkiv@prove.no' },
      ],
    },
  });
  school = await buildSchool(hub);
  officer = await hub.build.person('Ola', 'Ombud', { nationalId: officerNumber });
  operator = await hub.build.person('Dag', 'Drift', { feideId: 'drift@prove.no' });
  archivist = await hub.build.person('Arne', 'Arkiv', { feideId: 'arkiv@prove.no' });
  await hub.build.employ(school.owner, operator, 'ADMINISTRATOR');
});
afterAll(() => hub.stop());

const viewer = (personId: string) => ({ kind: 'person', personId }) as const;
const facts = async (personId: string) => {
  const on = '2026-11-22';
  const port = hub.running.port;
  const ofChild = (await port.factsFor(viewer(personId), [school.child], on)).get(school.child) ?? [];
  return {
    own: await port.viewerFacts(viewer(personId), on),
    ofChild,
    scope: await port.scopeOf(viewer(personId), on),
  };
};

describe('whom the controller has appointed by its settings', () => {
  it('is that towards a child and alone, by a national id or a Feide name, and nobody else is', async () => {
    for (const [personId, fact] of [
      [officer, 'isDataProtectionOfficer'],
      [operator, 'isOperator'],
      [archivist, 'isArchivist'],
    ] as const) {
      const found = await facts(personId);
      expect(found.own).toContain(fact);
      expect(found.ofChild).toContain(fact);
    }
    expect((await facts(school.caseWorker)).own).toEqual(['isEmployee', 'isCaseWorker']);
  });

  it('finds every child in lists as data-protection officer and archivist; as operator none, also with another post', async () => {
    expect((await facts(officer)).scope.everyChild).toBe(true);
    expect((await facts(archivist)).scope.everyChild).toBe(true);
    expect((await facts(operator)).scope).toEqual({ everyChild: false, unitIds: [], groupIds: [], childIds: [] });
    expect((await facts(school.caseWorker)).scope.everyChild).toBe(true);
  });

  it('sees as an operator with a case worker’s post no child and no name', async () => {
    const query = 'query($id: ID!) { pupil(id: $id) { id } pupils(first: 5) { edges { node { id } } } }';
    const { data } = await hub.query(query, { id: school.child }, { ...viewer(operator), purpose: 'case-work' });
    expect(data).toEqual({ pupil: null, pupils: { edges: [] } });
  });

  it('is refused with a clear error when the settings name no identity, two, or a number that is none', () => {
    for (const one of [
      { role: 'operator' },
      { role: 'operator', feideId: 'a@b', nationalId: officerNumber },
      { role: 'operator', nationalId: '123' },
      { role: 'boss', feideId: 'a@b' },
    ])
      expect(() => readSchoolAdministrationSettings({ appointments: [one] })).toThrow(/appointments/);
    expect(appointmentsOf([{ role: 'operator', feideId: 'a@b' }])).toEqual({
      roles: ['operator'],
      feideIds: ['a@b'],
      nationalIds: [null],
    });
  });
});
