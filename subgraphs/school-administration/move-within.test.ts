import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transferClosed } from '#contracts/events/data-sharing.ts';
import { newEvent } from '#kit/events/envelope.ts';
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

const startsOn = '2026-11-20';
const movedTo = (childId: string, unitId: string) =>
  newEvent(
    transferClosed,
    {
      ...transferClosed.example,
      ...{ transferId: randomUUID(), childId, side: 'WITHIN', unitId, startsOn, decisions: [], receiptHash: null },
    },
    childId,
  );
const placesOf = async (childId: string) => {
  const query = 'query ($id: ID!) { pupil(id: $id) { enrolments { validTo unit { name } } } }';
  const viewer = { kind: 'person', personId: at.caseWorker, purpose: 'school-change' } as const;
  const { data } = await hub.query(query, { id: childId }, viewer);
  const { pupil } = data as {
    pupil: { enrolments: ReadonlyArray<{ validTo: string | null; unit: { name: string } }> };
  };
  return Object.fromEntries(pupil.enrolments.map(({ unit, validTo }) => [unit.name, validTo]));
};

describe('a pupil who goes on to another school of the municipality', () => {
  it('leaves the SFO of the old school with it, and keeps a place at one that stands by itself', async () => {
    const child = await at.pupil('Siv', 'Flytter');
    const [own, apart] = [
      await hub.build.unit('SFO', 'Bakken SFO', { parentId: at.school }),
      await hub.build.unit('SFO', 'Byens SFO', { parentId: at.owner }),
    ];
    const lia = await hub.build.unit('SCHOOL', 'Lia skole', { parentId: at.owner });
    for (const sfo of [own, apart]) await hub.build.enrol(child, sfo, 2, { validFrom: '2026-08-01' });
    await hub.build.place();
    const before = (await hub.published()).length;
    const closed = movedTo(child, lia);
    await hub.deliver(closed);
    await hub.deliver(closed);
    const left = '2026-11-19';
    expect(await placesOf(child)).toEqual({
      ...{ 'Bakken skole': left, 'Lia skole': null },
      ...{ 'Bakken SFO': left, 'Byens SFO': null },
    });
    const ended = (await hub.published()).slice(before).filter(({ type }) => type === 'enrolment-ended.v1');
    expect(new Set(ended.map(({ data }) => (data as { unitId: string }).unitId))).toEqual(new Set([at.school, own]));
    expect(ended).toHaveLength(2);
  });
});
