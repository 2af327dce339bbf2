import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { pupilArrived } from '#contracts/events/school-administration.ts';
import { newEvent } from '#kit/events/envelope.ts';
import { father, mother } from './test-support/school-stand-in.ts';
import { announce, answerAs, decisionsAt, mutate, request } from './test-support/staff-work.ts';
import type { TestHub } from './test-support/test-hub.ts';
import { startTwoHubs, type TwoHubs } from './test-support/two-hubs.ts';

// One child makes one move, whoever tells of it: the hub that it comes from, the one that it comes to, or both, once or twice.

let hubs: TwoHubs;
afterEach(() => hubs.close());
const begin = async () => {
  hubs = await startTwoHubs();
};

const prepare = (over: Record<string, unknown> = {}) =>
  mutate(hubs.ringsaker, 'prepareHandOver', 'PrepareHandOverInput', {
    childId: hubs.from,
    toOrganisation: hubs.sarpsborg.controller.organisationNumber,
    startsOn: '2027-08-16',
    direction: 'KINDERGARTEN_TO_SCHOOL',
    ...over,
  });
const begun = async (over: Record<string, unknown> = {}): Promise<string> => {
  const { transfer, userErrors } = await prepare(over);
  expect(userErrors).toEqual([]);
  await hubs.settle();
  return transfer?.id ?? '';
};
const betweenSchools = { direction: 'SCHOOL_TO_SCHOOL', startsOn: '2026-12-01' };
const permit = async (id: string, ...categories: readonly string[]) => {
  for (const person of [mother, father]) {
    const { userErrors } = await answerAs(hubs.ringsaker, hubs.from, person, 'permitTransfer', id, categories);
    expect(userErrors).toEqual([]);
  }
};
const ask = (transferId: string, category: string) =>
  mutate(hubs.sarpsborg, 'requestTransfer', 'RequestTransferInput', {
    transferId,
    categories: [{ category, purpose: 'adapt-the-teaching' }],
  });
const phaseAt = async (hub: TestHub, id: string) => {
  const { data } = await hub.query<{ transfer: { phase: string } | null }>(
    'query ($id: ID!) { transfer(id: $id) { phase } }',
    { id },
  );
  return data?.transfer?.phase ?? null;
};
const waitsAt = async (hub: TestHub, id: string) => {
  const { data } = await hub.query<{ transfer: { waitsFor: ReadonlyArray<{ what: string }> } }>(
    'query ($id: ID!) { transfer(id: $id) { waitsFor { what } } }',
    { id },
  );
  return data?.transfer.waitsFor ?? [];
};
/** The transfers that a hub knows of, the first to be told of first. */
const knownAt = async (hub: TestHub) =>
  (
    await sql<{
      id: string;
      phase: string;
    }>`select id, phase from data_sharing.transfer order by created_at, id`.execute(hub.database.kysely)
  ).rows;
const passDays = async (days: number) => {
  hubs.clock.now = new Date(hubs.clock.now.getTime() + days * 86_400_000);
  await hubs.settle();
};
/** A roster, and Folkeregisteret, say that the child has begun in Sarpsborg and lived in Ringsaker. */
const arrives = async (startDate: string) => {
  const arrived = { childId: hubs.to, unitId: randomUUID(), startDate, previousMunicipality: '3411' };
  await hubs.sarpsborg.deliver(newEvent(pupilArrived, arrived, hubs.to));
  await hubs.settle();
};

describe('both hubs that tell of the same move', () => {
  it('become one: the announcement gives way to the hand-over', async () => {
    await begin();
    const announced = await announce(hubs, { direction: 'KINDERGARTEN_TO_SCHOOL', startsOn: '2027-08-16' });
    await hubs.settle();
    expect((await waitsAt(hubs.sarpsborg, announced)).map(({ what }) => what)).toEqual(['hand-over']);
    const id = await begun();
    await permit(id, 'health');
    await hubs.settle();
    expect(await phaseAt(hubs.sarpsborg, announced)).toBe('CANCELLED');
    expect(await phaseAt(hubs.sarpsborg, id)).toBe('DECIDED');
  });

  it('lets no school ask a kindergarten: it is answered with the law', async () => {
    await begin();
    const announced = await announce(hubs, { direction: 'KINDERGARTEN_TO_SCHOOL' });
    await hubs.settle();
    const { userErrors } = await mutate(hubs.sarpsborg, 'requestTransfer', 'RequestTransferInput', {
      transferId: announced,
      categories: [{ category: 'health', purpose: 'safe-transition' }],
    });
    expect(userErrors).toMatchObject([{ code: 'HANDED_OVER_INSTEAD' }]);
  });

  it('go on as the receiver’s own request where it may ask: the hand-over gives way', async () => {
    await begin();
    const id = await begun({ direction: 'SCHOOL_TO_SCHOOL', startsOn: '2026-12-01' });
    const announced = await announce(hubs);
    await hubs.settle();
    await mutate(hubs.sarpsborg, 'requestTransfer', 'RequestTransferInput', {
      transferId: announced,
      categories: [{ category: 'health', purpose: 'adapt-the-teaching' }],
    });
    await hubs.settle();
    expect(await phaseAt(hubs.ringsaker, id)).toBe('CANCELLED');
    expect(await phaseAt(hubs.ringsaker, announced)).not.toBe('CANCELLED');
    expect((await prepare({ direction: 'SCHOOL_TO_SCHOOL' })).userErrors).toMatchObject([{ code: 'ASKED_ALREADY' }]);
  });
});

