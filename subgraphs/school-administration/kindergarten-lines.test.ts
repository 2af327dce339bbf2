import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedWithin } from '#contracts/events/data-sharing.ts';
import type { TransferDirection } from '#contracts/policy/transfer-policy-schema.ts';
import { newEvent } from '#kit/events/envelope.ts';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from './testing/test-school-administration.ts';

let hub: TestSchoolAdministration;
let at: Awaited<ReturnType<typeof buildSchool>>;
interface Kindergarten {
  readonly id: string;
  readonly number: string;
  readonly leader: string;
}
let [first, second]: readonly Kindergarten[] = [];
beforeAll(async () => {
  hub = await startSchoolAdministration();
  at = await buildSchool(hub);
  [first, second] = [await kindergarten('Bakken', '974557746'), await kindergarten('Haugen', '974760673')];
});
afterAll(() => hub.stop());

async function kindergarten(name: string, number: string): Promise<Kindergarten> {
  const id = await hub.build.unit('KINDERGARTEN', `${name} barnehage`, {
    parentId: at.owner,
    organisationNumber: number,
  });
  const leader = await hub.build.person('Styrer', name);
  await hub.build.employ(id, leader, 'SCHOOL_LEADER', 'styrer');
  return { id, number, leader };
}
const of = (unit: Kindergarten | undefined): Kindergarten => {
  if (!unit) throw new Error('there is no such kindergarten');
  return unit;
};

type Stay = readonly [unit: string, validFrom: string | null, validTo?: string | null];
/** A child with its places, and a note of health on each day. */
async function childWith(stays: readonly Stay[], days: readonly string[]): Promise<string> {
  const { build } = hub;
  const child = await build.pupil('Liv', 'Lien', '2021-05-06');
  for (const [unit, validFrom, validTo = null] of stays) await build.enrol(child, unit, 0, { validFrom, validTo });
  for (const validFrom of days) await build.record(child, 'HEALTH_NOTE', 'health', { validFrom });
  await build.place();
  return child;
}
async function seenBy(personId: string, child: string): Promise<readonly string[]> {
  const text = 'query ($id: ID!) { pupil(id: $id) { healthNotes { validFrom } } }';
  const { data, errors } = await hub.query(text, { id: child }, { kind: 'person', personId } as never);
  expect(errors ?? []).toEqual([]);
  const { pupil } = data as unknown as { pupil: { healthNotes: ReadonlyArray<{ validFrom: string }> } };
  return pupil.healthNotes.map(({ validFrom }) => validFrom).toSorted();
}
const permit = (
  child: string,
  over: { readonly unit?: string | null; readonly startsOn: string; readonly direction?: TransferDirection },
) =>
  hub.deliver(
    newEvent(
      sharedWithin,
      {
        transferId: randomUUID(),
        childId: child,
        categories: ['health'],
        direction: 'kindergarten-to-kindergarten',
        unit: null,
        legalBasis: 'barnehageloven § 47 a (2)',
        sharedAt: '2026-11-01T12:00:00.000Z',
        ...over,
      },
      child,
    ),
  );

