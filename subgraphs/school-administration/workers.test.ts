import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unitChanged } from '#contracts/events/school-administration.ts';
import { newEvent } from '#kit/events/envelope.ts';
import { startTestSubgraph } from '#test/support/test-subgraph.ts';
import { tellOfNewDays } from './calendar-worker.ts';
import { schoolAdministration } from './index.ts';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from './testing/test-school-administration.ts';

describe('days that come', () => {
  let hub: TestSchoolAdministration;
  let at: Awaited<ReturnType<typeof buildSchool>>;
  beforeAll(async () => {
    hub = await startSchoolAdministration();
    at = await buildSchool(hub);
  });
  afterAll(() => hub.stop());

  it('changes placements without anybody writing, and is told of once', async () => {
    const { transact } = hub.running.contextFor({ access: { on: '2026-11-22' }, requestId: '1' } as never).deps;
    const tell = () => tellOfNewDays({ transact, now: () => hub.now });
    const starting = await hub.build.pupil('Ny', 'Mandag', '2014-01-01');
    await hub.build.enrol(starting, at.school, 7, { validFrom: '2026-11-23' });
    const leaving = await hub.build.pupil('Siste', 'Dag', '2014-01-01');
    await hub.build.enrol(leaving, at.school, 7, { validTo: '2026-11-22' });
    hub.now = new Date('2026-11-22T20:00:00Z');
    expect(await tell()).toBe(0);
    // Midnight in Norway, not in Greenwich.
    hub.now = new Date('2026-11-22T23:30:00Z');
    expect(await tell()).toBe(2);
    const events = (await hub.published()).map(
      (event) => event.data as { childId: string; active: boolean; unitIds: string[] },
    );
    expect(events.find((event) => event.childId === starting)).toMatchObject({ active: true, unitIds: [at.school] });
    expect(events.find((event) => event.childId === leaving)).toMatchObject({ active: false, unitIds: [] });
    expect(await tell()).toBe(0);
  });
});

describe('rights that days bring', () => {
  it('are told of: a right that ends, 15 years, 18 years, and 29 February on 1 March', async () => {
    const hub = await startSchoolAdministration();
    const at = await buildSchool(hub);
    const { transact } = hub.running.contextFor({ access: { on: '2026-11-22' }, requestId: '1' } as never).deps;
    const toldOn = async (day: string) => {
      const before = (await hub.published()).length;
      await tellOfNewDays({ transact, now: () => new Date(`${day}T08:00:00Z`) });
      const events = (await hub.published()).slice(before).filter((event) => event.type === 'rights-changed.v1');
      return events.map((event) => event.subject);
    };
    const leap = await hub.build.pupil('Sprett', 'Skuddår', '2012-02-29');
    const grown = await hub.build.pupil('Snart', 'Myndig', '2009-03-02');
    await hub.build.right(at.child, at.mother, 'STANDING_REQUEST', { validTo: '2027-02-27' });
    expect(await toldOn('2027-02-27')).toEqual([]);
    expect(await toldOn('2027-02-28')).toEqual([at.child]);
    expect(await toldOn('2027-03-01')).toEqual([leap]);
    // A day that the hub was down is made up for.
    expect(await toldOn('2027-03-05')).toEqual([grown]);
    await hub.stop();
  });
});

describe('settings', () => {
  it('approve systems for the units they name, also units that come later, and withdraw', async () => {
    const approvedSystems = [{ clientId: 'timetables', units: ['312000015'] }];
    const hub = await startSchoolAdministration({ settings: { approvedSystems } });
    const { school } = await buildSchool(hub);
    const unit = { unitId: school, organisationNumber: '312000015', kind: 'SCHOOL', name: 'Bakken skole' } as const;
    await hub.deliver(newEvent(unitChanged, unit));
    const system = { kind: 'system', clientId: 'timetables' } as const;
    expect((await hub.running.port.scopeOf(system, '2026-11-22')).unitIds).toEqual([school]);
    await hub.build.approve('forgotten', school);
    await hub.deliver(newEvent(unitChanged, unit));
    const forgotten = { kind: 'system', clientId: 'forgotten' } as const;
    expect((await hub.running.port.scopeOf(forgotten, '2026-11-22')).unitIds).toEqual([]);
    const query = `{ pupils { edges { node { givenName birthDate level healthNotes { text } } } } }`;
    const viewer = { kind: 'system', clientId: 'timetables', personId: undefined, purpose: 'education' } as never;
    const { data, errors } = await hub.query(query, {}, viewer);
    expect(data?.pupils).toMatchObject({ edges: [{ node: { givenName: 'Eira', level: 7, healthNotes: null } }] });
    expect(errors).toHaveLength(1);
    await hub.stop();
  });

  it('tell everything that is wrong at once, and ask for a token outside a demo', async () => {
    const start = (settings: unknown, demo = true) =>
      startTestSubgraph(schoolAdministration, {
        settings,
        controller: {
          organisationNumber: '312000007',
          name: 'Prøve',
          municipalityNumber: null,
          kind: 'MUNICIPALITY',
          demo,
        },
      });
    await expect(start({ register: { url: 'x', everySeconds: 0 }, approvedSystems: 1 })).rejects.toThrow(
      /3 settings are wrong/,
    );
    await expect(start({ register: { url: 'http://127.0.0.1:1/api' } }, false)).rejects.toThrow(
      'register.token is missing',
    );
  });
});
