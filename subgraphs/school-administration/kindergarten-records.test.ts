import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedWithin } from '#contracts/events/data-sharing.ts';
import { newEvent } from '#kit/events/envelope.ts';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from './testing/test-school-administration.ts';

let hub: TestSchoolAdministration;
let at: Awaited<ReturnType<typeof buildSchool>>;
let child: string;
let educator: string;
beforeAll(async () => {
  hub = await startSchoolAdministration();
  at = await buildSchool(hub);
  const { build } = hub;
  const kindergarten = await build.unit('KINDERGARTEN', 'Bakken barnehage', { parentId: at.owner });
  educator = await build.person('Pia', 'Pedagog');
  await build.employ(kindergarten, educator, 'SCHOOL_LEADER', 'rektor');
  child = await build.pupil('Liv', 'Lien', '2020-05-06');
  await build.enrol(child, kindergarten, 0, { validFrom: '2023-08-01', validTo: '2026-07-31' });
  await build.enrol(child, at.school, 1, { validFrom: '2026-08-17' });
  await build.member(at.group, child, 'PUPIL', { validFrom: '2026-08-17' });
  await build.right(child, at.mother, 'PARENTAL_RESPONSIBILITY');
  await build.right(child, at.mother, 'LIVES_WITH');
  await build.record(child, 'DEVELOPMENT_OBSERVATION', 'development-observations', { validFrom: '2026-05-01' });
  await build.record(child, 'HEALTH_NOTE', 'health', { validFrom: '2026-05-01' });
  await build.record(child, 'HEALTH_NOTE', 'health', { validFrom: '2026-09-01' });
  await build.absence(child, '2026-03-02');
  await build.place();
});
afterAll(() => hub.stop());

const text = `query ($id: ID!) { pupil(id: $id) { healthNotes { validFrom } developmentObservations { validFrom }
  absences { edges { node { startsOn } } } } }`;
interface Seen {
  readonly pupil: {
    readonly healthNotes: ReadonlyArray<{ readonly validFrom: string }>;
    readonly developmentObservations: ReadonlyArray<{ readonly validFrom: string }>;
    readonly absences: { readonly edges: ReadonlyArray<{ readonly node: { readonly startsOn: string } }> };
  };
}
const seenBy = async (personId: string) => {
  const { data, errors } = await hub.query(text, { id: child }, { kind: 'person', personId } as never);
  expect(errors ?? []).toEqual([]);
  const { pupil } = data as unknown as Seen;
  return {
    health: pupil.healthNotes.map(({ validFrom }) => validFrom),
    observations: pupil.developmentObservations.map(({ validFrom }) => validFrom),
    absences: pupil.absences.edges.map(({ node }) => node.startsOn),
  };
};

describe('what a kindergarten recorded of a child who has begun at a school of the same municipality', () => {
  it('is not shown to the school before those who decide have permitted it; what the school recorded is', async () => {
    for (const staff of [at.leader, at.contactTeacher])
      expect(await seenBy(staff)).toEqual({ health: ['2026-09-01'], observations: [], absences: [] });
  });

  it('is shown to the home all the time', async () => {
    expect(await seenBy(at.mother)).toEqual({
      health: ['2026-09-01', '2026-05-01'],
      observations: ['2026-05-01'],
      absences: ['2026-03-02'],
    });
  });

  it('opens to the school category by category, as far as is permitted', async () => {
    const data = {
      transferId: randomUUID(),
      childId: child,
      categories: ['development-observations'],
      legalBasis: 'barnehageloven § 2 a',
      sharedAt: '2026-11-01T12:00:00.000Z',
    };
    await hub.deliver(newEvent(sharedWithin, data, child));
    await hub.deliver(newEvent(sharedWithin, data, child));
    expect(await seenBy(at.contactTeacher)).toEqual({
      health: ['2026-09-01'],
      observations: ['2026-05-01'],
      absences: [],
    });
  });

  it('does not concern a child who has only been at school', async () => {
    await hub.build.record(at.child, 'HEALTH_NOTE', 'health', { validFrom: '2019-01-01' });
    const { data } = await hub.query(
      'query ($id: ID!) { pupil(id: $id) { healthNotes { validFrom } } }',
      { id: at.child },
      {
        kind: 'person',
        personId: at.contactTeacher,
      } as never,
    );
    expect(data?.pupil).toEqual({ healthNotes: [{ validFrom: '2019-01-01' }] });
  });
});