describe('what a kindergarten recorded of a child who has gone on to another of the same municipality', () => {
  it('is not shown to the new one before the parents have permitted it; what the new one recorded is', async () => {
    const child = await childWith(
      [
        [of(first).id, '2024-08-01', '2026-07-31'],
        [of(second).id, '2026-08-17'],
      ],
      ['2026-05-01', '2026-08-10', '2026-09-01'],
    );
    // What was noted between the last day at the one and the first at the other was noted for the new one.
    expect(await seenBy(of(second).leader, child)).toEqual(['2026-08-10', '2026-09-01']);
    await permit(child, { unit: of(first).number, startsOn: '2026-08-17' });
    await permit(child, { direction: 'kindergarten-to-school', startsOn: '2026-08-17' });
    expect(await seenBy(of(second).leader, child)).toEqual(['2026-08-10', '2026-09-01']);
    await permit(child, { unit: of(second).number, startsOn: '2026-08-17' });
    expect(await seenBy(of(second).leader, child)).toEqual(['2026-05-01', '2026-08-10', '2026-09-01']);
  });

  it('is shown to the home and to the one that recorded it, while the child is at both', async () => {
    const child = await childWith(
      [
        [of(first).id, '2024-08-01'],
        [of(second).id, '2026-10-01'],
      ],
      ['2026-05-01', '2026-10-20'],
    );
    await hub.build.right(child, at.mother, 'PARENTAL_RESPONSIBILITY');
    await hub.build.right(child, at.mother, 'LIVES_WITH');
    expect(await seenBy(at.mother, child)).toEqual(['2026-05-01', '2026-10-20']);
    expect(await seenBy(of(first).leader, child)).toEqual(['2026-05-01', '2026-10-20']);
    expect(await seenBy(of(second).leader, child)).toEqual(['2026-10-20']);
  });

  it('is permitted for one change: of a child who comes back and goes again the parents are asked again', async () => {
    const child = await childWith(
      [
        [of(first).id, '2024-08-01', '2025-07-31'],
        [of(second).id, '2025-08-01', '2025-12-31'],
        [of(first).id, '2026-01-01', '2026-07-31'],
        [of(second).id, '2026-08-01'],
      ],
      ['2025-05-01', '2025-10-01', '2026-05-01', '2026-09-01'],
    );
    await permit(child, { unit: of(second).number, startsOn: '2025-08-01' });
    // Its own time it sees, both times; the first time at the other lies behind a line that nobody has opened since.
    expect(await seenBy(of(second).leader, child)).toEqual(['2025-10-01', '2026-09-01']);
    await permit(child, { unit: of(first).number, startsOn: '2026-01-01' });
    await permit(child, { unit: of(second).number, startsOn: '2026-08-01' });
    expect(await seenBy(of(second).leader, child)).toEqual(['2025-05-01', '2025-10-01', '2026-05-01', '2026-09-01']);
  });

  it('does not reach the school past a kindergarten that was not let see it', async () => {
    const child = await childWith(
      [
        [of(first).id, '2023-08-01', '2024-07-31'],
        [of(second).id, '2024-08-01', '2026-07-31'],
        [at.school, '2026-08-17'],
      ],
      ['2024-05-01', '2026-05-01', '2026-09-01'],
    );
    expect(await seenBy(at.leader, child)).toEqual(['2026-09-01']);
    await permit(child, { direction: 'kindergarten-to-school', startsOn: '2026-08-17' });
    expect(await seenBy(at.leader, child)).toEqual(['2026-05-01', '2026-09-01']);
    await permit(child, { unit: of(second).number, startsOn: '2024-08-01' });
    expect(await seenBy(at.leader, child)).toEqual(['2024-05-01', '2026-05-01', '2026-09-01']);
  });

  it('goes on where the place goes on: another year, or a kindergarten that two have become', async () => {
    const years = await childWith(
      [
        [of(second).id, '2024-08-01', '2025-07-31'],
        [of(second).id, '2025-08-01'],
      ],
      ['2025-05-01', '2026-05-01'],
    );
    expect(await seenBy(of(second).leader, years)).toEqual(['2025-05-01', '2026-05-01']);
    const merged = await kindergarten('Nye Haugen', '974589095');
    await hub.tables
      .insertInto('schoolAdministration.schoolMerger')
      .values({
        id: randomUUID(),
        unitIds: [of(second).id],
        organisationNumber: merged.number,
        name: 'Nye Haugen barnehage',
        takesEffectOn: '2026-08-01',
        leaderIds: [merged.leader],
        reason: 'Decided by kommunestyret',
        state: 'DONE',
        intoUnitId: merged.id,
        decidedBy: at.caseWorker,
        decidedAt: '2026-06-01T10:00:00.000Z',
      } as never)
      .execute();
    const child = await childWith(
      [
        [of(second).id, '2024-08-01', '2026-07-31'],
        [merged.id, '2026-08-01'],
      ],
      ['2026-05-01', '2026-09-01'],
    );
    expect(await seenBy(merged.leader, child)).toEqual(['2026-05-01', '2026-09-01']);
  });
});
