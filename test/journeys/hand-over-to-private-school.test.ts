import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginHandOverJourney, type HandOverJourney, handOver, record } from '#test/support/hand-over-journey.ts';
import { act, refusals, statusesOf, transferAt, untilPhase } from '#test/support/journey.ts';
import type { MutationResult, PersonGraph } from '#test/support/person-graph.ts';

let journey: HandOverJourney;
beforeAll(async () => {
  // The school's owner is private: a controller of its own, with a hub of its own.
  journey = await beginHandOverJourney({ children: 3, kinds: { sarpsborg: 'PRIVATE_OWNER' } });
  for (const place of [0, 1, 2]) {
    const childId = await journey.childId(place, 'ringsaker');
    await record(journey.sending, childId, 'DEVELOPMENT_OBSERVATION', 'Leker godt med andre');
    await record(journey.sending, childId, 'HEALTH_NOTE', 'Tåler ikke nøtter');
  }
}, 240_000);
afterAll(() => journey.end(), 60_000);

const categories = ['development-observations', 'health'];
const receivedAt = async (place: number) => {
  const { pupil } = await journey.receiving.ask<{
    pupil: { receivedRecords: ReadonlyArray<{ category: string; legalBasis: string; senderName: string }> };
  }>('query ($id: ID!) { pupil(id: $id) { receivedRecords { category legalBasis senderName } } }', {
    id: await journey.childId(place, 'sarpsborg'),
  });
  return pupil.receivedRecords;
};

describe('a child of a municipal kindergarten who will start at a private school', () => {
  it('brings what both parents permit, by the kindergartens’ act, and nothing of what one refuses', async () => {
    const id = await handOver(journey, 0, { categories });
    const [first, second] = journey.holders(0);
    if (!first || !second) throw new Error('there are not two');
    for (const holder of [first, second])
      expect(
        await refusals(act(holder, 'permitTransfer', { transferId: id, categories: ['development-observations'] })),
      ).toEqual([]);
    expect(await refusals(act(second, 'refuseTransfer', { transferId: id, categories: ['health'] }))).toEqual([]);
    const sent = await untilPhase(journey.sending, id, 'CLOSED');
    expect(statusesOf(sent)).toMatchObject({ 'development-observations': 'received', health: 'withheld' });
    await untilPhase(journey.receiving, id, 'CLOSED');
    expect(await receivedAt(0)).toEqual([
      {
        category: 'development-observations',
        legalBasis: 'barnehageloven § 2 a',
        senderName: expect.stringContaining('Ringsaker'),
      },
    ]);
  });

  it('is unknown to the private school when nobody answers', async () => {
    const id = await handOver(journey, 1, { categories });
    journey.clock.pass({ days: 15 });
    expect(statusesOf(await untilPhase(journey.sending, id, 'CLOSED'))).toMatchObject({ health: 'withheld' });
    expect(await transferAt(journey.receiving, id)).toBeNull();
    expect(await receivedAt(1)).toEqual([]);
  });
});

describe('a child under a care order who will start at school', () => {
  const carers = {
    CHILD_PROTECTION: { nationalId: '03828002170', givenName: 'Barnevernstjenesten', familyName: 'Ringsaker' },
    FOSTER_PARENT: { nationalId: '06858402040', givenName: 'Liv', familyName: 'Moen' },
  };

  it('is decided on by barnevernstjenesten and the foster parents; the parents are not asked', async () => {
    const childId = await journey.childId(2, 'ringsaker');
    await recordRight(childId, { kind: 'CARE_ORDER' });
    for (const [kind, person] of Object.entries(carers)) await recordRight(childId, { kind, person });
    const id = await handOver(journey, 2, { categories });
    const asked = await transferAt(journey.sending, id);
    const waitsFor = asked?.waitsFor?.filter(({ what }) => what === 'permission') ?? [];
    expect(new Set(waitsFor.flatMap(({ persons }) => persons ?? [])).size).toBe(2);
    for (const parent of journey.holders(2))
      await expect(act(parent, 'permitTransfer', { transferId: id, categories })).rejects.toThrow();
    const [protection, foster] = Object.values(carers).map(({ nationalId }) => asPerson(nationalId));
    if (!protection || !foster) throw new Error('nobody has the care');
    expect(await refusals(act(foster, 'permitTransfer', { transferId: id, categories }))).toEqual([]);
    expect(
      await refusals(act(protection, 'permitTransfer', { transferId: id, categories: ['development-observations'] })),
    ).toEqual([]);
    // Where they differ, barnevernstjenesten prevails (opplæringslova § 24-4).
    expect(await refusals(act(protection, 'refuseTransfer', { transferId: id, categories: ['health'] }))).toEqual([]);
    const sent = await untilPhase(journey.sending, id, 'CLOSED');
    expect(statusesOf(sent)).toMatchObject({ 'development-observations': 'received', health: 'withheld' });
    expect((await receivedAt(2)).map(({ category }) => category)).toEqual(['development-observations']);
  });
});

const asPerson = (nationalId: string): PersonGraph => journey.as('ringsaker', { kind: 'national-id', nationalId });

async function recordRight(childId: string, right: Record<string, unknown>): Promise<void> {
  const mutation =
    'mutation ($input: RecordRightInput!) { result: recordRight(input: $input) { userErrors { code message } } }';
  const reason = 'Vedtak om omsorgsovertakelse';
  const input = { childId, reason, validFrom: '2026-10-01', ...right };
  expect((await journey.sending.act<MutationResult>(mutation, input)).userErrors).toEqual([]);
}