describe('a hand-over and a request that cross on their way', () => {
  it.each(['ringsaker', 'sarpsborg'] as const)(
    'become the receiver’s own request, when %s sends first',
    async (first) => {
      await begin();
      const announced = await announce(hubs);
      const id = await begun(betweenSchools);
      await permit(id, 'health');
      expect((await ask(announced, 'health')).userErrors).toEqual([]);
      await hubs[first].running.catchUp();
      while (await hubs[first].pump());
      await hubs.settle();
      expect(await phaseAt(hubs.ringsaker, id)).toBe('CANCELLED');
      expect(await phaseAt(hubs.ringsaker, announced)).toBe('DECIDED');
      expect(await phaseAt(hubs.sarpsborg, announced)).toBe('DECIDED');
      const over = (await knownAt(hubs.sarpsborg)).filter((one) => one.id !== announced);
      for (const { phase } of over) expect(['dismissed', 'cancelled']).toContain(phase);
    },
  );
});

describe('what a school has handed over on its own initiative', () => {
  it('keeps nobody from fetching what the law lets follow, and is not lost by it', async () => {
    await begin();
    const id = await begun(betweenSchools);
    await permit(id, 'health');
    await hubs.settle();
    expect(await phaseAt(hubs.sarpsborg, id)).toBe('DECIDED');
    const announced = await announce(hubs);
    await request(hubs, announced, ['enrolment']);
    expect(await phaseAt(hubs.sarpsborg, announced)).toBe('CLOSED');
    expect(await decisionsAt(hubs.ringsaker, announced)).toMatchObject({ enrolment: { status: 'received' } });
    expect(await decisionsAt(hubs.ringsaker, id)).toMatchObject({ health: { status: 'received' } });
  });
});

describe('a child that a roster says has begun', () => {
  it('is not asked about again when what it was handed over with has come', async () => {
    await begin();
    const id = await begun();
    await permit(id, 'health');
    await passDays(15);
    expect(await phaseAt(hubs.sarpsborg, id)).toBe('CLOSED');
    hubs.clock.now = new Date('2027-08-18T08:00:00Z');
    await arrives('2027-08-17');
    expect(await knownAt(hubs.sarpsborg)).toEqual([{ id, phase: 'closed' }]);
  });

  it('is no other move than the one that is over, but is when it has been back in between', async () => {
    await begin();
    const announced = await announce(hubs);
    await request(hubs, announced, ['enrolment']);
    await arrives('2026-11-23');
    expect(await knownAt(hubs.sarpsborg)).toEqual([{ id: announced, phase: 'closed' }]);
    await passDays(4);
    const { transfer } = await mutate(hubs.ringsaker, 'announceTransfer', 'AnnounceTransferInput', {
      childId: hubs.from,
      fromOrganisation: hubs.sarpsborg.controller.organisationNumber,
      unitId: randomUUID(),
      startsOn: '2026-11-25',
      direction: 'SCHOOL_TO_SCHOOL',
    });
    await hubs.settle();
    await mutate(hubs.ringsaker, 'requestTransfer', 'RequestTransferInput', {
      transferId: transfer?.id,
      categories: [{ category: 'enrolment', purpose: 'right-to-education' }],
    });
    await passDays(4);
    await arrives('2026-11-29');
    expect((await knownAt(hubs.sarpsborg)).at(-1)?.phase).toBe('announced');
    expect(await knownAt(hubs.sarpsborg)).toHaveLength(3);
  });
});
